import type {
  Connector,
  FieldDeclaration,
  Kind,
  KindDeclaration,
  LiveRecord,
  Value,
} from '../../src/contract/index.ts';
import type { Change, Receipt, SystemPlan } from '../../src/engine/change.ts';
import { compileExpression } from '../../src/engine/expression/compile.ts';
import { variablesOf } from '../../src/engine/expression/variables.ts';
import { builtInFields } from '../../src/engine/fields.ts';
import { type MappedRecord, type MappedRoster, mapRoster } from '../../src/engine/map/map.ts';
import { createMapping, type Mapping } from '../../src/engine/map/mapping.ts';
import { type Base, noBase } from '../../src/engine/plan/base.ts';
import { nothingRead } from '../../src/engine/plan/live.ts';
import type { SystemState } from '../../src/engine/plan/state.ts';
import type { Coverage, Incomplete, Roster, RosterRecord } from '../../src/engine/roster.ts';
import type { SystemRules } from '../../src/engine/rules.ts';

export const today = '2026-03-02';
export const file = 'people.csv';

const text = (name: string, from: string, rest: Partial<FieldDeclaration> = {}): FieldDeclaration => ({
  name,
  type: 'text',
  class: 'open',
  from,
  ...rest,
});

const key: FieldDeclaration = text('key', 'id', { required: true, writable: 'create' });
const mail: FieldDeclaration = text('mail', 'email', {
  class: 'personal',
  required: true,
  normal: ['trim', 'lowercase'],
});
const boss: FieldDeclaration = text('boss', 'manager == null ? null : manager.email', {
  class: 'personal',
  reference: { kind: 'employees', by: 'mail' },
});

/** People with a name, a title and a manager, one by one. */
export function peopleKind(over: Partial<KindDeclaration> = {}): KindDeclaration {
  return {
    kind: 'employees',
    fields: [key, mail, text('name', 'first_name', { class: 'personal' }), text('title', 'job_title'), boss],
    identity: { key: 'key', also: 'mail' },
    list: 'counted',
    write: 'record',
    absence: 'nothing',
    operations: {
      create: { reversible: true },
      update: { reversible: true },
      leave: { reversible: true },
      return: { reversible: true },
      delete: { reversible: false, needs: 'delete' },
    },
    ...over,
  };
}

/** People, teams and memberships, all in one push. Keys are not given back, as with Officevibe. */
export function wholeKinds(): readonly KindDeclaration[] {
  const operations = { create: { reversible: true }, update: { reversible: true }, delete: { reversible: true } };
  const hidden = { readable: false, writable: 'always' } as const;
  return [
    peopleKind({
      write: 'snapshot',
      absence: 'deactivates',
      remoteIsPersonal: true,
      fields: [{ ...key, ...hidden }, mail, text('name', 'first_name'), text('title', 'job_title')],
    }),
    {
      kind: 'teams',
      fields: [
        text('key', 'id', { required: true, ...hidden }),
        text('name', 'name', { required: true }),
        text('above', 'parent_id', { reference: { kind: 'teams', by: 'key' } }),
      ],
      identity: { key: 'key', also: 'name' },
      list: 'counted',
      write: 'snapshot',
      absence: 'deletes',
      operations: { ...operations, delete: { reversible: false, needs: 'remove_team' } },
    },
    {
      kind: 'memberships',
      fields: [text('leads', 'manager == true', { type: 'boolean' })],
      identity: { key: 'key', parts: ['teams', 'employees'] },
      list: 'counted',
      write: 'snapshot',
      absence: 'deletes',
      operations,
    },
  ];
}

export function makeConnector(
  kinds: readonly KindDeclaration[] = [peopleKind()],
  over: Partial<Connector> = {},
): Connector {
  return {
    contract: 1,
    id: 'model',
    title: 'Model',
    version: '1.0.0',
    mapping: 1,
    settings: [],
    credentials: [],
    endpoint: 'https://model.example',
    fingerprint: [],
    reads: [],
    kinds,
    drift: 'report',
    effects: [],
    check: async () => [],
    read: async function* () {
      yield { records: [] };
    },
    write: async () => [],
    ...over,
  };
}

