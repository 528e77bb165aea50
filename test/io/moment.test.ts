import { expect, test } from '@jest/globals';
import { openRepository } from '../../src/io/git/git.ts';
import { readMoment } from '../../src/io/moment.ts';
import { commit, emptyRepository } from './repositories.ts';

const config = `version: 1
timezone: Europe/Paris
fields: { employees: { skills: { type: list, class: open } } }
sources: { hr: { employees: hr/people.csv } }
systems: {}
`;
const people = (...names: readonly string[]): string =>
  `id,last_name,skills\n${names.map((name, index) => `${index + 1},${name},a;b\n`).join('')}`;
const morning = Date.parse('2026-03-02T08:00:00Z');

test('takes a commit whose files are the same as read, and reads one whose files differ', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'rollcall.yaml': config, 'hr/people.csv': people('Roe', 'Doe') });
  const second = commit(dir, { 'hr/people.csv': people('Roe', 'Moe') });
  commit(dir, { 'notes.txt': 'nothing that counts' });

  const moment = await readMoment(await openRepository(dir), 'rollcall.yaml', morning);

  expect((await moment.at(second, '2026-03-02')).roster).toBe(moment.roster);
  expect((await moment.at(second, '2026-03-01')).roster).toBe(moment.roster);
  const before = (await moment.at(first, '2026-03-02')).roster;
  expect([...before.records.employees.values()].map(({ fields }) => fields.last_name)).toEqual(['Roe', 'Doe']);
});

test('shares the fields of records that say the same in both versions', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'rollcall.yaml': config, 'hr/people.csv': people('Roe', 'Doe') });
  commit(dir, { 'hr/people.csv': people('Roe', 'Moe') });

  const moment = await readMoment(await openRepository(dir), 'rollcall.yaml', morning);
  const before = (await moment.at(first, '2026-03-02')).roster.records.employees;

  const now = moment.roster.records.employees;
  expect(['1', '2'].map((key) => before.get(key)?.fields === now.get(key)?.fields)).toEqual([true, false]);
});

test('reads again by the rules of the commit when only they differ', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'rollcall.yaml': config.replace('Paris', 'Berlin'), 'hr/people.csv': people('Roe') });
  commit(dir, { 'rollcall.yaml': config });

  const moment = await readMoment(await openRepository(dir), 'rollcall.yaml', morning);

  expect((await moment.at(first, '2026-03-02')).rules.timezone).toBe('Europe/Berlin');
});
