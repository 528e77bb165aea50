import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { type Pulled, pull } from '../../../src/pull.ts';
import { workleap } from '../src/index.ts';
import { key } from './account.ts';
import { type Firm, members, openFirm } from './firm-repository.ts';

const firms: Firm[] = [];
afterEach(async () => {
  await Promise.all(firms.splice(0).map((firm) => firm.server.close()));
});
const open = async () => {
  const firm = await openFirm();
  firms.push(firm);
  return firm;
};
const read = (firm: Firm) => readFileSync(join(firm.directory, 'hr/members.csv'), 'utf8');

function pullInto(firm: Firm, adopt = false): Promise<Pulled> {
  return pull({
    directory: firm.directory,
    config: 'rollcall.yaml',
    connectors: async () => new Map([['workleap', workleap]]),
    environment: { WORKLEAP_KEY: key },
    now: () => Date.parse('2026-11-02T08:00:00Z'),
    network: { sleep: async () => {}, timeoutMs: 5000 },
    system: 'wl',
    adopt,
  });
}

test("gives back the vendor's own files that were pushed, byte for byte", async () => {
  const firm = await open();
  await firm.apply();

  const { files, pull: found } = await pullInto(firm);

  expect([files, found.leftCells]).toEqual([[], []]);
  expect(read(firm)).toBe(`${members.join('\n')}\n`);
});

test('adds whom somebody made in the app, in the columns of the file', async () => {
  const firm = await open();
  await firm.apply();
  await firm.hand('users', { email: 'new@example.org', status: 'Active' });

  const counted = await pullInto(firm);
  const adopted = await pullInto(firm, true);

  expect(counted.pull.notAdopted).toContainEqual(expect.objectContaining({ why: 'not-asked' }));
  expect(adopted.pull.rows.length).toBeGreaterThan(0);
  expect(read(firm).startsWith(`${members.join('\n')}\n`)).toBe(true);
  expect(read(firm)).toContain('new@example.org');
});
