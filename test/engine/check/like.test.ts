import { expect, test } from '@jest/globals';
import type { Fields } from '../../../src/contract/index.ts';
import { checkRoster } from '../../../src/engine/check/check.ts';
import { areSame } from '../../../src/engine/normal.ts';
import { parseRules } from '../../../src/io/config/config.ts';
import { readSources } from '../../../src/io/csv/sources.ts';
import { treeOf } from './rosters.ts';

const rules = parseRules(`version: 1
fields: { employees: { skills: { type: list, class: open } } }
sources: { hr: { employees: hr/people.csv } }
`);

async function read(csv: string, like?: ReturnType<typeof checkRoster>) {
  return checkRoster(await readSources(treeOf({ 'hr/people.csv': csv }), rules), rules, like ? { like } : {});
}

test('shares the fields of records that say the same, wherever their rows stand', async () => {
  const now = await read('id,last_name,skills\n1,Roe,a;b\n2,Doe,\n3,Poe,a;b\n4,Loe,a;b\n');
  const before = await read('skills,id,last_name\na;b,4,Loe\na;b,1,Roe\n,2,Moe\na;c,3,Poe\n', now);

  const isShared = (key: string) =>
    before.records.employees.get(key)?.fields === now.records.employees.get(key)?.fields;
  expect(['1', '2', '3', '4'].map(isShared)).toEqual([true, false, false, true]);
  expect(before.records.employees.get('1')?.place.line).toBe(3);
  expect(before.records.employees.get('3')?.fields.skills).toEqual(['a', 'c']);
});

test.each<[Fields, Fields, boolean]>([
  [{ a: 1, b: null }, { b: null, a: 1 }, true],
  [{ a: ['x', 'y'] }, { a: ['x', 'y'] }, true],
  [{ a: ['x', 'y'] }, { a: ['y', 'x'] }, false],
  [{ a: null }, { a: [] }, false],
  [{ a: '1' }, { a: 1 }, false],
  [{ a: 1 }, { b: 1 }, false],
  [{ a: 1 }, { a: 1, b: 1 }, false],
])('compares fields letter by letter: %j and %j', (one, other, isSame) => {
  expect(areSame(one, other)).toBe(isSame);
});
