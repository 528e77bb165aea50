import { expect, test } from '@jest/globals';
import { accountName, concealNames, type RunSummary, revealNames, runsKept, withRun } from '../../src/engine/ledger.ts';

const run: RunSummary = { run: 'r', at: '2026-11-21T10:00:00Z', commit: 'c', counts: {}, releases: [] };

test('keeps the last runs only, oldest first', () => {
  const runs = Array.from({ length: runsKept }, (_, index) => ({ ...run, run: `r${index}` }));

  const next = withRun(runs, { ...run, run: 'last' });

  expect(next).toHaveLength(runsKept);
  expect([next[0]?.run, next.at(-1)?.run]).toEqual(['r1', 'last']);
});

test('names accounts, and nothing that could be a person or an address', () => {
  for (const account of ['anna-b', 'github-actions[bot]', 'svc_hr.sync']) expect(accountName(account)).toBe(account);
  for (const other of ['Zoë B <zoe@example.test>', 'zoe@example.test', '@all', '', 'two words', 'a'.repeat(101)]) {
    expect(accountName(other)).toBe('unknown');
  }
});

test('puts stored names back only where they are known', () => {
  const ledger = {
    version: 1,
    system: 'north',
    connector: 'x',
    connectorVersion: '1',
    mapping: 1,
    account: 'a',
    applied: null,
    attempted: [],
    exceptions: { 'employees/7': { applied: null, why: 'held' } },
    remote: { 'employees/8': '1' },
    runs: [],
  } as const;
  const conceal = (name: string) => `hidden ${name.length} ${name.at(-1)}`;

  const stored = concealNames(ledger, conceal);

  expect(Object.keys(stored.exceptions)).toEqual(['hidden 11 7']);
  expect(revealNames(stored, ['employees/7', 'employees/8'], conceal)).toEqual(ledger);
  expect(Object.keys(revealNames(stored, ['employees/7'], conceal).remote)).toEqual(['hidden 11 8']);
  expect(concealNames({ ...ledger, adopted: ['employees/9'] }, conceal).adopted).toEqual(['hidden 11 9']);
});
