import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters, types } from 'node:util';
import { RollcallError } from './contract/index.ts';

/** How a run ends: quietly with a code, or with a refusal to be told. */
export type Ending =
  | { readonly exit: number; readonly error?: undefined }
  | { readonly exit: number; readonly error: RollcallError };

/**
 * What a thrown thing means for the one who ran the command.
 * A refusal stays what it is, a wrong word on the command line becomes `USAGE`, and everything else is
 * our fault: `UNEXPECTED` names the place in the code and leaves the message out, which could hold a value.
 */
export function toEnding(thrown: unknown, root: string): Ending {
  if (thrown instanceof RollcallError) return { exit: thrown.exit, error: thrown };
  if (isFrameworkError(thrown)) {
    if (thrown.code === 'EEXIT') return { exit: thrown.oclif.exit ?? 0 };
    const error = new RollcallError('USAGE', plainMessage(thrown.message));
    return { exit: thrown.oclif.exit || error.exit, error };
  }
  const error = new RollcallError('UNEXPECTED', describePlace(thrown, root));
  return { exit: error.exit, error };
}

interface FrameworkError extends Error {
  readonly code?: string;
  readonly oclif: { readonly exit?: number };
}

function isFrameworkError(thrown: unknown): thrown is FrameworkError {
  return types.isNativeError(thrown) && 'oclif' in thrown && typeof thrown.oclif === 'object' && thrown.oclif !== null;
}

/**
 * oclif colours its messages and ends them with a hint that our next step gives too, or with a note on flags that nobody
 * typed. Before what is wrong with a flag's value it breaks the line.
 */
function plainMessage(message: string): string {
  return stripVTControlCharacters(message)
    .replace(/\n?See more help with --help$/, '')
    .replace(/\n\nNote: [\s\S]*$/, '')
    .replace(/ *\n\t/, ': ')
    .trim();
}

function describePlace(thrown: unknown, root: string): string {
  if (!types.isNativeError(thrown)) return 'something that is no error was thrown';
  const frames = (thrown.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !line.includes('(node:') && !line.includes('at node:'))
    .map((line) => shortFrame(line, root))
    .slice(0, 3);
  return `${thrown.name} ${frames.join(', ') || 'at an unknown place'}`;
}

function shortFrame(line: string, root: string): string {
  const place = /(?:file:\/\/)?\/[^()\s]+:\d+:\d+/.exec(line)?.[0];
  if (place === undefined) return 'at an unknown place';
  const path = place.startsWith('file://') ? fileURLToPath(place) : place;
  const short = relative(root, path);
  return `at ${short.startsWith('..') ? short.replace(/^.*node_modules\//, '') : short}`;
}
