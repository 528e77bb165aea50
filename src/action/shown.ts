import { z } from 'zod';
import { canonical } from '../engine/normal.ts';
import { keyedHash } from '../io/ledger/digest-key.ts';

/** Which changes of a system a comment has shown, by their keyed digest, and since when. A release counts for these only. */
export interface Shown {
  readonly system: string;
  readonly digest: string;
  /** ISO 8601, to the second. */
  readonly at: string;
}

const schema = z.array(z.strictObject({ system: z.string(), digest: z.string(), at: z.iso.datetime() }));

/**
 * What is shown now; what was shown before with the same digest keeps its time.
 * @param now ISO 8601
 */
export function showAgain(
  digests: ReadonlyMap<string, string>,
  before: readonly Shown[],
  now: string,
): readonly Shown[] {
  const at = `${now.slice(0, 19)}Z`;
  return [...digests].map(
    ([system, digest]) =>
      before.find((one) => one.system === system && one.digest === digest) ?? { system, digest, at },
  );
}

/** An invisible line of a comment, signed: whoever may edit comments could otherwise say that something was shown. */
export function shownLine(shown: readonly Shown[], subject: string, key: Uint8Array): string {
  const text = Buffer.from(JSON.stringify(shown)).toString('base64url');
  return `<!-- rollcall:shown ${text} ${signature(text, subject, key)} -->`;
}

/** What a comment says was shown; nothing where it does not say so in our own hand. */
export function readShown(body: string, subject: string, key: Uint8Array): readonly Shown[] {
  const [, text = '', signed] = /^<!-- rollcall:shown ([\w-]+) ([0-9a-f]+) -->$/m.exec(body) ?? [];
  if (signed === undefined || signed !== signature(text, subject, key)) return [];
  const read = schema.safeParse(parse(Buffer.from(text, 'base64url').toString('utf8')));
  return read.success ? read.data : [];
}

function signature(text: string, subject: string, key: Uint8Array): string {
  return keyedHash(key, canonical(['shown', subject, text]));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
