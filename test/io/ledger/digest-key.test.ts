import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { concealNames, revealNames } from '../../../src/engine/ledger.ts';
import { concealWith, digestKey, keyedHash, nameOfKey } from '../../../src/io/ledger/digest-key.ts';
import { ledgerOf } from '../ledger-samples.ts';
import { temporaryFolder } from '../repositories.ts';

test('is made once, for its owner only', async () => {
  const gitDir = temporaryFolder();

  const key = await digestKey({ gitDir }, {});

  expect(key).toHaveLength(32);
  expect(await digestKey({ gitDir }, {})).toEqual(key);
  expect(statSync(join(gitDir, 'rollcall/key')).mode & 0o777).toBe(0o600);
  expect(await digestKey({ gitDir: temporaryFolder() }, {})).not.toEqual(key);
});

test('is the same for runs that start together', async () => {
  const gitDir = temporaryFolder();

  const keys = await Promise.all(Array.from({ length: 8 }, () => digestKey({ gitDir }, {})));

  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
  expect(readdirSync(join(gitDir, 'rollcall'))).toEqual(['key']);
});

test('comes from the environment where machines must agree', async () => {
  const gitDir = temporaryFolder();
  const given = { ROLLCALL_KEY: 'a long enough text for two machines' };

  expect(await digestKey({ gitDir }, given)).toEqual(await digestKey({ gitDir: temporaryFolder() }, given));
  expect(readdirSync(gitDir)).toEqual([]);
  for (const short of ['', 'canary-short']) {
    const refused = digestKey({ gitDir }, { ROLLCALL_KEY: short });
    await expect(refused).rejects.toMatchObject({ code: 'SECRET_MISSING' });
    await expect(refused).rejects.not.toThrow(/canary/);
  }
});

test('refuses a damaged key file without showing it', async () => {
  const gitDir = temporaryFolder();
  mkdirSync(join(gitDir, 'rollcall'));
  writeFileSync(join(gitDir, 'rollcall/key'), 'canary');

  const refused = digestKey({ gitDir }, {});

  await expect(refused).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  await expect(refused).rejects.not.toThrow(/canary/);
  expect(readFileSync(join(gitDir, 'rollcall/key'), 'utf8')).toBe('canary');
});

test('conceals names so that only its holder recognises them', () => {
  const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const id = 'a'.repeat(40);
  const plain = ledgerOf('north', id, {
    exceptions: { 'employees/anna': { applied: null, why: 'held' } },
    remote: { 'employees/anna': '1', 'employees/gone': '2' },
    adopted: ['employees/anna'],
    concealed: nameOfKey(one),
  });

  const stored = concealNames(plain, concealWith(one));

  expect(JSON.stringify(stored)).not.toMatch(/anna|gone/);
  expect(Object.keys(stored.exceptions)[0]).toMatch(/^employees\/~[0-9a-f]{32}$/);
  expect(revealNames(stored, ['employees/anna', 'employees/gone'], concealWith(one))).toEqual(plain);
  expect(Object.keys(revealNames(stored, ['employees/anna'], concealWith(one)).remote)).toContain('employees/anna');
  expect(revealNames(stored, ['employees/anna'], concealWith(two))).toEqual(stored);
  expect(nameOfKey(one)).not.toBe(nameOfKey(two));
  expect(keyedHash(one, 'x')).toMatch(/^[0-9a-f]{32}$/);
});

test('says what else is possible where the key cannot be kept', async () => {
  const gitDir = temporaryFolder();
  symlinkSync(join(gitDir, 'nowhere'), join(gitDir, 'rollcall'));

  await expect(digestKey({ gitDir }, {})).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    next: expect.stringContaining('ROLLCALL_KEY'),
  });
});
