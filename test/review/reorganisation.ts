import type { Change, Plan } from '../../src/engine/change.ts';
import { change, commits, finding, hold, open, personal, plan, row, system } from './plans.ts';

/** A week in autumn at a made-up firm: two join, two leave, nine move, a manager goes, two rows have mistakes. */
export function reorganisationPlan(): Plan {
  return plan({
    digest: '5d09b7e1c4a2f863',
    systems: [springest(), officevibe()],
    findings: [
      finding({
        severity: 'warning',
        code: 'unknown-manager',
        message: 'the manager is not in the roster',
        next: 'Correct the id, add the manager, or leave the cell empty.',
        field: 'manager_id',
        place: { file: 'hr/france/employes.csv', line: 31, column: 44 },
      }),
    ],
  });
}

const moved: readonly (readonly [key: string, line: number, from: string, to: string])[] = [
  ['1007', 9, 'Achats', 'Ventes Lyon'],
  ['1012', 14, 'Achats', 'Ventes Lyon'],
  ['1013', 15, 'Achats', 'Logistique'],
  ['1018', 20, 'Support', 'Service client'],
  ['1021', 23, 'Support', 'Service client'],
  ['1022', 24, 'Support', 'Service client'],
  ['1024', 26, 'Support', 'Service client'],
  ['1030', 32, 'Ventes Paris', 'Ventes Lyon'],
  ['1033', 35, 'R&D', 'Service client'],
];

function springest(): Plan['systems'][number] {
  const changes: readonly Change[] = [
    ...newcomers(),
    ...moved.map(([key, line, from, to]) =>
      change({
        op: 'update',
        key,
        fields: {
          department_name: open(from, to),
          ...(key === '1007' ? { approvers: personal(['a@example.com'], ['b@example.com']) } : {}),
        },
        cause: row(line),
      }),
    ),
    change({ op: 'update', key: '1041', fields: { phone_number: personal('+33 1', '+33 2') }, cause: row(43) }),
    change({
      op: 'update',
      key: '1019',
      fields: { job_title: { ...open('Comptable', 'Cheffe comptable'), conflict: true } },
      cause: row(21),
    }),
    change({
      op: 'leave',
      key: '1043',
      fields: { active: open(true, false), employment_end_date: open(null, '2026-11-20') },
      cause: row(45),
      effects: ['account-closes'],
    }),
    change({
      op: 'leave',
      key: '1044',
      fields: { active: open(true, false) },
      cause: { type: 'commits', commits: [commits.head] },
      effects: ['account-closes'],
    }),
  ];
  return system({
    name: 'springest-fr',
    changes,
    unchanged: 104,
    unmanaged: 3,
    holds: [
      hold({
        key: '1051',
        findings: [
          finding({
            message: 'there is no such day',
            next: 'Correct the date.',
            field: 'end_date',
            place: { file: 'hr/france/employes.csv', line: 53, column: 61 },
          }),
        ],
      }),
      hold({
        key: '2103',
        why: 'waiting',
        findings: [
          finding({
            code: 'waiting-for-field',
            severity: 'warning',
            message: 'email is needed and still empty.',
            next: 'It is sent once email is filled in.',
            field: 'email',
            place: { file: 'hr/france/employes.csv', line: 89, column: 1 },
          }),
        ],
      }),
    ],
    drift: [{ kind: 'employees', key: '1034', type: 'fields', fields: { job_title: open('Lead', 'Buyer') } }],
    effects: [
      {
        id: 'account-opens',
        text: 'Opens an account on this site. Whether Springest sends an invitation is not documented.',
        count: 2,
        reversible: true,
      },
      {
        id: 'account-closes',
        text: 'Closes the account: the person cannot use the site any more. People who still have them as approver keep one who cannot approve.',
        count: 2,
        reversible: true,
      },
    ],
    calls: 30,
    seconds: 30,
  });
}

function newcomers(): readonly Change[] {
  return [
    ['2101', 'Ventes Lyon', 'Vendeuse', 87],
    ['2102', 'Service client', 'Conseiller', 88],
  ].map(([key, department, title, line]) =>
    change({
      op: 'create',
      key: String(key),
      fields: {
        email: personal(undefined, 'newcomer@example.com'),
        first_name: personal(undefined, 'Zoé'),
        last_name: personal(undefined, 'Quick'),
        department_name: open(undefined, String(department)),
        job_title: open(undefined, String(title)),
      },
      cause: row(Number(line)),
      effects: ['account-opens'],
    }),
  );
}

function officevibe(): Plan['systems'][number] {
  const cause = { type: 'commits', commits: [commits.head] } as const;
  return system({
    name: 'officevibe-prod',
    connector: 'officevibe',
    changes: [
      change({ op: 'leave', key: '1043', fields: { active: open(true, false) }, cause: row(45), effects: ['left'] }),
      change({ op: 'leave', key: '1044', fields: { active: open(true, false) }, cause, effects: ['left'] }),
      change({
        op: 'delete',
        kind: 'teams',
        key: 'support',
        cause: { type: 'commits', commits: [commits.head] },
        needs: ['remove_team'],
        effects: ['team-removed'],
      }),
    ],
    unchanged: 107,
    effects: [
      {
        id: 'team-removed',
        text: 'Officevibe cannot restore the structure of a removed team. After a revert, ask its support for a recalculation; past moves between teams are lost.',
        count: 1,
        reversible: false,
      },
      {
        id: 'deactivated',
        text: 'The person can no longer log in; the data stays. Deleting for good is done by hand in Officevibe.',
        count: 2,
        reversible: true,
      },
    ],
    calls: 1,
    seconds: 2,
  });
}
