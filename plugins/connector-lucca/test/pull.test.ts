import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { type Pulled, pull } from '../../../src/pull.ts';
import { git } from '../../../test/io/repositories.ts';
import { lucca } from '../src/index.ts';
import { columns, type Firm, firmFiles, openFirm, people } from './firm-repository.ts';
import { apiKey, noonMs } from './tenant.ts';

const firms: Firm[] = [];
afterEach(async () => {
  await Promise.all(firms.splice(0).map((firm) => firm.server.close()));
});
const open = async () => {
  const firm = await openFirm(firmFiles(), { calls_per_minute: 10_000 });
  firms.push(firm);
  return firm;
};
const read = (firm: Firm) => readFileSync(join(firm.directory, 'hr/people.csv'), 'utf8');

function pullInto(firm: Firm, adopt = false): Promise<Pulled> {
  return pull({
    directory: firm.directory,
    config: 'rollcall.yaml',
    connectors: async () => new Map([['lucca', lucca]]),
    environment: { LUCCA_API_KEY: apiKey },
    now: () => noonMs,
    network: { sleep: async () => {}, timeoutMs: 5000 },
    system: 'lucca',
    adopt,
  });
}

test('gives back the file that was applied, byte for byte', async () => {
  const firm = await open();
  await firm.apply();
  const before = read(firm);

  const { files, pull: found } = await pullInto(firm);

  expect([files, found.leftCells]).toEqual([[], []]);
  expect(read(firm)).toBe(before);
});

test('writes what was changed in Lucca, and plans nothing after it', async () => {
  const firm = await open();
  await firm.apply();
  await pullInto(firm);
  firm.commit({});
  const before = read(firm);
  const users = firm.state().users;
  const bo = users.find(({ mail }) => mail === 'bo@example.org');
  const ana = users.find(({ mail }) => mail === 'ana@example.org');
  const cy = users.find(({ mail }) => mail === 'cy@example.org');
  await firm.hand('users', { id: bo?.id ?? 0, mail: 'bob@example.org', departmentId: 22 });
  await firm.hand('users', { id: cy?.id ?? 0, managerId: ana?.id ?? null });

  const { files } = await pullInto(firm);
  firm.commit({});
  const { plan } = await firm.plan();

  expect(files).toEqual(['hr/people.csv']);
  expect(read(firm)).toBe(
    before
      .replace('2,bo@example.org,Bo,=1+1,Sales', '2,bob@example.org,Bo,=1+1,Engineering')
      .replace('Seller,2,2022', 'Seller,1,2022'),
  );
  expect(plan.systems[0]?.changes).toEqual([]);
});

test('is a source of its own: a first import under the employee numbers', async () => {
  const firm = await open();
  await firm.apply();
  git(firm.directory, 'update-ref', '-d', 'refs/rollcall/ledger');
  firm.commit({ 'hr/people.csv': `${columns}\n` });

  const { pull: found } = await pullInto(firm);

  expect(found.rows.map(({ key, keyFrom }) => `${key} ${keyFrom}`).sort()).toEqual(
    people.map((row) => `${row.split(',')[0]} system`),
  );
  expect(read(firm)).toContain('2,bo@example.org,Bo,=1+1,Sales,Paris,Seller,1,2021-03-01,,,CDI\n');
});
