import { appendFileSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Receipt } from '../../../src/engine/change.ts';
import { openRepository } from '../../../src/io/git/git.ts';
import { openReceipts, readReceipts, receiptsDir } from '../../../src/io/ledger/receipts.ts';
import { emptyRepository, git, temporaryFolder } from '../repositories.ts';

function receiptOf(run: string, key: string): Receipt {
  const at = '2026-11-21T10:00:00.000Z';
  return {
    run,
    at,
    system: 'north',
    op: 'create',
    kind: 'employees',
    key,
    outcome: 'done',
    findings: [],
    releases: [],
  };
}

test('is on disk as soon as it was appended', async () => {
  const dir = join(temporaryFolder(), 'rollcall', 'receipts');
  const receipts = openReceipts(dir, 'r1');

  await receipts.append(receiptOf('r1', '1'));

  expect(readFileSync(receipts.file, 'utf8')).toBe(`${JSON.stringify(receiptOf('r1', '1'))}\n`);
  expect(statSync(receipts.file).mode & 0o777).toBe(0o600);
  await receipts.close();
});

test('keeps the order of receipts that arrive together', async () => {
  const dir = temporaryFolder();
  const receipts = openReceipts(dir, 'r1');
  const keys = Array.from({ length: 500 }, (_, index) => `${index}`);

  await Promise.all(keys.map((key) => receipts.append(receiptOf('r1', key))));
  await receipts.close();

  const [run] = await readReceipts(dir);
  expect(run?.receipts.map((receipt) => receipt.key)).toEqual(keys);
});

test('reads what a killed run left, and says that its last line is torn', async () => {
  const dir = temporaryFolder();
  const receipts = openReceipts(dir, 'r1');
  await receipts.append(receiptOf('r1', '1'));
  await receipts.close();
  appendFileSync(receipts.file, JSON.stringify(receiptOf('r1', '2')).slice(0, -20));

  const [run] = await readReceipts(dir);

  expect(run).toMatchObject({ run: 'r1', receipts: [receiptOf('r1', '1')], unreadable: 1 });
});

test('gives the newest run first, and no more than asked for', async () => {
  const dir = temporaryFolder();
  for (const [index, run] of ['r2', 'r1', 'r3'].entries()) {
    const receipts = openReceipts(dir, run);
    await receipts.append(receiptOf(run, '1'));
    await receipts.close();
    utimesSync(receipts.file, 1000 + index, 1000 + index);
  }
  writeFileSync(join(dir, 'notes.txt'), 'not a receipt');

  expect((await readReceipts(dir)).map((one) => one.run)).toEqual(['r3', 'r1', 'r2']);
  expect((await readReceipts(dir, 1)).map((one) => one.run)).toEqual(['r3']);
});

test('makes no file for a run without receipts', async () => {
  const dir = join(temporaryFolder(), 'receipts');
  await openReceipts(dir, 'r1').close();

  expect(await readReceipts(dir)).toEqual([]);
});

test('lies in the git folder, where nothing is committed', async () => {
  const dir = emptyRepository();
  const receipts = openReceipts(receiptsDir(await openRepository(dir)), 'r1');

  await receipts.append(receiptOf('r1', '1'));
  await receipts.close();

  expect(receipts.file).toBe(join(dir, '.git/rollcall/receipts/r1.jsonl'));
  expect(git(dir, 'status', '--porcelain')).toBe('');
});

test('refuses a run whose id would lead to another folder', () => {
  expect(() => openReceipts(temporaryFolder(), '../r1')).toThrow(expect.objectContaining({ code: 'UNEXPECTED' }));
});

test('refuses to go on when receipts cannot be written', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const receipts = openReceipts(join(file, 'receipts'), 'r1');

  await expect(receipts.append(receiptOf('r1', '1'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  await expect(receipts.append(receiptOf('r1', '2'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
});
