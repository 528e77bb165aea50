import type { Finding } from '../../contract/index.ts';
import { findDoubleEncoding } from './double-encoding.ts';
import type { Encoding } from './encoding.ts';
import { recogniseForeignFormat } from './foreign-format.ts';
import { placeAt } from './places.ts';
import { chooseSingleByte, findUndefined } from './single-byte.ts';
import * as findings from './text-findings.ts';

/** `text` has no byte order mark; it is absent when the bytes cannot be read for certain, and a finding says why. */
export interface Decoded {
  readonly text: string | undefined;
  readonly encoding: string;
  readonly findings: readonly Finding[];
}

/**
 * Turns the bytes of a file into text, in the stated encoding or in the one that the bytes prove.
 * What stays ambiguous is refused by a finding with both readings: letters are never guessed.
 */
export function decode(bytes: Uint8Array, file: string, stated?: Encoding): Decoded {
  const foreign = recogniseForeignFormat(bytes);
  if (foreign) return refuse('binary', findings.foreignFormat(file, foreign));
  const marked = markedEncoding(bytes);
  if (marked && stated && marked !== stated) return refuse(marked, findings.contradicted(file, stated, marked));

  const known = stated ?? marked ?? guessUtf16(bytes);
  const decoded = known ? decodeAs(bytes, file, known) : detect(bytes, file);
  if (decoded.text === undefined) return decoded;
  const nul = decoded.text.indexOf('\0');
  if (nul !== -1) return refuse(decoded.encoding, findings.nulCharacter(placeAt(file, decoded.text, nul)));
  const doubled = findDoubleEncoding(decoded.text);
  return doubled.length === 0
    ? decoded
    : { ...decoded, findings: [...decoded.findings, findings.encodedTwice(file, decoded.text, doubled)] };
}

function refuse(encoding: string, finding: Finding): Decoded {
  return { text: undefined, encoding, findings: [finding] };
}

function markedEncoding(bytes: Uint8Array): Encoding | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

/** Every second byte of Western text in UTF-16 is zero, and none is in any other encoding. */
function guessUtf16(bytes: Uint8Array): Encoding | undefined {
  const sample = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd * 4 > sample.length && even === 0) return 'utf-16le';
  if (even * 4 > sample.length && odd === 0) return 'utf-16be';
  return undefined;
}

function decodeAs(bytes: Uint8Array, file: string, encoding: Encoding): Decoded {
  const isSingleByte = encoding === 'windows-1252' || encoding === 'iso-8859-15';
  const text = isSingleByte ? new TextDecoder(encoding).decode(bytes) : decodeStrictly(bytes, encoding);
  if (text === undefined) {
    const loose = new TextDecoder(encoding).decode(bytes);
    return refuse(encoding, findings.invalidBytes(file, loose, encoding));
  }
  if (isSingleByte) {
    const utf8 = decodeStrictly(bytes, 'utf-8');
    if (utf8 !== undefined && utf8.length < bytes.length) {
      return refuse('utf-8', findings.contradicted(file, encoding, 'utf-8'));
    }
    const offsets = findUndefined(bytes, encoding);
    if (offsets.length > 0) return refuse(encoding, findings.noLetter(file, text, offsets, encoding));
  }
  return { text, encoding, findings: [] };
}

function decodeStrictly(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Only tells that the bytes are not valid; the loose reading then shows where.
    return undefined;
  }
}

function detect(bytes: Uint8Array, file: string): Decoded {
  const text = decodeStrictly(bytes, 'utf-8');
  if (text !== undefined) return { text, encoding: 'utf-8', findings: [] };

  const loose = new TextDecoder('utf-8').decode(bytes);
  const broken = loose.match(/\ufffd/g)?.length ?? 0;
  const sound = loose.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  if (sound > 0 || isCutLetter(loose, bytes)) {
    return sound >= broken || sound === 0
      ? refuse('utf-8', findings.invalidBytes(file, loose, 'utf-8'))
      : refuse('mixed', findings.mixedEncodings(file, loose));
  }
  const choice = chooseSingleByte(bytes);
  const western = new TextDecoder('windows-1252').decode(bytes);
  if ('encoding' in choice) return { text: western, encoding: choice.encoding, findings: [] };
  return refuse('unclear', findings.singleByteDoubt(file, western, choice.doubt));
}

/** A lone first byte of a UTF-8 letter at the very end: the file was cut there. */
function isCutLetter(loose: string, bytes: Uint8Array): boolean {
  const last = bytes[bytes.length - 1] ?? 0;
  return loose.indexOf('\ufffd') === loose.length - 1 && last >= 0xc2 && last <= 0xc5;
}
