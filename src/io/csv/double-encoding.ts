/** Text that was encoded twice: where it stands, and as what it was misread in between. */
export interface DoubleEncoding {
  readonly offset: number;
  readonly misreadAs: string;
}

/**
 * Finds letters that are UTF-8 misread in another encoding and saved again: `RÃ©my`, `FrĂ©quence`, `R√©my`.
 * The test is the way back: characters that in the wrong encoding are the bytes of one valid UTF-8 letter of a
 * European language. Names that only look odd do not pass it.
 */
export function findDoubleEncoding(text: string): readonly DoubleEncoding[] {
  if (!nonAscii.test(text)) return [];
  const readings = misreadings.map(({ label, name, leads }) => ({ name, leads, bytes: bytesOf(label) }));
  const found: DoubleEncoding[] = [];
  for (let offset = 0; offset < text.length; offset++) {
    if (text.charCodeAt(offset) < 0x80) continue;
    for (const { name, leads, bytes } of readings) {
      const length = !leads.includes(text.charAt(offset)) ? 0 : misreadLength(text, offset, bytes);
      if (length === 0) continue;
      found.push({ offset, misreadAs: name });
      offset += length - 1;
      break;
    }
  }
  return found;
}

/** The encodings in which UTF-8 is commonly misread, likeliest first, and what they make of the first byte of a letter. */
const misreadings = [
  { label: 'windows-1252', name: 'Windows-1252', leads: 'ÂÃÄÅÎÏÐÑâ' },
  { label: 'windows-1250', name: 'Windows-1250', leads: 'ÂĂÄĹÎĎĐŃâ' },
  { label: 'iso-8859-15', name: 'ISO-8859-15', leads: 'ÂÃÄÅÎÏÐÑâ' },
  { label: 'macintosh', name: 'Mac Roman', leads: '¬√ƒ≈‚' },
] as const;

const nonAscii = /\P{ASCII}/u;

/** What UTF-8 letters and signs a double encoding may come from: Latin, Greek, Cyrillic, quotes, dashes, the euro. */
const plausible =
  /^[\u00a0\u00ab\u00b0\u00b7\u00bb\u00c0-\u017f\u0218-\u021b\u0386-\u03ce\u0401-\u045f\u2010-\u2026\u20ac\u2122]$/;
const upper = /\p{Lu}/u;
const lower = /\p{Ll}/u;
const letter = /\p{L}/u;

/** Signs that may follow a word directly. */
const closing = /[’“”»›–—…]$/;

/** Capitals that no language puts before the letters Windows-1252 has at 0x80–0xBF, such as œ, Ÿ and š. */
const neverBeforeLetters = /^[ÃÅ]/;

/** Each byte by the character that the encoding gives it, and by its Latin-1 control character. */
function bytesOf(label: string): ReadonlyMap<string, number> {
  const high = Uint8Array.from({ length: 128 }, (_, index) => index + 0x80);
  const read = new TextDecoder(label).decode(high);
  const bytes = new Map<string, number>();
  for (let byte = 0x80; byte < 0xa0; byte++) bytes.set(String.fromCharCode(byte), byte);
  for (let index = 0; index < high.length; index++) bytes.set(read.charAt(index), 0x80 + index);
  return bytes;
}

/** How many characters at `offset` are one misread letter, or 0. */
function misreadLength(text: string, offset: number, bytes: ReadonlyMap<string, number>): number {
  const lead = bytes.get(text.charAt(offset)) ?? 0;
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead === 0xe2 ? 3 : 0;
  if (length === 0) return 0;
  const original = [lead];
  for (let index = 1; index < length; index++) {
    const byte = bytes.get(text.charAt(offset + index)) ?? 0;
    if (byte < 0x80 || byte > 0xbf) return 0;
    original.push(byte);
  }
  const decoded = Buffer.from(original).toString('utf8');
  return plausible.test(decoded) && !couldBeMeant(text, offset, length, decoded) ? length : 0;
}

/**
 * Two letters such as ĂŞ may stand in a name, and Ã» at the end of a quotation: then only capitals in a wrong place
 * give the misreading away.
 */
function couldBeMeant(text: string, offset: number, length: number, decoded: string): boolean {
  const misread = text.slice(offset, offset + length);
  const before = text.charAt(offset - 1);
  const after = text.charAt(offset + length);
  if (length === 2 && closing.test(misread)) {
    return !lower.test(before) && (misread.endsWith('’') ? !lower.test(after) : !letter.test(after));
  }
  if (length > 2 || ![...misread].every((character) => letter.test(character))) return false;
  if (neverBeforeLetters.test(misread)) return false;
  if (!letter.test(decoded)) return true;
  const hasOddCapital =
    (lower.test(before) && upper.test(misread)) || (upper.test(misread.charAt(1)) && lower.test(after));
  const hasOddSmall = lower.test(misread.charAt(1)) && (upper.test(before) || upper.test(after));
  return !hasOddCapital && !hasOddSmall;
}
