import type { Finding, RollcallError } from '../contract/index.ts';
import { plainLine } from './escape.ts';
import { describeFindings } from './findings.ts';
import { painter } from './paint.ts';

/** What `--json` prints when a command refuses; `findings` only where there are some. */
export interface RefusalJson {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly next: string;
    readonly findings?: readonly Finding[];
  };
}

/**
 * A refusal for people: `CODE: what was refused`, every finding with its place, then what to do now.
 * Ends without a line break.
 */
export function describeError(error: RollcallError, options: { readonly color: boolean }): string {
  const paint = painter(options.color);
  const code = paint.bold(paint.red(`${error.code}:`));
  const { findings } = error;
  // A message that only lists the findings is better told by the findings themselves.
  const isListed = findings.length > 1 && findings.every((finding) => error.message.includes(finding.message));
  if (isListed) return `${code}\n${describeFindings(findings, options)}\n\n${error.next}`;
  const told = `${code} ${withStop(error.message.split('\n').map(plainLine).join('\n'))}`;
  const isTold = findings.every((finding) => error.message.includes(finding.message)) && findings.length < 2;
  const parts = isTold ? [told, error.next] : [told, describeFindings(findings, options), error.next];
  return parts.join('\n');
}

/** A refusal for programs. */
export function errorJson({ code, message, next, findings }: RollcallError): RefusalJson {
  return { error: { code, message, next, ...(findings.length > 0 && { findings }) } };
}

function withStop(message: string): string {
  return /[.!?:…]$/.test(message) ? message : `${message}.`;
}
