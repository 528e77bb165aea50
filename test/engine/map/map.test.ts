import { expect, test } from '@jest/globals';
import type { RollcallError } from '../../../src/contract/index.ts';
import { compileExpression } from '../../../src/engine/expression/compile.ts';
import { isEmpty, toNormal } from '../../../src/engine/normal.ts';
import {
  makeConnector,
  makeDesired,
  makeMapping,
  makeSystem,
  overPerson,
  peopleKind,
  person,
  today,
  wholeKinds,
} from '../worlds.ts';

const one = (over = {}, system = {}, connector = makeConnector()) =>
  makeDesired({ people: [person('1', over), person('2')] }, makeMapping({ connector, system: makeSystem(system) })).get(
    'employees/1',
  );

test('is active with status active, leave or notice, and with none', () => {
  for (const status of ['active', 'leave', 'notice', null]) expect(one({ status })?.state).toBe('active');
});

test('has left by status, and by a last day that is over', () => {
  expect(one({ status: 'inactive' })?.state).toBe('inactive');
  expect(one({ end_date: '2026-03-01' })?.state).toBe('inactive');
  expect(one({ end_date: today })?.state).toBe('active');
});

test('is missing where "only" is false, and where its source is not taken', () => {
  expect(one({ location: 'FR' }, { only: overPerson('location == "NL"') })).toBeUndefined();
  expect(one({}, { sources: ['other'] })).toBeUndefined();
});

test('is skipped in either direction, also when it has left', () => {
  expect(one({ status: 'inactive' }, { skip: overPerson('id == "1"') })?.state).toBe('skipped');
});

test.each(['only', 'skip'])(
  'holds the record for which "%s" fails, gives no truth value or needs an unknown field',
  (rule) => {
    for (const source of ['int(job_title) > 1', 'job_title', 'location == "NL"']) {
      const record = one({}, { [rule]: compileExpression(source, { variables: ['job_title', 'location'] }) });
      expect(record?.state).toBe('held');
      expect(record?.findings[0]?.code).toBe(`${rule}-failed`);
    }
  },
);

test('is inactive where the connector or the system says that being employed is not enough', () => {
  const leave = makeConnector([peopleKind({ active: 'status != "leave"' })]);
  expect(one({ status: 'leave' }, {}, leave)?.state).toBe('inactive');
  expect(one({ status: 'active' }, {}, leave)?.state).toBe('active');
  expect(one({ status: null }, {}, leave)?.state).toBe('active');
  expect(one({ status: 'leave' }, { active: overPerson('true') }, leave)?.state).toBe('active');
  expect(one({ location: 'FR' }, { active: overPerson('location == "NL"') })?.state).toBe('inactive');
  expect(one({ status: 'inactive' }, { active: overPerson('true') })?.state).toBe('inactive');
});

test("makes nobody inactive for a column that the connector's own rule misses, and holds who the system's rule fails for", () => {
  const leave = makeConnector([peopleKind({ active: 'status != "leave"' })]);
  expect(one({ status: undefined }, {}, leave)?.state).toBe('active');
  expect(one({ status: undefined }, { active: overPerson('status != "leave"') })).toMatchObject({
    state: 'held',
    findings: [{ code: 'active-failed' }],
  });
});

test('waits for a needed field that is empty, and holds when its column is gone', () => {
  expect(one({ email: null })?.state).toBe('waiting');
  expect(one({ email: undefined })).toMatchObject({ state: 'held', findings: [{ code: 'field-unknown' }] });
});

test('holds a value that fails to compute, is no option, or is too long', () => {
  const field = (over: object) =>
    makeConnector([
      peopleKind({ fields: [...peopleKind().fields, { name: 'extra', type: 'text', from: 'job_title', ...over }] }),
    ]);
  expect(one({}, {}, field({ from: 'string(int(job_title))' }))?.findings[0]?.code).toBe('mapping-failed');
  expect(one({}, {}, field({ options: ['Miller'] }))?.findings[0]?.code).toBe('not-an-option');
  expect(one({}, {}, field({ maxLength: 3 }))?.findings[0]?.code).toBe('too-long');
});

test('does not send a guarded date that is too far away, and says so', () => {
  const guarded = makeConnector([
    peopleKind({
      fields: [
        ...peopleKind().fields,
        { name: 'until', type: 'date', from: 'end_date', guard: { pastDays: 30, futureDays: 366 } },
      ],
    }),
  ]);
  const far = one({ end_date: '2062-03-01' }, {}, guarded);
  expect(far).toMatchObject({ state: 'active', findings: [{ code: 'date-out-of-range' }] });
  expect(far?.fields).not.toHaveProperty('until');
  expect(one({ end_date: '2026-04-01' }, {}, guarded)?.fields.until).toBe('2026-04-01');
  const left = one({ end_date: '1926-03-01', email: null }, {}, guarded);
  expect(left?.state).toBe('inactive');
  expect(Object.keys(left?.fields ?? {})).toEqual(['key', 'name', 'title', 'boss']);
});

