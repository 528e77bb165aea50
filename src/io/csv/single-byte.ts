import type { Encoding } from './encoding.ts';

/** Why single bytes above ASCII cannot be read for certain. Offsets are both of bytes and of characters. */
export type SingleByteDoubt =
  | { readonly kind: 'two-readings'; readonly offsets: readonly number[]; readonly readings: readonly TwoReadings[] }
  | { readonly kind: 'odd-neighbours'; readonly offsets: readonly number[] }
  | { readonly kind: 'no-letter'; readonly offsets: readonly number[] };

/** One byte as each of the two encodings reads it. */
export interface TwoReadings {
  readonly byte: number;
  readonly windows: string;
  readonly latin9: string;
}

/**
 * Tells Windows-1252 from ISO-8859-15, which differ in 35 bytes only.
 * Bytes 0x80–0x9F are letters and quotes in the first and control characters in the second, so they prove the
 * first; of the eight others (`¤` or `€`, `½` or `œ`) nothing in the file tells which is meant. Characters that
 * would stand where no language has them point at a third encoding, such as Excel's "CSV (MS-DOS)".
 */
export function chooseSingleByte(
  bytes: Uint8Array,
): { readonly encoding: Encoding } | { readonly doubt: SingleByteDoubt } {
  const undefinedOffsets = findUndefined(bytes, 'windows-1252');
  if (undefinedOffsets.length > 0) return { doubt: { kind: 'no-letter', offsets: undefinedOffsets } };

  const text = new TextDecoder('windows-1252').decode(bytes);
  const odd = [...text.matchAll(oddBetweenLetters)].map((match) => match.index + 1);
  if (odd.length > 0) return { doubt: { kind: 'odd-neighbours', offsets: odd } };

  if (bytes.some((byte) => byte >= 0x80 && byte <= 0x9f)) return { encoding: 'windows-1252' };
  const offsets = findOffsets(bytes, (byte) => differing.has(byte));
  if (offsets.length === 0) return { encoding: 'windows-1252' };
  const seen = [...new Set(offsets.map((offset) => bytes[offset] ?? 0))].sort((a, b) => a - b);
  return { doubt: { kind: 'two-readings', offsets, readings: seen.map(readTwice) } };
}

/** Where bytes stand that mean no character in the encoding. */
export function findUndefined(bytes: Uint8Array, encoding: 'windows-1252' | 'iso-8859-15'): readonly number[] {
  return findOffsets(bytes, (byte) =>
    encoding === 'iso-8859-15' ? byte >= 0x80 && byte <= 0x9f : undefinedInWindows.has(byte),
  );
}

const undefinedInWindows: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** The bytes above 0x9F that the two encodings read differently. */
const differing: ReadonlySet<number> = new Set([0xa4, 0xa6, 0xa8, 0xb4, 0xb8, 0xbc, 0xbd, 0xbe]);

/**
 * Signs that stand between letters in no language, and capitals inside a word, of a kind that DOS and Mac letters become;
 * more accented letters in a row than any Western word has, which is what Cyrillic and Greek become.
 */
const oddBetweenLetters = /\p{L}[‚ƒ„†‡ˆ‰‹•˜™›¹³¿£¥¢¬¶±](?=\p{L})|\p{L}[ŠŽ](?=\p{Ll})|[À-ÖØ-öø-ÿ]{4,}/gu;

function findOffsets(bytes: Uint8Array, matches: (byte: number) => boolean): readonly number[] {
  const offsets: number[] = [];
  for (let offset = 0; offset < bytes.length; offset++) {
    if (matches(bytes[offset] ?? 0)) offsets.push(offset);
  }
  return offsets;
}

function readTwice(byte: number): TwoReadings {
  const one = Uint8Array.of(byte);
  return {
    byte,
    windows: new TextDecoder('windows-1252').decode(one),
    latin9: new TextDecoder('iso-8859-15').decode(one),
  };
}
