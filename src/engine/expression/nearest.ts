import { distance } from 'fastest-levenshtein';

/**
 * The word of `known` that `word` is most likely a misspelling of, or undefined when none is close.
 * Close: at most a third of the letters differ, rounded up, letter case and `-`/`_` aside.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[-_ ]/g, '');
  const wanted = plain(word);
  let best: string | undefined;
  let least = Math.ceil(wanted.length / 3) + 1;
  for (const candidate of known) {
    const apart = distance(wanted, plain(candidate));
    if (apart < least) {
      least = apart;
      best = candidate;
    }
  }
  return best;
}

/** ` (did you mean "x"?)`, or nothing when no known word is close. */
export function suggestion(word: string, known: Iterable<string>): string {
  const found = nearest(word, known);
  return found === undefined ? '' : ` (did you mean "${found}"?)`;
}
