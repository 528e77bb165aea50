import type { Writing } from '../check/cells.ts';

/** How the cells of one column are written, beyond what reading them needs. */
export interface ColumnStyle {
  /** Day and month without a leading zero. */
  readonly isShortDate: boolean;
  /** Digits that every number has behind its mark. */
  readonly decimals: number;
  /** Between the items of a list. */
  readonly separator: ';' | '|';
  readonly no: string;
  readonly yes: string;
  /** How often each text stands there; of several words for one value, the usual one is written. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Learns from the cells that are there. Where they show nothing, the plain form: `2026-03-01`, `1.5`, `a;b`, `true`. */
export function learnStyle(cells: Iterable<string>, delimiter: string, { decimal }: Writing): ColumnStyle {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    const text = cell.trim().normalize('NFC');
    if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const texts = [...counts.keys()];
  return {
    isShortDate: texts.some((text) => /(?<!\d)\d(?!\d)/.test(text)),
    decimals: fewestDecimals(texts, decimal ?? '.'),
    separator: separatorOf(texts, delimiter),
    ...truthWords(texts),
    counts,
  };
}

function fewestDecimals(texts: readonly string[], mark: string): number {
  const counts = texts.map((text) => {
    const at = text.lastIndexOf(mark);
    return at === -1 ? 0 : text.length - at - 1;
  });
  return counts.length === 0 ? 0 : Math.min(...counts);
}

function separatorOf(texts: readonly string[], delimiter: string): ';' | '|' {
  const count = (mark: string): number => texts.filter((text) => text.includes(mark)).length;
  const [semicolons, bars] = [count(';'), count('|')];
  if (semicolons !== bars) return semicolons > bars ? ';' : '|';
  return delimiter === ';' ? '|' : ';';
}

/** Words that go together; where the same word has two partners, the first pair that shows in the column counts. */
const pairs: readonly (readonly [yes: string, no: string])[] = [
  ['true', 'false'],
  ['yes', 'no'],
  ['oui', 'non'],
  ['ja', 'nein'],
  ['ja', 'nee'],
  ['vrai', 'faux'],
  ['wahr', 'falsch'],
  ['waar', 'onwaar'],
  ['o', 'n'],
  ['j', 'n'],
  ['y', 'n'],
  ['1', '0'],
];

function truthWords(texts: readonly string[]): Pick<ColumnStyle, 'yes' | 'no'> {
  const shown = new Set(texts.map((text) => text.toLowerCase()));
  const both = pairs.find((pair) => pair.every((word) => shown.has(word)));
  const [yes, no] = both ?? pairs.find((pair) => pair.some((word) => shown.has(word))) ?? ['true', 'false'];
  const sample = texts.find((text) => [yes, no].includes(text.toLowerCase())) ?? yes;
  return { yes: inCaseOf(sample, yes), no: inCaseOf(sample, no) };
}

/** `TRUE`, `True` or `true`, as the sample is. */
function inCaseOf(sample: string, word: string): string {
  if (sample === sample.toLowerCase()) return word;
  if (sample === sample.toUpperCase() && sample.length > 1) return word.toUpperCase();
  return word.charAt(0).toUpperCase() + word.slice(1);
}
