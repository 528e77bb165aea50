import { expect, test } from '@jest/globals';
import { checkRoster } from '../../../src/engine/check/check.ts';
import type { Roster } from '../../../src/engine/roster.ts';
import type { Row, SourceTable } from '../../../src/engine/table.ts';
import { parseRules } from '../../../src/io/config/config.ts';
import { readSources } from '../../../src/io/csv/sources.ts';
import { table } from '../tables.ts';
import { treeOf } from './rosters.ts';

const rules = parseRules('version: 1\nsources: { hr: { employees: people.csv } }\n');

/** Each line is one row; `asked` is told whenever the cells of one are read. */
function people(lines: readonly string[], asked: (line: string) => void): readonly SourceTable[] {
  const rows = lines.map((text, index): Row & { readonly text: string } => ({
    line: index + 2,
    text,
    get cells() {
      asked(text);
      return text.split(' ');
    },
    isWrittenAs: (other) => 'text' in other && other.text === text,
  }));
  const source = { name: 'hr', place: { file: 'people.csv', line: 1, column: 1 }, files: {}, columns: {}, values: {} };
  return [{ source, kind: 'employees', table: { ...table(['id', 'last_name'], []), rows } }];
}

const lines = Array.from({ length: 100 }, (_, index) => `${index + 1} Roe`);

test.each<[string, (all: string[]) => readonly string[], readonly string[]]>([
  ['nothing differs', (all) => all, []],
  ['a row is another', (all) => all.toSpliced(40, 1, '41 Doe'), ['41 Doe']],
  ['rows are gone', (all) => all.toSpliced(40, 3), ['44 Roe']],
  ['rows came', (all) => all.toSpliced(40, 0, 'a Moe', 'b Moe'), ['a Moe', 'b Moe', '41 Roe']],
  ['rows moved', (all) => [...all.slice(50), ...all.slice(0, 50)], ['51 Roe', '1 Roe']],
])('reads few rows beside another version where %s', (_, edit, expected) => {
  const like = checkRoster(
    people(lines, () => {}),
    rules,
    { keepRows: true },
  );
  const asked: string[] = [];

  const roster = checkRoster(
    people(edit(lines), (line) => asked.push(line)),
    rules,
    { like },
  );

  expect(asked).toEqual(expected);
  expect([...roster.records.employees.values()].map(({ key, fields }) => `${key} ${fields.last_name}`)).toEqual(
    edit(lines),
  );
});

test('reads every row where the other version kept none', () => {
  const { read: _, ...like } = checkRoster(
    people(lines, () => {}),
    rules,
    { keepRows: true },
  );
  const asked: string[] = [];

  checkRoster(
    people(lines, (line) => asked.push(line)),
    rules,
    { like },
  );

  expect(asked).toEqual(lines);
});

test('reads anew what has the same letters under another delimiter', async () => {
  const read = async (csv: string, delimiter: string, like?: Roster): Promise<Roster> => {
    const stated = parseRules(`version: 1\nsources: { hr: { employees: people.csv, delimiter: '${delimiter}' } }\n`);
    const tables = await readSources(treeOf({ 'people.csv': csv }), stated);
    return checkRoster(tables, stated, like ? { like } : { keepRows: true });
  };
  const now = await read('id\n1,2\n', ';');

  const then = await read('id,note\n1,2\n', ',', now);

  expect([...now.records.employees.keys()]).toEqual(['1,2']);
  expect([...then.records.employees.keys()]).toEqual(['1']);
});
