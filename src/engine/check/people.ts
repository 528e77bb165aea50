import type { Finding } from '../../contract/index.ts';
import { hasLeft } from '../fields.ts';
import { type Draft, type Problem, placeOf, recordError } from './draft.ts';

/**
 * Checks what must hold among the people and periods of a roster: nobody ends before starting, two active people
 * do not share an e-mail address, and a former id is nobody's id.
 * @param today yyyy-MM-dd; without it a last day does not make anyone inactive
 */
export function checkPeople(drafts: readonly Draft[], today: string | undefined): readonly Finding[] {
  const employees = drafts.filter((draft) => draft.kind === 'employees');
  return [
    ...drafts
      .filter(endsBeforeStart)
      .map((draft) => recordError(draft, 'end_date', endFirst, [placeOf(draft, 'start_date')])),
    ...shared(employees, 'email', sharedEmail, (draft) => !hasLeft(draft.fields, today)),
    ...shared(employees, 'former_id', sharedFormerId),
    ...formerIdsInUse(employees),
  ];
}

function endsBeforeStart({ fields }: Draft): boolean {
  const { start_date: start, end_date: end } = fields;
  return typeof start === 'string' && typeof end === 'string' && end < start;
}

/** Of many records that share a value, the places of this many are told with each. */
const placesShown = 20;

/** One error on each of the records that count and share a value, letter case aside, with the places of the others. */
function shared(
  drafts: readonly Draft[],
  field: string,
  problem: Problem,
  isCounted = (_: Draft) => true,
): readonly Finding[] {
  const textOf = (draft: Draft): string | undefined => {
    const value = draft.fields[field];
    return typeof value === 'string' && isCounted(draft) ? value.toLowerCase() : undefined;
  };
  const doubled = doubledIn(drafts, textOf);
  if (doubled.size === 0) return [];
  const groups = Map.groupBy(
    drafts.filter((draft) => doubled.has(textOf(draft))),
    textOf,
  );
  return [...groups.values()].flatMap((group) =>
    group.map((draft) => {
      const others = group.slice(0, placesShown).filter((other) => other !== draft);
      return recordError(
        draft,
        field,
        problem,
        others.map((other) => placeOf(other, field)),
      );
    }),
  );
}

/** Values that more than one record has. */
function doubledIn(
  drafts: readonly Draft[],
  textOf: (draft: Draft) => string | undefined,
): ReadonlySet<string | undefined> {
  const once = new Set<string>();
  const doubled = new Set<string | undefined>();
  for (const draft of drafts) {
    const value = textOf(draft);
    if (value === undefined) continue;
    if (once.has(value)) doubled.add(value);
    else once.add(value);
  }
  return doubled;
}

function formerIdsInUse(employees: readonly Draft[]): readonly Finding[] {
  const renamed = employees.filter((draft) => typeof draft.fields.former_id === 'string');
  const former = new Set(renamed.map((draft) => draft.fields.former_id));
  const holders = new Map(employees.filter((draft) => former.has(draft.key)).map((draft) => [draft.key, draft]));
  return renamed.flatMap((draft) => {
    const holder = holders.get(String(draft.fields.former_id));
    return holder ? [recordError(draft, 'former_id', formerIdInUse, [placeOf(holder, 'id')])] : [];
  });
}

const endFirst: Problem = {
  code: 'end-before-start',
  message: 'the end lies before the start',
  next: 'Correct one of the two dates.',
};
const sharedEmail: Problem = {
  code: 'shared-email',
  message: 'another record has the same e-mail address',
  next: 'Correct one of the addresses; if it is one person, give the new record the old id as former_id.',
};
const sharedFormerId: Problem = {
  code: 'shared-former-id',
  message: 'another record has the same former id',
  next: 'Keep it on the record of the person who had that id.',
};
const formerIdInUse: Problem = {
  code: 'former-id-in-use',
  message: 'the former id is still the id of a record',
  next: 'Remove the row with the former id, or correct the former id.',
};
