import type { Finding, InspectView } from '../../../src/contract/index.ts';
import { employeeFields, ownField } from './fields.ts';
import { repeatedNumbers } from './read.ts';
import type { Settings } from './settings.ts';

const declared = new Set(employeeFields.map((field) => field.name));

/** A field of the tenant's own is called e_… or userAxisValues_…; anything else would be sent to nowhere. */
export function inspectNames({ desired }: InspectView): readonly Finding[] {
  const names = new Set(desired.flatMap(({ fields }) => Object.keys(fields)));
  return [...names]
    .filter((name) => !declared.has(name) && !ownField.test(name))
    .map((name) => ({
      code: 'lucca-field-name',
      severity: 'error',
      scope: 'system',
      who: 'config',
      message: `"${name}" is no field of Lucca.`,
      next: 'Custom fields are called e_ and their code, sections of an analysis axis userAxisValues_ and its number; "rollcall connectors show lucca" lists the others.',
    }));
}

/** An employee number counts within an establishment only (fact sheet §4). */
export function inspectNumbers({ live }: InspectView, settings: Settings): readonly Finding[] {
  if (!settings.keepsKey) return [];
  const people = live.map(({ fields }) => ({ employeeNumber: fields.employeeNumber as string | null | undefined }));
  const { size } = repeatedNumbers(people);
  if (size === 0) return [];
  return [
    {
      code: 'lucca-number-twice',
      severity: 'warning',
      scope: 'system',
      who: 'admin',
      message: `${size} employee numbers are those of two people each, in two establishments; they are known by their e-mail alone.`,
      next: 'Give each person a number of their own in Lucca, or set "key: none".',
    },
  ];
}

/**
 * Whoever an earlier run made, begins later, and is not to be seen: the key lacks the right to see future employees
 * (fact sheet §2). Held, since to make them again would make them twice.
 */
export function inspectHidden({ desired, base }: InspectView, today: string): readonly Finding[] {
  const before = new Map((base ?? []).map((person) => [person.key, person.fields.dtContractStart]));
  return desired
    .filter(({ key, remote, known }) => {
      const start = before.get(key);
      return known === true && remote === undefined && typeof start === 'string' && start > today;
    })
    .map(({ key }) => ({
      code: 'lucca-future-hidden',
      severity: 'error',
      scope: 'record',
      who: 'admin',
      message:
        'The person was made by an earlier run, begins later, and is not to be seen; nobody is made a second time.',
      next: 'Give the role of the key the right to see future employees. If the arrival was cancelled in Lucca, remove the row or change its first day.',
      kind: 'employees',
      key,
    }));
}

/**
 * A first day that moves behind today while a contract runs. After its end it is that of a further contract, which is
 * opened; without an end, it is written into the running one, which takes the access away.
 */
export function inspectMovedStarts({ desired, live, base }: InspectView, today: string): readonly Finding[] {
  const there = new Map(live.map((person) => [person.remote, person]));
  const before = new Map((base ?? []).map((person) => [person.key, person.fields.dtContractStart]));
  return desired.flatMap(({ key, remote, fields }): readonly Finding[] => {
    const known = remote === undefined ? undefined : there.get(remote);
    const { dtContractStart: begun, dtContractEnd: end } = known?.fields ?? {};
    const start = fields.dtContractStart;
    if (known?.active !== true || typeof begun !== 'string' || begun > today) return [];
    if (typeof start !== 'string' || start <= today || start === before.get(key)) return [];
    const about = { scope: 'record', who: 'data', kind: 'employees', key, field: 'dtContractStart' } as const;
    return [typeof end === 'string' && end < start ? { ...about, ...nextBegins } : { ...about, ...startMoves }];
  });
}

const nextBegins = {
  code: 'lucca-next-begins',
  severity: 'warning',
  message:
    'The first day is after the end of the running contract: a further contract is opened. Until the running one is over, Lucca shows that one, which is reported as drift.',
  next: 'Nothing to do where that is meant; otherwise correct the first day or the end.',
} as const;

const startMoves = {
  code: 'lucca-start-moves',
  severity: 'warning',
  message: 'The first day of the running contract moves behind today, and the access is gone until then.',
  next: 'For a new contract, end the running one with an end date first.',
} as const;

/** Somebody whom we did not make and who was employed before: brought back, or left alone, but never made anew. */
export function inspectFormer({ desired, live }: InspectView): readonly Finding[] {
  const former = new Set(live.filter((person) => person.active === false).map((person) => person.remote));
  return desired
    .filter(({ remote, known }) => known !== true && remote !== undefined && former.has(remote))
    .map(({ key }) => ({
      code: 'lucca-was-here',
      severity: 'warning',
      scope: 'record',
      who: 'data',
      message: 'Lucca has the person as a former employee: nobody is made anew.',
      next: 'Where they are to come back and "return" is not among the operations, open a new contract in Lucca.',
      kind: 'employees',
      key,
    }));
}
