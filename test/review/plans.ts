import type { Finding, Kind, Value } from '../../src/contract/index.ts';
import type { Cause, Change, Drift, FieldChange, Hold, Plan, Receipt, SystemPlan } from '../../src/engine/change.ts';

/** Commits of the made-up history that the example plans tell of. */
export const commits = {
  head: '3f2c1ab9d0e4f5a6b7c8d9e0f1a2b3c4d5e6f708',
  before: '9ab1c2d3e4f5061728394a5b6c7d8e9f00112233',
};

export function open(before: Value | undefined, after: Value): FieldChange {
  return { before: before === undefined ? { known: false } : { known: true, value: before }, after, class: 'open' };
}

export function personal(before: Value | undefined, after: Value): FieldChange {
  return { ...open(before, after), class: 'personal' };
}

export function secret(before: Value | undefined, after: Value): FieldChange {
  return { ...open(before, after), class: 'secret' };
}

export function row(line: number, file = 'hr/france/employes.csv'): Cause {
  return { type: 'commits', commits: [commits.head], place: { file, line, column: 1 } };
}

export function change(over: Partial<Change> & Pick<Change, 'op' | 'key'>): Change {
  const fields = over.fields ?? {};
  return {
    kind: 'employees',
    fields,
    desired: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.after])),
    cause: row(2),
    effects: [],
    needs: [],
    after: [],
    ...over,
  };
}

export function hold(over: Partial<Hold> & Pick<Hold, 'key'>): Hold {
  return { kind: 'employees', why: 'held', findings: [], ...over };
}

export function finding(over: Partial<Finding> = {}): Finding {
  return {
    code: 'bad-date',
    severity: 'error',
    scope: 'record',
    message: 'The column "end_date" holds no date.',
    next: 'Write it as dd/mm/yyyy.',
    who: 'data',
    place: { file: 'hr/france/employes.csv', line: 14, column: 38 },
    ...over,
  };
}

export function system(over: Partial<SystemPlan> = {}): SystemPlan {
  const changes = over.changes ?? [];
  return {
    name: 'springest-nl',
    connector: 'springest',
    verdict: changes.length > 0 ? 'ready' : 'nothing',
    changes,
    holds: [],
    drift: [],
    unmanaged: 0,
    unchanged: 0,
    findings: [],
    stops: [],
    releases: [],
    effects: [],
    calls: changes.length,
    seconds: changes.length,
    ...over,
  };
}

export function plan(over: Partial<Plan> = {}): Plan {
  return {
    version: 1,
    digest: '7f3a91c2e5b80d14',
    commit: commits.head,
    uncommitted: false,
    date: '2026-11-21',
    systems: [system()],
    findings: [],
    ...over,
  };
}

export function receipt(over: Partial<Receipt> = {}): Receipt {
  return {
    run: '20261121-1',
    at: '2026-11-21T09:30:00.000Z',
    system: 'springest-nl',
    op: 'update',
    kind: 'employees',
    key: '1043',
    outcome: 'done',
    findings: [],
    releases: [],
    ...over,
  };
}

