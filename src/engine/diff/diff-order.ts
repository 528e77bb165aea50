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
  const compare = compareKeys((part) => !text.has(part));
  return items.toSorted((one, other) => compare(one.parts, other.parts));
}

/** The order of two keys: negative, zero or positive. `isWhole` tells of which part all values are whole numbers. */
export function compareKeys(
  isWhole: (part: number) => boolean,
): (one: readonly string[], other: readonly string[]) => number {
  const compare = (one: string, other: string, index: number) =>
    (isWhole(index) ? compareNumbers(one, other) : 0) || compareCodePoints(one, other);
  return (one, other) => one.reduce((order, part, index) => order || compare(part, other[index] ?? '', index), 0);
}

/** Order of two texts by code point, which is that of their UTF-8 bytes: negative, zero or positive. */
function compareCodePoints(one: string, other: string): number {
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
