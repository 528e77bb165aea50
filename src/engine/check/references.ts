import type { Finding, Kind } from '../../contract/index.ts';
import { findCycles } from './cycles.ts';
import { type Draft, type Problem, placeOf, recordError } from './draft.ts';

/**
 * Checks that what records point at is there, and that nothing stands above itself.
 * @param unproven kinds of which a file could not be read: what is missing there may only be unread, and is not reported
 */
export function checkReferences(drafts: readonly Draft[], unproven: ReadonlySet<Kind>): readonly Finding[] {
  const keys = new Map<Kind, ReadonlySet<string>>();
  const unknown = references.flatMap(({ from, field, to, problem }) => {
    if (unproven.has(to)) return [];
    const pointing = drafts.filter((draft) => draft.kind === from && typeof draft.fields[field] === 'string');
    if (pointing.length === 0) return [];
    const known = keys.get(to) ?? keysOf(drafts, to);
    keys.set(to, known);
    return pointing
      .filter((draft) => !known.has(String(draft.fields[field])))
      .map((draft) => recordError(draft, field, problem));
  });
  return [
    ...unknown,
    ...checkCycles(drafts, 'employees', 'manager_id', managerCycle),
    ...checkCycles(drafts, 'teams', 'parent_id', parentCycle),
  ];
}

function keysOf(drafts: readonly Draft[], kind: Kind): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const draft of drafts) if (draft.kind === kind) keys.add(draft.key);
  return keys;
}

interface Reference {
  readonly from: Kind;
  readonly field: string;
  readonly to: Kind;
  readonly problem: Problem;
}

const unknownPerson: Problem = {
  code: 'unknown-person',
  message: 'the person is not in the roster',
  next: 'Correct the id, or add the person.',
};

const references: readonly Reference[] = [
  {
    from: 'employees',
    field: 'manager_id',
    to: 'employees',
    problem: {
      code: 'unknown-manager',
      message: 'the manager is not in the roster',
      next: 'Correct the id, add the manager, or leave the cell empty.',
    },
  },
  {
    from: 'teams',
    field: 'parent_id',
    to: 'teams',
    problem: {
      code: 'unknown-team',
      message: 'the team above is not in the roster',
      next: 'Correct the id, or add the team.',
    },
  },
  {
    from: 'memberships',
    field: 'team_id',
    to: 'teams',
    problem: {
      code: 'unknown-team',
      message: 'the team is not in the roster',
      next: 'Correct the id, or add the team.',
    },
  },
  { from: 'memberships', field: 'employee_id', to: 'employees', problem: unknownPerson },
  { from: 'absences', field: 'employee_id', to: 'employees', problem: unknownPerson },
  { from: 'attendances', field: 'employee_id', to: 'employees', problem: unknownPerson },
  { from: 'documents', field: 'employee_id', to: 'employees', problem: unknownPerson },
];

/** Each member of a cycle has its own error; this many places of the others are told with it. */
const membersShown = 100;

/** One error on each member of a cycle, with the places of all the others. */
function checkCycles(
  drafts: readonly Draft[],
  kind: Kind,
  field: string,
  describe: (size: number) => Problem,
): readonly Finding[] {
  const parents = new Map<string, string>();
  for (const draft of drafts) {
    const parent = draft.kind === kind ? draft.fields[field] : undefined;
    if (typeof parent === 'string') parents.set(draft.key, parent);
  }
  const cycles = findCycles(parents);
  if (cycles.length === 0) return [];
  const byKey = new Map(drafts.filter((draft) => draft.kind === kind).map((draft) => [draft.key, draft]));
  return cycles.flatMap((cycle) => {
    const members = cycle.flatMap((key) => byKey.get(key) ?? []);
    return members.map((draft) => {
      const others = members
        .slice(0, membersShown)
        .filter((other) => other !== draft)
        .map((other) => placeOf(other, field));
      return recordError(draft, field, describe(members.length), others);
    });
  });
}

function managerCycle(size: number): Problem {
  return size === 1
    ? { code: 'own-manager', message: 'this person is their own manager', next: 'Name the manager, or leave it empty.' }
    : {
        code: 'manager-cycle',
        message: `${size} people are each other's managers in a circle; this is one of them`,
        next: 'Correct the manager of one of them.',
      };
}

function parentCycle(size: number): Problem {
  return size === 1
    ? { code: 'own-parent', message: 'this team stands above itself', next: 'Name the team above, or leave it empty.' }
    : {
        code: 'team-cycle',
        message: `${size} teams stand above each other in a circle; this is one of them`,
        next: 'Correct the team above of one of them.',
      };
}
