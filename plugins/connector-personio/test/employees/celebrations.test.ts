import { expect, test } from '@jest/globals';
import { readExport } from '../../../../src/io/system/read-export.ts';
import { personio } from '../../src/index.ts';
import { type Account, codesOf, openAccount } from '../account.ts';

const [declaration] = personio.exports ?? [];
const give = (account: Account, options: Readonly<Record<string, string>> = {}) => {
  if (!declaration) throw new Error('no export is declared');
  return readExport(personio, account.nextRun(), declaration, { name: declaration.name, options });
};

function openWithPeople(today: string): Account {
  const account = openAccount({ today });
  account.hand('attributes', { key: 'dynamic_9', label: 'Geburtstag', type: 'date' });
  const people = [
    ['Ana', '1990-11-02', '2020-11-04', 'ACTIVE'],
    ['Bo', '1988-11-05', '2026-11-02', 'ACTIVE'],
    ['Cy', '1988-11-02', '2010-11-02', 'INACTIVE'],
    ['Di', '1992-02-29', '2015-03-01', 'LEAVE'],
  ];
  for (const [name, born, since, status] of people) {
    account.hand('people', {
      email: `${name}@example.org`,
      first_name: name,
      last_name: 'L',
      custom: { dynamic_9: born },
      employment: { employment_start_date: since, status },
    });
  }
  return account;
}

test('gives out birthdays without an age, anniversaries with the years, of who is active', async () => {
  const { rows, findings } = await give(openWithPeople('2026-11-02'), { days: '4', birthday: 'Geburtstag' });
  expect(rows).toEqual([
    ['Ana L', 'birthday', '2026-11-02', null],
    ['Ana L', 'anniversary', '2026-11-04', 6],
    ['Bo L', 'birthday', '2026-11-05', null],
  ]);
  expect(findings).toEqual([]);
});

test('without days it is today, and the last day of February stands in for the 29th', async () => {
  expect((await give(openWithPeople('2027-02-28'), { birthday: 'dynamic_9' })).rows).toEqual([
    ['Di L', 'birthday', '2027-02-28', null],
  ]);
});

test('an attribute that cannot be read is told', async () => {
  const account = openWithPeople('2026-11-04');
  const without = await give(account);
  expect([without.rows, codesOf(without.findings)]).toEqual([
    [['Ana L', 'anniversary', '2026-11-04', 6]],
    ['warning birthdays-unreadable'],
  ]);
  expect(codesOf((await give(account, { birthday: 'Birthday' })).findings)).toEqual(['error birthdays-unreadable']);
});

test('gives out nothing when people could not be read to the end', async () => {
  const account = openWithPeople('2026-11-04');
  account.answer('GET', '/v2/persons', { status: 500, json: {} });
  await expect(give(account)).rejects.toMatchObject({ code: 'READ_INCOMPLETE' });
});
