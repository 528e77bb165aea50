import type { Finding, Place } from '../../contract/index.ts';
import type { DoubleEncoding } from './double-encoding.ts';
import type { ForeignFormat } from './foreign-format.ts';
import { placeAt, startOf } from './places.ts';
import type { SingleByteDoubt } from './single-byte.ts';

/** A finding names this many places at most; its message says how many there are. */
const placesShown = 20;

const saveAsUtf8 = 'Save the file as "CSV UTF-8 (comma delimited)" in Excel, or ask the HRIS for UTF-8.';

/** A file that is no CSV at all. */
export function foreignFormat(file: string, format: ForeignFormat): Finding {
  return unreadable('not-csv', `this is ${format.what}, not a CSV file`, format.next, [startOf(file)]);
}

/** rollcall.yaml states one encoding and the bytes prove another. */
export function contradicted(file: string, stated: string, proven: string): Finding {
  const message = `rollcall.yaml states ${stated}, but the bytes of the file are ${proven}`;
  return unreadable('encoding-contradicted', message, `Remove "encoding:" of this source or set it to ${proven}.`, [
    startOf(file),
  ]);
}

export function nulCharacter(place: Place): Finding {
  return unreadable(
    'nul-character',
    'a zero byte stands in the text: this is no text file, or a damaged one',
    saveAsUtf8,
    [place],
  );
}

/** Bytes that are not valid in a multi-byte encoding. `loose` is the text with U+FFFD in their place. */
export function invalidBytes(file: string, loose: string, encoding: string): Finding {
  const offsets = [...loose.matchAll(/\ufffd/g)].map((match) => match.index);
  return unreadable(
    'invalid-bytes',
    `the file is ${encoding}, but not here${howMany(offsets)}: it was cut, or parts of it come from another encoding`,
    saveAsUtf8,
    places(file, loose, offsets),
  );
}

/** Mostly single bytes, with some characters that are valid UTF-8. */
export function mixedEncodings(file: string, loose: string): Finding {
  const offsets = [...loose.matchAll(/[^\p{ASCII}\ufffd]/gu)].map((match) => match.index);
  return unreadable(
    'encoding-mixed',
    `this reads as UTF-8, while other letters of the file do not${howMany(offsets)}`,
    'Save the file in one encoding; if all of it is Windows-1252, state "encoding: windows-1252" for this source.',
    places(file, loose, offsets),
  );
}

/** Bytes that mean nothing in the stated single-byte encoding. */
export function noLetter(file: string, text: string, offsets: readonly number[], encoding: string): Finding {
  const message = `a byte stands here that means no character in ${encoding}${howMany(offsets)}`;
  return unreadable('invalid-bytes', message, saveAsUtf8, places(file, text, offsets));
}

/** Why single bytes cannot be read for certain. Shows the doubtful characters, never the cell. */
export function singleByteDoubt(file: string, text: string, doubt: SingleByteDoubt): Finding {
  const at = places(file, text, doubt.offsets);
  if (doubt.kind === 'two-readings') {
    const shown = doubt.readings.map(
      ({ byte, windows, latin9 }) =>
        `byte 0x${byte.toString(16).toUpperCase()} is ${windows} in Windows-1252 and ${latin9} in ISO-8859-15`,
    );
    const next = 'State "encoding: windows-1252" or "encoding: iso-8859-15" for this source in rollcall.yaml.';
    return { ...unreadable('encoding-unclear', shown.join('; '), next, at), who: 'config' };
  }
  const reason =
    doubt.kind === 'no-letter'
      ? 'a byte stands here that neither UTF-8 nor Windows-1252 knows'
      : 'read as Windows-1252, a sign would stand here inside a word';
  return unreadable(
    'encoding-unclear',
    `${reason}${howMany(doubt.offsets)}; the file may be saved as "CSV (MS-DOS)" or "CSV (Macintosh)"`,
    `${saveAsUtf8} If the letters are right, state "encoding: windows-1252" for this source.`,
    at,
  );
}

/** Letters that were UTF-8, misread and saved again. Only a warning: the file itself is sound. */
export function encodedTwice(file: string, text: string, found: readonly DoubleEncoding[]): Finding {
  const misreadAs = [...new Set(found.map((one) => one.misreadAs))].join(', ');
  const offsets = found.map((one) => one.offset);
  return {
    ...unreadable(
      'encoded-twice',
      `letters that were encoded twice (UTF-8 read as ${misreadAs})${howMany(offsets)}`,
      'Correct the letters, or export again and open the file as UTF-8 before saving it.',
      places(file, text, offsets),
    ),
    severity: 'warning',
  };
}

function unreadable(code: string, message: string, next: string, at: readonly Place[]): Finding {
  const [place, ...others] = at;
  const finding: Finding = { code, severity: 'error', scope: 'roster', who: 'data', message, next };
  return { ...finding, ...(place && { place }), ...(others.length > 0 && { others }) };
}

function howMany(offsets: readonly number[]): string {
  return offsets.length > 1 ? ` (${offsets.length} places)` : '';
}

function places(file: string, text: string, offsets: readonly number[]): readonly Place[] {
  return offsets.slice(0, placesShown).map((offset) => placeAt(file, text, offset));
}
