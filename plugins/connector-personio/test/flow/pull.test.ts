import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { type Pulled, pull } from '../../../../src/pull.ts';
import { git } from '../../../../test/io/repositories.ts';
import { personio } from '../../src/index.ts';
import { credentials } from '../account.ts';
import { attendances, employees, everything, type Files, type Firm, openFirm } from './firm-repository.ts';

const firms: Firm[] = [];
afterEach(async () => {
  await Promise.all(firms.splice(0).map((firm) => firm.server.close()));
});
const open = async (files?: Files) => {
  const firm = await openFirm(files);
  firms.push(firm);
  return firm;
};
const read = (firm: Firm, kind: string) => readFileSync(join(firm.directory, `hr/${kind}.csv`), 'utf8');
const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;

function pullInto(firm: Firm, adopt = false): Promise<Pulled> {
  return pull({
    directory: firm.directory,
    config: 'rollcall.yaml',
    connectors: async () => new Map([['personio', personio]]),
    environment: { PERSONIO_ID: credentials.client_id, PERSONIO_SECRET: credentials.client_secret },
    now: () => Date.parse('2026-11-02T08:00:00Z'),
    network: { sleep: async () => {}, timeoutMs: 2000 },
    system: 'personio',
    adopt,
  });
}

test('gives back the files that were applied, byte for byte', async () => {
  const firm = await open(everything);
  await firm.apply();

  const { files, pull: found } = await pullInto(firm);

  expect(files).toEqual([]);
  expect(found.leftCells).toEqual([]);
  for (const kind of ['employees', 'absences', 'attendances', 'documents'] as const)
    expect(read(firm, kind)).toBe(text(everything[kind] ?? []));
});

test('writes what was changed in Personio, managers by their number, and plans nothing after it', async () => {
  const firm = await open({ employees, attendances });
  await firm.apply();
  const ana = firm.state().people.find(({ email }) => email === 'ana@example.org');
  await firm.hand('people', { email: 'bo@example.org', last_name: 'Bär', gender: 'DIVERSE', position: 'Lead' });
  await firm.hand('people', { email: 'di@example.org', employment: { supervisor: ana?.id, weekly_hours: 30 } });

  const pulled = await pullInto(firm);
  const written = read(firm, 'employees');
  firm.commit({ attendances, employees: written.trimEnd().split('\n') });
  const { plan } = await firm.plan();

  expect(pulled.files).toEqual(['hr/employees.csv']);
  expect(written).toContain('2,bo@example.org,Bo,Bär,diverse,');
  expect(written.split('\n').length).toBe(employees.length + 1);
  expect(plan.systems[0]?.changes).toEqual([]);
  expect(plan.systems[0]?.drift).toEqual([]);
});

test('is a source of its own: a first import under the ids of Personio, and nothing to do after it', async () => {
  const firm = await open({ employees });
  await firm.apply();
  git(firm.directory, 'update-ref', '-d', 'refs/rollcall/ledger');
  const header = 'id,email,first_name,last_name,job_title,department,manager_id,start_date,status';
  firm.commit({ employees: [header] });
  const [ana, bo] = ['ana@example.org', 'bo@example.org'].map(
    (email) => firm.state().people.find((person) => person.email === email)?.id,
  );

  const { pull: found } = await pullInto(firm);
  const written = read(firm, 'employees');
  firm.commit({ employees: written.trimEnd().split('\n') });
  const { plan } = await firm.plan();

  expect(found.rows.map(({ keyFrom }) => keyFrom)).toEqual(['remote', 'remote', 'remote', 'remote', 'remote']);
  expect(written).toContain(`\n${bo},bo@example.org,Bo,=1+1,Engineer,Research,${ana},2021-02-01,\n`);
  // Whether she has no supervisor, or one whom nobody may see, Personio does not say.
  expect(plan.systems[0]?.changes.map(({ op, key, fields }) => [op, key, Object.keys(fields)])).toEqual([
    ['update', ana, ['supervisor']],
  ]);
  expect((await pullInto(firm)).files).toEqual([]);
});
