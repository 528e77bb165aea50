import { describe, expect, test } from '@jest/globals';
import { RollcallError } from '../../../src/contract/index.ts';
import { diffTables } from '../../../src/engine/diff/diff.ts';
import { countFields } from '../../../src/engine/diff/kind-diff.ts';
import { table } from '../tables.ts';

const records = { kind: 'records', key: [] } as const;

describe('records', () => {
  test('finds who was added, removed, changed and left alone', () => {
    const base = table(
      ['id', 'name', 'department'],
      [
        ['8', 'Bo', 'Sales'],
        ['9', 'Cy', 'Sales'],
        ['10', 'Di', 'IT'],
      ],
    );
    const head = table(
      ['id', 'name', 'department'],
      [
        ['7', 'Anna', 'IT'],
        ['9', 'Cy', 'Legal'],
        ['10', 'Di', 'IT'],
      ],
    );

    const diff = diffTables(base, head, records);

    expect(diff).toEqual({
      kind: 'records',
      key: ['id'],
      summary: { added: 1, removed: 1, changed: 1, unchanged: 1 },
      columns: { added: [], removed: [], renamed: [] },
      changes: [
        { op: 'added', key: '7', label: 'Anna', after: named({ id: '7', name: 'Anna', department: 'IT' }) },
        { op: 'removed', key: '8', label: 'Bo', before: named({ id: '8', name: 'Bo', department: 'Sales' }) },
        { op: 'changed', key: '9', label: 'Cy', fields: [{ name: 'department', before: 'Sales', after: 'Legal' }] },
      ],
    });
    expect(countFields(diff.changes)).toEqual(new Map([['department', 1]]));
  });

  test('takes no notice of the order of rows and columns', () => {
    const base = table(
      ['id', 'a', 'b'],
      [
        ['1', 'x', 'y'],
        ['2', 'v', 'w'],
      ],
    );
    const head = table(
      ['b', 'id', 'a'],
      [
        ['w', '2', 'v'],
        ['y', '1', 'x'],
      ],
    );
    expect(diffTables(base, head, records).summary).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 2 });
  });

  test('keeps the case, spaces and leading zeros of a value', () => {
    const base = table(['id', 'code'], [['1', '007']]);
    const head = table(['id', 'code'], [['1', '7']]);
    expect(diffTables(base, head, records).summary.changed).toBe(1);
  });

  test('keeps the names of columns that JavaScript has a use of its own for', () => {
    const base = table(['id', '__proto__', '2024', 'constructor'], [['1', 'a', 'b', 'c']]);
    const head = table(['id', '__proto__', '2024', 'constructor'], [['1', 'x', 'y', 'z']]);
    const [change] = diffTables(base, head, records).changes;
    expect(change?.op === 'changed' && change.fields.map(({ name }) => name)).toEqual([
      '__proto__',
      '2024',
      'constructor',
    ]);
  });

  test('says when a file is there on one side only', () => {
    const people = table(['id', 'name'], [['1', 'Anna']]);
    const columns = { added: [], removed: [], renamed: [] };
    expect(diffTables(undefined, people, records)).toMatchObject({ only: 'head', columns, summary: { added: 1 } });
    expect(diffTables(people, undefined, { ...records, file: 'hr/people.csv' })).toMatchObject({
      file: 'hr/people.csv',
      only: 'base',
      columns,
      summary: { removed: 1 },
    });
  });

  test('labels a record by its first and last name where it has them', () => {
    const head = table(
      ['id', 'Prénom', 'Nom'],
      [
        ['1', 'Zoë', 'Lefèvre'],
        ['2', '', 'Prince'],
      ],
    );
    expect(diffTables(undefined, head, records).changes.map(({ label }) => label)).toEqual(['Zoë Lefèvre', 'Prince']);
  });
});

describe('order of changes', () => {
  const keysOf = (keys: readonly string[]) =>
    diffTables(
      undefined,
      table(
        ['id'],
        keys.map((key) => [key]),
      ),
      records,
    ).changes.map(({ key }) => key);

  test('is that of numbers where all keys are whole numbers, however long', () => {
    expect(keysOf(['10', '9', '007', '90071992547409930', '90071992547409929'])).toEqual([
      ...['007', '9', '10', '90071992547409929', '90071992547409930'],
    ]);
  });

  test('is that of code points where one key is not a number', () => {
    expect(keysOf(['9', '10', 'B', 'a', 'é', '\u{1F600}', '\uFFFD'])).toEqual([
      ...['10', '9', 'B', 'a', 'é', '\uFFFD', '\u{1F600}'],
    ]);
  });

  test('goes part by part where a key has several', () => {
    const rows = [
      ['b', '2'],
      ['a', '10'],
      ['a', '9'],
    ];
    const diff = diffTables(undefined, table(['team', 'person'], rows), { kind: 'records', key: ['team', 'person'] });
    expect(diff.changes.map(({ key }) => key)).toEqual(['a/9', 'a/10', 'b/2']);
  });

  test('puts a longer key after the shorter one it starts with, and 007 before 7', () => {
    expect(keysOf(['ab', 'a'])).toEqual(['a', 'ab']);
    expect(keysOf(['7', '007'])).toEqual(['007', '7']);
  });
});