/** Limits that stop nothing, for tests of what comes before them. */
export const noLimits: SystemRules['limits'] = {
  leave: {},
  create: {},
  update: {},
  delete: {},
  column: {},
  named: { remove_team: {}, invite: {} },
  stated: [],
};

/** The built-in ones. */
export const strictLimits: SystemRules['limits'] = {
  leave: { share: 0.05, count: 10 },
  create: { share: 0.5 },
  update: { share: 0.5 },
  delete: { share: 0.05, count: 5 },
  column: { share: 0.3 },
  named: { remove_team: { count: 1 }, invite: { count: 10 } },
  stated: [],
};

export function makeSystem(over: Partial<SystemRules> = {}): SystemRules {
  return {
    name: 'model-nl',
    place: { file: 'rollcall.yaml', line: 9, column: 3 },
    connector: 'model',
    stage: 'production',
    with: {},
    fields: {},
    defaults: {},
    operations: ['create', 'update', 'leave', 'return', 'delete'],
    missing: 'leave',
    limits: noLimits,
    protect: [],
    allow: ['delete', 'remove_team'],
    when: 'push',
    blank: 'clear',
    ...over,
  };
}

/** An expression over a person, as `only` and `skip` take it. */
export function overPerson(source: string) {
  return compileExpression(source, { variables: variablesOf(builtInFields, 'employees') });
}

export function makeMapping({
  connector = makeConnector(),
  system = makeSystem(),
}: {
  readonly connector?: Connector;
  readonly system?: SystemRules;
} = {}): Mapping {
  return createMapping(connector, system, builtInFields);
}

export interface Row {
  readonly id: string;
  readonly [field: string]: Value | undefined;
}