test('uses a default where the value is empty or unknown, and writes numbers and lists as the field wants them', () => {
  const connector = makeConnector([
    peopleKind({
      fields: [
        ...peopleKind().fields,
        { name: 'hours', type: 'text', from: 'weekly_hours' },
        { name: 'tags', type: 'list', from: '[department, job_title]' },
      ],
    }),
  ]);
  const defaults = { employees: { title: overPerson('"Staff"') } };
  expect(one({ job_title: null, weekly_hours: 32, department: '' }, { defaults }, connector)?.fields).toMatchObject({
    title: 'Staff',
    hours: '32',
    tags: [],
  });
  expect(one({ job_title: undefined }, { defaults }, connector)?.fields.title).toBe('Staff');
  expect(one({ job_title: null }, { defaults }, connector)?.defaulted).toEqual(['title']);
  expect(one({ job_title: 'Chief' }, { defaults }, connector)?.defaulted).toBeUndefined();
});

test('clears an empty cell, and leaves it alone with "blank: keep"', () => {
  expect(one({ job_title: null })?.fields.title).toBeNull();
  expect(one({ job_title: null }, { blank: 'keep' })?.fields).not.toHaveProperty('title');
});

test('leaves alone what the data sheet says is never empty there, and waits where it is needed', () => {
  const { fields } = peopleKind();
  const keeping = (required: boolean) =>
    makeConnector([
      peopleKind({
        fields: fields.map((field) => (field.name === 'title' ? { ...field, required, blank: 'keep' } : field)),
      }),
    ]);
  expect(one({ job_title: null }, {}, keeping(false))?.fields).not.toHaveProperty('title');
  expect(one({ job_title: null }, {}, keeping(true))?.state).toBe('waiting');
});

test('knows the managers above as far as expressions ask, and none where the manager is not there', () => {
  const system = { fields: { employees: { title: overPerson('manager.manager.email') } } };
  const people = [
    person('1', { manager_id: '2' }),
    person('2', { manager_id: '3' }),
    person('3'),
    person('4', { manager_id: '9' }),
  ];
  const desired = makeDesired({ people }, makeMapping({ system: makeSystem(system) }));
  expect(desired.get('employees/1')?.fields.title).toBe('p3@firm.example');
  expect(desired.get('employees/4')?.fields).not.toHaveProperty('title');
  expect(desired.get('employees/4')?.fields).not.toHaveProperty('boss');
});

test('holds the memberships of held people, and has none of who is gone', () => {
  const mapping = makeMapping({ connector: makeConnector(wholeKinds()) });
  const memberships = ['1', '2', '3'].map((employee_id) => ({ team_id: 't1', employee_id, manager: false }));
  const people = [person('1'), person('2', { status: 'inactive' }), person('3', { email: null })];
  const desired = makeDesired({ people, teams: [{ id: 't1', name: 'T' }], memberships, held: ['1'] }, mapping);
  expect(desired.get('memberships/t1/1')?.state).toBe('held');
  expect(desired.get('memberships/t1/2')).toBeUndefined();
  expect(desired.get('memberships/t1/3')?.state).toBe('waiting');
});

test('keeps a team in a system that takes one of its people, whichever source names it', () => {
  const mapping = makeMapping({ connector: makeConnector(wholeKinds()), system: makeSystem({ sources: ['other'] }) });
  const teams = [{ id: 't1', name: 'T' }];
  expect(
    makeDesired({ people: [person('1')], teams, memberships: [{ team_id: 't1', employee_id: '1' }] }, mapping).size,
  ).toBe(0);
  const both = makeMapping({
    connector: makeConnector(wholeKinds().slice(1)),
    system: makeSystem({ sources: ['other'] }),
  });
  expect(makeDesired({ teams, memberships: [{ team_id: 't2', employee_id: '1' }] }, both).size).toBe(0);
});

test('refuses kinds and fields that the connector does not have, and drops a field on request', () => {
  const refusal = (system: object): string => {
    try {
      makeMapping({ system: makeSystem(system) });
      return '';
    } catch (error) {
      return (error as RollcallError).message;
    }
  };
  const title = overPerson('job_title');
  expect(refusal({ fields: { employees: { titel: title } } })).toContain('has no field titel for employees');
  expect(refusal({ defaults: { teams: { name: title } } })).toContain('does not have the kind teams');
  const dropped = makeMapping({ system: makeSystem({ fields: { employees: { title: null } } }) });
  expect(dropped.kinds[0]?.fields.map((field) => field.declaration.name)).not.toContain('title');
  const open = makeConnector([peopleKind({ extraFields: { class: 'personal' } })]);
  const extra = makeMapping({ connector: open, system: makeSystem({ fields: { employees: { shoe: title } } }) });
  expect(extra.kinds[0]?.fields.at(-1)).toMatchObject({
    declaration: { name: 'shoe', readable: false },
    class: 'personal',
  });
});

test('compares in normal form: trimmed, in lower case, as a set, without what is empty', () => {
  expect(toNormal('  A ', { normal: ['trim', 'lowercase'] })).toBe('a');
  expect(toNormal(['b', 'A', 'a', ''], { normal: ['lowercase', 'empty-is-null', 'set'] })).toEqual(['a', 'b']);
  expect(toNormal('x', { normal: ['set', 'empty-is-null'] })).toBe('x');
  expect(toNormal(3, { normal: ['trim'] })).toBe(3);
  expect(toNormal('', { normal: ['empty-is-null'] })).toBeNull();
  expect(toNormal([], {})).toBeNull();
  expect(isEmpty(0)).toBe(false);
  expect(toNormal('x', { normal: ['unheard-of' as never] })).toBe('unheard-of');
});