describe('empty cells', () => {
  const base = table(
    ['id', 'note'],
    [
      ['1', ''],
      ['2', 'x'],
    ],
  );
  const head = table(['id'], [['1'], ['2']]);

  test('are the same as a missing column', () => {
    const diff = diffTables(base, head, records);
    expect(diff.summary).toMatchObject({ changed: 1, unchanged: 1 });
    expect(diff.changes[0]).toMatchObject({ key: '2', fields: [{ name: 'note', before: 'x', after: '' }] });
  });

  test('differ from a missing column where that is asked for', () => {
    const diff = diffTables(base, head, { ...records, distinguishEmpty: true });
    expect(diff.changes[0]).toMatchObject({ key: '1', fields: [{ name: 'note', before: '', after: null }] });
    const back = diffTables(head, base, { ...records, distinguishEmpty: true });
    expect(back.changes[0]).toMatchObject({ key: '1', fields: [{ name: 'note', before: null, after: '' }] });
  });
});

describe('columns', () => {
  test('are said to be added and removed', () => {
    const base = table(['id', 'fax'], [['1', '55']]);
    const head = table(['id', 'site'], [['1', 'Wien']]);
    const diff = diffTables(base, head, records);
    expect(diff.columns).toEqual({ added: ['site'], removed: ['fax'], renamed: [] });
    expect(diff.changes[0]).toMatchObject({
      fields: [
        { name: 'fax', before: '55', after: '' },
        { name: 'site', before: '', after: 'Wien' },
      ],
    });
  });

  test('with the same values under another header are renamed', () => {
    const rows = Array.from({ length: 40 }, (_, index) => [String(index), `team ${index % 7}`]);
    const moved = rows.map(([id = '', team = '']) => [id, id === '3' ? 'team 9' : team]);
    const diff = diffTables(table(['id', 'team'], rows), table(['id', 'squad'], moved), records);
    expect(diff.columns).toEqual({ added: [], removed: [], renamed: [{ from: 'team', to: 'squad' }] });
    expect(diff.changes).toEqual([
      { op: 'changed', key: '3', label: '', fields: [{ name: 'squad', before: 'team 3', after: 'team 9' }] },
    ]);
  });

  test('whose header differs in case and punctuation only are renamed, whatever they hold', () => {
    const diff = diffTables(
      table(['id', 'Job Title'], [['1', 'a']]),
      table(['id', 'job_title'], [['1', 'b']]),
      records,
    );
    expect(diff.columns.renamed).toEqual([{ from: 'Job Title', to: 'job_title' }]);
    expect(diff.summary.changed).toBe(1);
  });

  test('that fit two others equally well are not taken for renamed', () => {
    const base = table(['id', 'country'], [['1', 'FR']]);
    const head = table(['id', 'nationality', 'tax_country'], [['1', 'FR', 'FR']]);
    expect(diffTables(base, head, records).columns).toEqual({
      added: ['nationality', 'tax_country'],
      removed: ['country'],
      renamed: [],
    });
  });

  test('that are empty everywhere are not taken for renamed', () => {
    const diff = diffTables(table(['id', 'a'], [['1', '']]), table(['id', 'b'], [['1', '']]), records);
    expect(diff.columns).toEqual({ added: ['b'], removed: ['a'], renamed: [] });
  });
});

