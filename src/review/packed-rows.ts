/**
 * Rows of a table in as few characters as a page can unfold without help: the tags of a row are its shape, kept once;
 * texts that come again are kept once too. A row is its shape and its texts, joined by `separator`.
 */
export interface PackedRows {
  /** What stands before, between and after the texts. */
  readonly shapes: readonly (readonly string[])[];
  readonly words: readonly string[];
  readonly rows: readonly string[];
}

const separator = '\u001f';

/** Before the number, in base 36, of a text among `words`. */
const mark = '~';

/** Packs rows of HTML, each with its tags. `pageScript` unfolds them. */
export function packRows(rows: readonly string[]): PackedRows {
  const split = rows.map((row) => row.split(/((?:<[^>]*>)+)/));
  const amounts = new Map<string, number>();
  for (const pieces of split) for (const text of textsOf(pieces)) amounts.set(text, (amounts.get(text) ?? 0) + 1);
  const words = new Map<string, number>();
  for (const [text, amount] of amounts) {
    const isUnsafe = text.startsWith(mark) || text.includes(separator);
    if (isUnsafe || (amount > 1 && text.length > 2)) words.set(text, words.size);
  }
  const shapes = new Map<string, number>();
  const packed = split.map((pieces) => {
    const shape = JSON.stringify(pieces.filter((_, index) => index % 2 === 1));
    const number = shapes.get(shape) ?? shapes.size;
    shapes.set(shape, number);
    const texts = textsOf(pieces).map((text) => {
      const word = words.get(text);
      return word === undefined ? text : `${mark}${word.toString(36)}`;
    });
    return [number.toString(36), ...texts].join(separator);
  });
  return { shapes: [...shapes.keys()].map((shape) => JSON.parse(shape)), words: [...words.keys()], rows: packed };
}

/** A row begins and ends with a tag: the first and last pieces are empty and left out. */
function textsOf(pieces: readonly string[]): readonly string[] {
  return pieces.filter((_, index) => index % 2 === 0).slice(1, -1);
}
