import type { Encoding } from '../csv/encoding.ts';
import { findUndefined } from '../csv/single-byte.ts';

/** How texts become the bytes of a file. */
export interface FileEncoding {
  /** Whether the encoding has every letter of the text. */
  canHold(text: string): boolean;
  /** Bytes of a text that it can hold; a byte order mark is not added. */
  encode(text: string): Uint8Array;
}

/** The encoding that a table was read in, by the name that reading gave it. UTF-8 for a file that is not there yet. */
export function fileEncoding(name: string): FileEncoding {
  switch (name as Encoding) {
    case 'utf-16le':
      return unicode((text) => Buffer.from(text, 'utf16le'));
    case 'utf-16be':
      return unicode((text) => Buffer.from(text, 'utf16le').swap16());
    case 'windows-1252':
    case 'iso-8859-15':
      return singleByte(name as 'windows-1252' | 'iso-8859-15');
    default:
      return unicode((text) => Buffer.from(text, 'utf8'));
  }
}

function unicode(encode: FileEncoding['encode']): FileEncoding {
  return { canHold: (text) => text.isWellFormed(), encode };
}

function singleByte(name: 'windows-1252' | 'iso-8859-15'): FileEncoding {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const undefinedBytes = new Set(findUndefined(bytes, name));
  const letters = [...new TextDecoder(name).decode(bytes)];
  const byLetter = new Map(letters.flatMap((letter, byte) => (undefinedBytes.has(byte) ? [] : [[letter, byte]])));
  return {
    canHold: (text) => [...text].every((letter) => byLetter.has(letter)),
    encode: (text) => Uint8Array.from([...text], (letter) => byLetter.get(letter) ?? questionMark),
  };
}

const questionMark = 63;
