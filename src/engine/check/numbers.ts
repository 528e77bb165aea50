/** The decimal mark of a column's numbers. The other mark, spaces and apostrophes may group thousands. */
export type DecimalMark = ',' | '.';

/** The mark, or the fact that both marks read the column, differently. */
export type DecimalDetection = { readonly mark: DecimalMark } | { readonly unclear: true };

/** A number, or undefined when the text is none, or has more digits than a number can hold exactly. */
export function readNumber(text: string, mark: DecimalMark): number | undefined {
  if (!shapes[mark].test(text)) return undefined;
  const plain = text.replaceAll(mark === ',' ? groupsBesideComma : groupsBesidePoint, '').replace(mark, '.');
  return plain.replaceAll(/\D/g, '').length <= 15 ? Number(plain) : undefined;
}

/** Finds the mark that reads most values; `1.500` alone is one and a half thousand or one and a half, so it is refused. */
export function detectDecimalMark(values: Iterable<string>): DecimalDetection {
  const distinct = [...new Set(values)];
  const count = (mark: DecimalMark): number => distinct.filter((text) => shapes[mark].test(text)).length;
  const [points, commas] = [count('.'), count(',')];
  if (points !== commas) return { mark: points > commas ? '.' : ',' };
  const isSame = distinct.every((text) => readNumber(text, '.') === readNumber(text, ','));
  return isSame ? { mark: '.' } : { unclear: true };
}

const groupsBesidePoint = /[,\s'’]/gu;
const groupsBesideComma = /[.\s'’]/gu;

const shapes: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^[+-]?(?:\d+|\d{1,3}(?:[,\s'’]\d{3})+)(?:\.\d+)?$/u,
  ',': /^[+-]?(?:\d+|\d{1,3}(?:[.\s'’]\d{3})+)(?:,\d+)?$/u,
};
