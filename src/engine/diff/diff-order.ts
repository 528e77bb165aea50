/** A record's key in its parts; one part unless the key is made of several columns. */
export interface Keyed {
  readonly parts: readonly string[];
}

/**
 * Sorts by key, part by part. A part is compared as a number where it is a whole number in every record of `all`,
 * so that 9 comes before 10, and by code point otherwise.
 */
export function orderByKey<Item extends Keyed>(
  items: readonly Item[],
  all: Iterable<Iterable<Keyed>>,
): readonly Item[] {
  const text = new Set<number>();
  for (const records of all) {
    for (const { parts } of records) {
      for (const [index, part] of parts.entries()) if (!text.has(index) && !wholeNumber.test(part)) text.add(index);
    }
  }
  const compare = (one: string, other: string, index: number) =>
    (text.has(index) ? 0 : compareNumbers(one, other)) || compareCodePoints(one, other);
  return items.toSorted((one, other) =>
    one.parts.reduce((order, part, index) => order || compare(part, other.parts[index] ?? '', index), 0),
  );
}

/** Order of two texts by code point, which is that of their UTF-8 bytes: negative, zero or positive. */
export function compareCodePoints(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index += 1) {
    const left = one.charCodeAt(index);
    const right = other.charCodeAt(index);
    if (left !== right) return surrogatesLast(left) - surrogatesLast(right);
  }
  return one.length - other.length;
}

const wholeNumber = /^\d+$/;

/** Compares digits of any length: personnel numbers can be longer than a number holds exactly. */
function compareNumbers(one: string, other: string): number {
  const left = one.replace(/^0+/, '');
  const right = other.replace(/^0+/, '');
  return left.length - right.length || compareCodePoints(left, right);
}

/** Halves of characters beyond U+FFFF come after U+E000 to U+FFFF, although their units are smaller. */
function surrogatesLast(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