describe('key', () => {
  test('is guessed by its header, in several languages', () => {
    for (const header of ['ID', 'Employee ID', 'employee_id', 'N° Matricule', 'Personalnummer', 'Personeelsnummer']) {
      const people = table(['name', header], [['Anna', '1']]);
      expect(diffTables(people, people, records).key).toEqual([header]);
    }
  });

  test('is guessed to be id before a personnel number', () => {
    const people = table(['employee_id', 'id'], [['1', '2']]);
    expect(diffTables(people, people, records).key).toEqual(['id']);
  });

  test('is the personnel number where id is not unique', () => {
    const people = table(
      ['employee_id', 'id'],
      [
        ['1', 'x'],
        ['2', 'x'],
      ],
    );
    expect(diffTables(people, people, records).key).toEqual(['employee_id']);
  });

  test('may have another header in head', () => {
    const diff = diffTables(
      table(['Matricule', 'a'], [['1', 'x']]),
      table(['a', 'employee_id'], [['y', '1']]),
      records,
    );
    expect(diff).toMatchObject({
      key: ['employee_id'],
      summary: { changed: 1 },
      columns: { added: [], removed: [], renamed: [{ from: 'Matricule', to: 'employee_id' }] },
    });
  });

  test('asked for may differ in case and punctuation', () => {
    const people = table(['Badge No', 'a'], [['1', 'x']]);
    expect(diffTables(people, people, { kind: 'records', key: ['badge_no'] }).key).toEqual(['Badge No']);
  });

  test('tells parts apart that hold the separator', () => {
    const base = table(['a', 'b'], [['x/y', 'z']]);
    const head = table(['a', 'b'], [['x', 'y/z']]);
    expect(diffTables(base, head, { kind: 'records', key: ['a', 'b'] }).summary).toMatchObject({
      added: 1,
      removed: 1,
    });
  });

  test('that could be one of two columns is refused with both', () => {
    const people = table(['employee_id', 'matricule'], [['1', '2']]);
    const refusal = refusalOf(() => diffTables(people, people, records));
    expect(refusal.code).toBe('USAGE');
    expect(refusal.message).toContain('"employee_id", "matricule"');
    expect(refusal.next).toContain('--key');
  });

  test('that cannot be told is refused with the columns that would do', () => {
    const people = table(
      ['name', 'email'],
      [
        ['A', 'a@example.com'],
        ['A', 'b@example.com'],
      ],
    );
    const refusal = refusalOf(() => diffTables(people, people, records));
    expect(refusal).toMatchObject({ code: 'USAGE', exit: 2 });
    expect(refusal.next).toBe('Name it with --key COLUMN[,COLUMN]. Unique in every file: "email".');
  });

  test('that names a column which is not there is refused with those that are', () => {
    const people = table(['name', 'email'], [['A', 'a@example.com']]);
    const refusal = refusalOf(() => diffTables(people, people, { kind: 'records', key: ['id'] }));
    expect(refusal.message).toBe('people.csv has no column "id" to be the key.');
    expect(refusal.next).toContain('"name", "email"');
  });

  test('that is doubled is refused with both places, equal rows too', () => {
    const head = table(
      ['id', 'a'],
      [
        ['secret-1', 'x'],
        ['2', 'y'],
        ['secret-1', 'x'],
      ],
      { file: 'head.csv' },
    );
    const refusal = refusalOf(() => diffTables(table(['id', 'a'], []), head, records));
    expect(refusal).toMatchObject({ code: 'ROSTER_REFUSED', exit: 3 });
    expect(refusal.message).toBe('head.csv:4:1 has the key of head.csv:2:1');
  });

  test('that is empty is refused with its place', () => {
    const base = table(
      ['a', 'id'],
      [
        ['x', '1'],
        ['y', ''],
      ],
    );
    expect(refusalOf(() => diffTables(base, base, records)).message).toBe('people.csv:3:2 has no key');
  });

  test('doubled many times is refused with the first places and the number of the others', () => {
    const rows = Array.from({ length: 30 }, () => ['1']);
    const { message } = refusalOf(() => diffTables(table(['id'], rows), undefined, records));
    expect(message.split('\n')).toHaveLength(21);
    expect(message).toContain('and 9 more');
  });
});

test('refuses a table with structural errors, naming their places', () => {
  const findings = [
    {
      code: 'ragged-row',
      severity: 'error',
      scope: 'roster',
      message: 'the row has 2 cells, the header 3',
      next: 'Add the missing cell.',
      who: 'data',
      place: { file: 'people.csv', line: 3, column: 1 },
    },
    { code: 'empty', severity: 'error', scope: 'roster', message: 'people.csv is empty', next: '', who: 'data' },
  ] as const;
  const refusal = refusalOf(() => diffTables(table(['x'], [], { findings }), undefined, records));
  expect(refusal).toMatchObject({ code: 'ROSTER_REFUSED', next: 'Add the missing cell.' });
  expect(refusal.message).toBe('people.csv:3:1 the row has 2 cells, the header 3\npeople.csv is empty');
});

function named(fields: Readonly<Record<string, string>>) {
  return { names: Object.keys(fields), values: Object.values(fields) };
}

function refusalOf(run: () => unknown): RollcallError {
  try {
    run();
  } catch (error) {
    if (error instanceof RollcallError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
