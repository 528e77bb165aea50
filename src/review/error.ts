import type { RollcallError } from '../contract/index.ts';
import { plainLine } from './escape.ts';

/** What `--json` prints when a command refuses. */
export interface RefusalJson {
  readonly error: { readonly code: string; readonly message: string; readonly next: string };
}

/** A refusal for people: `CODE: what was refused`, then what to do now. Ends without a line break. */
export function describeError(error: RollcallError, options: { readonly color: boolean }): string {
  const code = options.color ? `\u001b[31m\u001b[1m${error.code}\u001b[0m` : error.code;
  return `${code}: ${withStop(error.message.split('\n').map(plainLine).join('\n'))}\n${error.next}`;
}

/** A refusal for programs. */
export function errorJson(error: RollcallError): RefusalJson {
  return { error: { code: error.code, message: error.message, next: error.next } };
}

function withStop(message: string): string {
  return /[.!?:…]$/.test(message) || message.includes('\n') ? message : `${message}.`;
}