/** An ordinary Monday: two join, one leaves, some move, one row is wrong, one newcomer has no address yet. */
export function mondayPlan(): Plan {
  const changes: readonly Change[] = [
    change({
      op: 'create',
      key: '2101',
      fields: {
        email: personal(undefined, 'zoe.quick@example.com'),
        first_name: personal(undefined, 'Zoé'),
        last_name: personal(undefined, 'Quick'),
        department_name: open(undefined, 'Ventes'),
        job_title: open(undefined, 'Vendeuse'),
      },
      cause: row(87),
      effects: ['welcome'],
    }),
    change({
      op: 'create',
      key: '2102',
      fields: {
        email: personal(undefined, 'mo@example.com'),
        first_name: personal(undefined, 'Mo'),
        department_name: open(undefined, 'R&D | Labs'),
        job_title: open(undefined, '=1+1'),
      },
      cause: { type: 'date', date: '2026-11-21', place: { file: 'hr/france/employes.csv', line: 88, column: 1 } },
      effects: ['welcome'],
    }),
    change({
      op: 'update',
      key: '1007',
      fields: { department_name: open('Achats', 'Ventes'), approvers: personal(['a@example.com'], ['b@example.com']) },
      cause: row(9),
      effects: ['approver'],
    }),
    change({ op: 'update', key: '1012', fields: { department_name: open('Achats', 'Ventes') }, cause: row(14) }),
    change({
      op: 'update',
      key: '1019',
      fields: {
        phone_number: personal('+33 1', '+33 2'),
        job_title: { ...open('Comptable', 'Cheffe comptable'), conflict: true },
      },
      cause: {
        type: 'commits',
        commits: [commits.head, commits.before],
        place: { file: 'hr/nl/people.csv', line: 21, column: 1 },
      },
    }),
    change({
      op: 'update',
      key: '1020',
      fields: { tags: open([], ['achats', 'lyon']) },
      cause: { type: 'config', commits: [commits.before] },
    }),
    change({ op: 'return', key: '0990', fields: { active: open(false, true) }, cause: row(5) }),
    change({
      op: 'leave',
      key: '1043',
      fields: { active: open(true, false), employment_end_date: open(null, '2026-11-20') },
      cause: { type: 'commits', commits: [commits.head] },
      effects: ['erasure'],
    }),
    change({ op: 'leave', key: '1044', fields: { active: open(true, false) }, cause: row(40) }),
  ];
  const springest = system({
    changes,
    unchanged: 104,
    unmanaged: 3,
    holds: [
      hold({ key: '1051', findings: [finding()] }),
      hold({
        key: '2103',
        why: 'waiting',
        findings: [
          finding({
            code: 'no-email',
            severity: 'warning',
            message: 'There is no e-mail yet.',
            next: 'Nothing to do: it is sent once there is one.',
          }),
        ],
      }),
      hold({ key: '1060', why: 'skipped' }),
    ],
    drift: [
      {
        kind: 'employees',
        key: '1033',
        type: 'fields',
        fields: { job_title: open('Lead', 'Buyer'), phone_number: personal('1', '2') },
      },
      { kind: 'employees', key: '1034', type: 'inactive', fields: {} },
    ] satisfies readonly Drift[],
    effects: [
      { id: 'welcome', text: 'The person gets a welcome mail.', count: 2, reversible: true },
      { id: 'approver', text: 'The manager may see bookings and budgets of the person.', count: 1, reversible: true },
      {
        id: 'erasure',
        text: 'The removal of personal data begins after the agreed time.',
        count: 1,
        reversible: false,
      },
    ],
    calls: 18,
    seconds: 18,
  });
  const officevibe = system({
    name: 'officevibe-prod',
    connector: 'officevibe',
    experimental: 'the answers of the vendor are assumed in part',
    changes: [
      change({
        op: 'create',
        kind: 'teams',
        key: 'sales-lyon',
        fields: { name: open(undefined, 'Sales @all <b>Lyon</b>') },
        cause: row(3, 'hr/teams.csv'),
      }),
      change({
        op: 'create',
        kind: 'memberships',
        key: 'sales-lyon/1007',
        fields: { member: open(undefined, true) },
        cause: row(9),
      }),
      change({
        op: 'leave',
        key: '1043',
        fields: { active: open(true, false) },
        cause: { type: 'commits', commits: [commits.head] },
      }),
    ],
    unchanged: 107,
    calls: 1,
    seconds: 2,
  });
  return plan({
    systems: [springest, officevibe],
    findings: [
      finding({
        severity: 'warning',
        code: 'unknown-manager',
        message: 'The manager "9999" is not in the files.',
        next: 'Correct the number or add the person.',
        place: { file: 'hr/nl/people.csv', line: 30, column: 12 },
      }),
    ],
  });
}

/** Somebody exported half of the firm. */
export function stoppedPlan(): Plan {
  const leaves = Array.from({ length: 40 }, (_, index) =>
    change({
      op: 'leave',
      key: String(1000 + index),
      fields: { active: open(true, false) },
      cause: { type: 'commits', commits: [commits.head] },
    }),
  );
  const moves = Array.from({ length: 60 }, (_, index) =>
    change({
      op: 'update',
      key: String(2000 + index),
      fields: { manager_email: personal('a@example.com', 'b@example.com') },
      cause: row(index + 2),
    }),
  );
  return plan({
    systems: [
      system({
        verdict: 'stopped',
        changes: [...moves, ...leaves],
        unchanged: 20,
        stops: [
          { limit: 'leave', permitted: 6, planned: 40, ours: 120, message: '40 of 120 would leave, 6 may.' },
          {
            limit: 'column:manager_email',
            permitted: 36,
            planned: 60,
            ours: 120,
            message: 'manager_email changes for 60 of 120, 36 may.',
          },
          { limit: 'protect', permitted: 0, planned: 1, ours: 120, message: 'The protected person 1000 would leave.' },
        ],
        calls: 100,
        seconds: 100,
      }),
      system({ name: 'officevibe-prod', connector: 'officevibe', unchanged: 120 }),
    ],
  });
}

/** All kinds, for tests that go through every noun. */
export const allKinds: readonly Kind[] = ['employees', 'teams', 'memberships', 'absences', 'attendances', 'documents'];
