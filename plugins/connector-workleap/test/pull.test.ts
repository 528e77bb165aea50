import { afterEach, expect, test } from '@jest/globals';
import { type Firm, members, openFirm } from './firm-repository.ts';

const firms: Firm[] = [];
afterEach(async () => {
  await Promise.all(firms.splice(0).map((firm) => firm.server.close()));
});

async function openSynced(): Promise<Firm> {
  const firm = await openFirm();
  firms.push(firm);
  await firm.apply();
  for (const name of ['ana', 'bo', 'cy', 'di'])
    await firm.hand('users', { email: `${name}@example.org`, status: 'Active' });
  await firm.apply();
  return firm;
}

test.each([false, true])('pulls back the very file that was applied, where names are shown: %s', async (showsNames) => {
  const firm = await openSynced();
  await firm.hand('account', { showsNames });

  expect((await firm.pull()).files).toEqual([]);
  expect(firm.read('members.csv')).toBe(`${members.join('\n')}\n`);
});

test('pulls what was changed by hand into its own cells, every other byte as it was', async () => {
  const firm = await openSynced();
  await firm.hand('account', { showsNames: true });
  await firm.hand('users', { email: 'bo@example.org', firstName: 'Bö, "B"', newEmail: 'bo.b@example.org' });

  expect((await firm.pull()).files).toEqual(['hr/members.csv']);
  expect(firm.read('members.csv')).toBe(
    `${members.join('\n').replace('2,bo@example.org,Bo,', '2,bo.b@example.org,"Bö, ""B""",')}\n`,
  );
});
