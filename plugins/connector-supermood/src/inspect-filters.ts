import type { Finding, SnapshotRecord, Value } from '../../../src/contract/index.ts';
import type { Filter } from './adapter.ts';
import { fits, isOwn, valueMalformed } from './convert.ts';
import { recordError, recordWarning, systemError } from './finding.ts';
import { filterMissing } from './refusals.ts';

/**
 * Filters must exist, letter for letter: no import and no call creates one (fact sheet §2). Values that a list does not
 * know yet are announced, and so is one that differs from another in capitals or accents only.
 */
export function inspectFilters(desired: readonly SnapshotRecord[], filters: readonly Filter[]): readonly Finding[] {
  const names = new Set<string>();
  for (const { fields } of desired) for (const name of Object.keys(fields)) names.add(name);
  return [...names].flatMap((name) => {
    if (isOwn(name)) return [];
    const filter = filters.find((one) => one.name === name);
    if (!filter) return [missing(name, filters)];
    const wrong = desired
      .filter(({ fields }) => !fits(fields[name] ?? null, filter.type))
      .map(({ key }) => recordError(valueMalformed(name, filter.type), { key, field: name }));
    return filter.type === 'list' ? [...wrong, ...newValues(desired, filter)] : wrong;
  });
}

function missing(name: string, filters: readonly Filter[]): Finding {
  const words = filterMissing(name);
  const near = filters.find((one) => folded(one.name) === folded(name))?.name;
  return systemError(near === undefined ? words : { ...words, next: `Did you mean "${near}"? ${words.next}` }, name);
}

/** One warning a value, at the first person who has it: its line in the file shows what the message must not. */
function newValues(desired: readonly SnapshotRecord[], { name, values }: Filter): readonly Finding[] {
  const known = new Set(values);
  const similar = new Set(values.map(folded));
  const findings: Finding[] = [];
  const byValue = Map.groupBy(desired, ({ fields }) => textOf(fields[name]));
  for (const [value, people] of byValue) {
    const [first] = people;
    if (value === undefined || known.has(value) || !first) continue;
    const words = similar.has(folded(value)) ? nearValue(name, people.length) : newValue(name, people.length);
    findings.push(recordWarning(words, { key: first.key, field: name }));
    similar.add(folded(value));
  }
  return findings;
}

function newValue(name: string, count: number) {
  return {
    code: 'filter-value-new',
    who: 'data',
    message: `The filter "${name}" gets a new value, which ${people(count)}.`,
    next: 'Nothing to do if it is meant; otherwise correct the cell, or translate it under "values" of the source.',
  } as const;
}

function nearValue(name: string, count: number) {
  return {
    code: 'filter-value-near',
    who: 'data',
    message: `The filter "${name}" gets a value that differs from another one in capitals, accents or spaces only, which ${people(count)}.`,
    next: 'Translate it under "values" of the source in rollcall.yaml, so that all sources write it alike; results are told apart by the value.',
  } as const;
}

function people(count: number): string {
  return count === 1 ? 'one person has' : `${count} people have`;
}

function textOf(value: Value | undefined): string | undefined {
  if (value === undefined || value === null || typeof value === 'object') return undefined;
  return String(value).trim() || undefined;
}

/** What is left of a word when capitals, accents and spaces do not count. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\s]/gu, '')
    .toLowerCase();
}
