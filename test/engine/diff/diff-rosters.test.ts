import { expect, test } from '@jest/globals';
import { type Fields, type Kind, kinds } from '../../../src/contract/index.ts';
import { diffRosters } from '../../../src/engine/diff/diff-rosters.ts';
import { keyFields } from '../../../src/engine/fields.ts';
import type { Roster, RosterRecord } from '../../../src/engine/roster.ts';

test('compares typed values by kind', () => {
  const base = roster({
    employees: [
      { id: '9', first_name: 'Cy', weekly_hours: 40 },
      { id: '10', weekly_hours: 20 },
    ],
  });
  const head = roster({
    employees: [
      { id: '9', first_name: 'Cy', weekly_hours: 32.5 },
      { id: '11', weekly_hours: 20 },
    ],
  });

  expect(diffRosters(base, head)).toEqual([
    {
      kind: 'employees',
      key: ['id'],
      summary: { added: 1, removed: 1, changed: 1, unchanged: 0 },
      columns: { added: [], removed: [], renamed: [] },
      changes: [
        { op: 'changed', key: '9', label: 'Cy', fields: [{ name: 'weekly_hours', before: 40, after: 32.5 }] },
        {
          op: 'removed',
          key: '10',
          label: '',
          before: { names: ['id', 'weekly_hours'], values: ['10', 20] },
        },
        {
          op: 'added',
          key: '11',
          label: '',
          after: { names: ['id', 'weekly_hours'], values: ['11', 20] },
        },
      ],
    },
  ]);
});

test('says that a column is gone instead of changing every record', () => {
  const base = roster({ employees: [{ id: '1', team: 'A' }] });
  const head = roster({ employees: [{ id: '1' }] });
  expect(diffRosters(base, head)[0]).toMatchObject({
    columns: { added: [], removed: ['team'] },
    summary: { changed: 0, unchanged: 1 },
  });
});

test('takes a field that base did not know for empty', () => {
  const base = roster({ employees: [{ id: '1' }, { id: '2' }] });
  const head = roster({
    employees: [
      { id: '1', team: 'A' },
      { id: '2', team: null },
    ],
  });
  expect(diffRosters(base, head)[0]).toMatchObject({
    columns: { added: ['team'] },
    changes: [{ key: '1', fields: [{ name: 'team', before: null, after: 'A' }] }],
  });
});

test('takes equal lists, and empty text and null, for the same', () => {
  const base = roster({ employees: [{ id: '1', tags: ['a', 'b'], note: '' }] });
  const head = roster({ employees: [{ id: '1', tags: ['a', 'b'], note: null }] });
  expect(diffRosters(base, head)[0]?.summary).toMatchObject({ changed: 0, unchanged: 1 });
});

test('names a kind that only one side has, and a key of two parts', () => {
  const head = roster({
    memberships: [
      { team_id: 'a', employee_id: '10' },
      { team_id: 'a', employee_id: '9' },
    ],
  });
  const [diff, ...others] = diffRosters(roster({}), head);
  expect(others).toEqual([]);
  expect(diff).toMatchObject({ kind: 'memberships', only: 'head', key: ['team_id', 'employee_id'] });
  expect(diff?.changes.map(({ key }) => key)).toEqual(['a/9', 'a/10']);
  expect(diffRosters(head, roster({}))[0]).toMatchObject({ only: 'base', columns: { added: [], removed: [] } });
});

test('falls back on the whole key where its parts are not known', () => {
  const head = roster({ teams: [{ name: 'Sales' }] });
  expect(diffRosters(roster({}), head)[0]?.changes[0]).toMatchObject({ key: '', label: 'Sales' });
});

function roster(fields: Partial<Record<Kind, readonly Fields[]>>): Roster {
  const record = (kind: Kind, one: Fields): RosterRecord => ({
    kind,
    key: keyFields[kind].map((name) => one[name] ?? '').join('/'),
    fields: one,
    source: 'hr',
    place: { file: 'hr.csv', line: 2, column: 1 },
    held: [],
  });
  const all = (kind: Kind) => (fields[kind] ?? []).map((one) => record(kind, one));
  const byKey = (kind: Kind) => new Map(all(kind).map((one) => [one.key, one]));
  return {
    records: Object.fromEntries(kinds.map((kind) => [kind, byKey(kind)])) as unknown as Roster['records'],
    coverage: kinds
      .filter((kind) => fields[kind] !== undefined)
      .map((kind) => ({ source: 'hr', kind, files: ['hr.csv'], fields: Object.keys(fields[kind]?.[0] ?? {}) })),
    incomplete: [],
    findings: [],
  };
}
