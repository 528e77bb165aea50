import { compareCodePoints, compareKeys } from '../diff-order.ts';

/**
 * The order of many keys, as a list of their indexes. `parts` has a list for each part of the key.
 * The same order as that of `orderByKey`; where the whole numbers are small enough, they are compared as numbers.
 */
export function orderOfKeys(
  parts: readonly (readonly string[])[],
  isWhole: (part: number) => boolean,
): readonly number[] {
  const [only = []] = parts;
  const order = Array.from(only.keys());
  if (parts.length === 1 && isWhole(0) && only.every(({ length }) => length <= safeDigits)) {
    const numbers = Float64Array.from(only, Number);
    return order.sort(
      (one, other) =>
        (numbers[one] ?? 0) - (numbers[other] ?? 0) || compareCodePoints(only[one] ?? '', only[other] ?? ''),
    );
  }
  const compare = compareKeys(isWhole);
  const keys = order.map((index) => parts.map((list) => list[index] ?? ''));
  return order.sort((one, other) => compare(keys[one] ?? [], keys[other] ?? []));
}

/** A number holds so many digits exactly. */
const safeDigits = 15;