export interface RosterParts {
  readonly people?: readonly Row[];
  readonly teams?: readonly Row[];
  /** `team_id` and `employee_id`; the id is made of them. */
  readonly memberships?: readonly Omit<Row, 'id'>[];
  readonly attendances?: readonly Row[];
  readonly incomplete?: readonly Incomplete[];
  readonly coverage?: readonly Coverage[];
  /** Keys of people whose row has an error. */
  readonly held?: readonly string[];
  /** Keys of people with the file they stand in, where it is not the usual one. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A roster of one source. A field that is `undefined` has no column. */
export function makeRoster(parts: RosterParts): Roster {
  const { people = [], teams = [], memberships = [], incomplete = [], held = [], files = {} } = parts;
  const records = (kind: Kind, rows: readonly Row[]): ReadonlyMap<string, RosterRecord> =>
    new Map(
      rows.map((row, index) => [
        row.id,
        recordOf(kind, row, index, kind === 'employees' && held.includes(row.id), files[row.id]),
      ]),
    );
  const keyed = memberships.map((row) => ({ ...row, id: `${row.team_id}/${row.employee_id}` }));
  const all = [...new Set([file, ...Object.values(files)])];
  return {
    records: {
      employees: records('employees', people),
      teams: records('teams', teams),
      memberships: records('memberships', keyed),
      absences: new Map(),
      attendances: records('attendances', parts.attendances ?? []),
      documents: new Map(),
    },
    coverage: parts.coverage ?? [
      { source: 'hr', kind: 'employees', files: all, fields: columnsOf(people) },
      { source: 'hr', kind: 'teams', files: all, fields: columnsOf(teams, ['id', 'name', 'parent_id']) },
      {
        source: 'hr',
        kind: 'memberships',
        files: all,
        fields: columnsOf(keyed, ['team_id', 'employee_id', 'member', 'manager', 'id']),
      },
    ],
    incomplete,
    findings: [],
  };
}

function columnsOf(rows: readonly Row[], usual: readonly string[] = []): readonly string[] {
  return rows.length === 0
    ? usual
    : [...new Set(rows.flatMap((row) => Object.keys(row).filter((name) => row[name] !== undefined)))];
}

function recordOf(kind: Kind, row: Row, index: number, isHeld: boolean, own = file): RosterRecord {
  const fields = Object.fromEntries(
    Object.entries(row).filter((entry): entry is [string, Value] => entry[1] !== undefined),
  );
  const place = { file: own, line: index + 2, column: 1 };
  const finding = {
    code: 'bad-date',
    severity: 'error',
    scope: 'record',
    who: 'data',
    message: 'It is no date.',
    next: 'Correct it.',
  } as const;
  return { kind, key: row.id, fields, source: 'hr', place, held: isHeld ? [finding] : [] };
}

/** A person who is in order. */
export function person(id: string, over: Readonly<Record<string, Value | undefined>> = {}): Row {
  return {
    id,
    email: `p${id}@firm.example`,
    first_name: `Name ${id}`,
    last_name: 'Made-Up',
    job_title: 'Baker',
    manager_id: null,
    status: 'active',
    ...over,
  };
}

export function makeDesired(parts: RosterParts, mapping: Mapping = makeMapping(), day = today): MappedRoster {
  return mapRoster(makeRoster(parts), mapping, day);
}

/** A base as of an earlier commit, known unless said otherwise. */
export function makeBase(
  records: MappedRoster | readonly (readonly [string, MappedRecord])[],
  over: Partial<Base> = {},
): Base {
  return {
    ...noBase,
    known: true,
    records: new Map(records),
    applied: { commit: 'before', date: today },
    ...over,
  };
}

export function liveRecord(remote: string, over: Partial<LiveRecord> = {}): LiveRecord {
  return { kind: 'employees', remote, active: true, fields: {}, ...over };
}

export function makeState(over: Partial<SystemState> = {}): SystemState {
  return {
    mapping: makeMapping(),
    settings: {},
    today,
    desired: new Map(),
    base: noBase,
    live: nothingRead,
    matched: new Map(),
    notOurs: [],
    remote: {},
    blocked: new Map(),
    whyIncomplete: () => undefined,
    wantedElsewhere: new Set(),
    historySince: () => ({ commitsOf: () => ['c2'], config: [] }),
    nameOf: (record) => `~${record.remote}`,
    ...over,
  };
}

/** The live side that holds exactly what a mapped roster says, by the same keys. */
export function liveOf(records: MappedRoster): {
  readonly live: SystemState['live'];
  readonly matched: SystemState['matched'];
} {
  const matched = new Map(
    [...records].map(([name, record]): [string, LiveRecord] => [
      name,
      liveRecord(`r-${record.key}`, {
        kind: record.kind,
        key: record.key,
        active: record.state === 'active',
        fields: record.fields,
      }),
    ]),
  );
  return { live: { records: [...matched.values()], asked: new Set() }, matched };
}

export function makeChange(over: Partial<Change> = {}): Change {
  return {
    op: 'update',
    kind: 'employees',
    key: '1',
    fields: {},
    desired: {},
    cause: { type: 'commits', commits: ['c2'] },
    effects: [],
    needs: [],
    after: [],
    ...over,
  };
}

export function makePlan(over: Partial<SystemPlan> = {}): SystemPlan {
  return {
    name: 'model-nl',
    connector: 'model',
    verdict: 'ready',
    changes: [],
    holds: [],
    drift: [],
    unmanaged: 0,
    unchanged: 0,
    findings: [],
    stops: [],
    releases: [],
    effects: [],
    calls: 0,
    seconds: 0,
    ...over,
  };
}

export function makeReceipt(over: Partial<Receipt> = {}): Receipt {
  return {
    run: 'run-1',
    at: '2026-03-02T08:00:00.000Z',
    system: 'model-nl',
    op: 'update',
    kind: 'employees',
    key: '1',
    outcome: 'done',
    findings: [],
    releases: [],
    ...over,
  };
}
