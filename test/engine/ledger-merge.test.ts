import { expect, test } from '@jest/globals';
import type { LedgerException, RunSummary, SystemLedger } from '../../src/engine/ledger.ts';
import { mergeLedgers } from '../../src/engine/ledger-merge.ts';

const at = { commit: 'c'.repeat(40), date: '2026-01-02' };
const done: LedgerException = { applied: at, why: 'pending' };

function ledger(rest: Partial<SystemLedger> = {}): SystemLedger {
  return {
    version: 1,
    system: 'north',
    connector: 'springest',
    connectorVersion: '1.0.0',
    mapping: 1,
    account: 'a',
    applied: null,
    attempted: [],
    exceptions: {},
    remote: {},
    runs: [],
    ...rest,
  };
}

const attempt = (run: string) => ({ ...at, run });
const run = (name: string): RunSummary => ({
  run: name,
  at: '2026-01-02T00:00:00Z',
  commit: at.commit,
  counts: {},
  releases: [],
});

test('keeps what other runs wrote and puts on top what this run changed', () => {
  const start = ledger({
    exceptions: { 'employees/1': done, 'employees/2': done },
    remote: { 'employees/1': '1', 'employees/9': '9' },
  });
  const theirs = ledger({
    exceptions: { ...start.exceptions, 'employees/3': done },
    remote: { ...start.remote, 'employees/3': '3' },
    runs: [run('r1')],
  });
  const failed: LedgerException = { applied: null, why: 'failed' };
  const ours = ledger({
    exceptions: { 'employees/1': failed, 'employees/2': { ...done } },
    remote: { 'employees/1': '1', 'employees/2': '2' },
    runs: [run('r2')],
  });

  expect(mergeLedgers(start, theirs, ours)).toEqual(
    ledger({
      exceptions: { 'employees/1': failed, 'employees/2': done, 'employees/3': done },
      remote: { 'employees/1': '1', 'employees/2': '2', 'employees/3': '3' },
      runs: [run('r1'), run('r2')],
    }),
  );
});

test('notes its own attempt beside those of others, and takes away only its own', () => {
  const start = ledger({ attempted: [attempt('killed')] });
  const begun = { ...start, attempted: [...start.attempted, attempt('r2')] };
  const theirs = { ...start, attempted: [attempt('killed'), attempt('r1')] };

  const beginning = mergeLedgers(start, theirs, begun);
  const ending = mergeLedgers(begun, beginning ?? theirs, { ...begun, attempted: start.attempted });

  expect(beginning?.attempted.map((one) => one.run)).toEqual(['killed', 'r1', 'r2']);
  expect(ending?.attempted.map((one) => one.run)).toEqual(['killed', 'r1']);
});

test('says the same when it is said twice', () => {
  const start = ledger();
  const ours = ledger({ attempted: [attempt('r1')], exceptions: { 'employees/1': done }, runs: [run('r1')] });

  expect(mergeLedgers(start, ours, ours)).toEqual(ours);
});

test('leaves the mapping alone where something was applied as a whole', () => {
  const ours = ledger({ mapping: 2 });

  expect(mergeLedgers(ledger(), ledger(), ours)?.mapping).toBe(2);
  expect(mergeLedgers(ledger(), ledger({ applied: at }), ours)?.mapping).toBe(1);
});

test('gives nothing where both cannot be true', () => {
  expect(mergeLedgers(ledger(), ledger({ account: 'b' }), ledger())).toBeUndefined();
  expect(mergeLedgers(ledger(), ledger({ concealed: 'k' }), ledger())).toBeUndefined();
});

test('shards in any order lose nothing of each other', () => {
  const seed = 20_260_302;
  let state = seed;
  const random = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  for (let round = 0; round < 200; round += 1) {
    let stored = ledger();
    const waiting: { start: SystemLedger; ours: SystemLedger; isBegun: boolean; shard: number }[] = Array.from(
      { length: 5 },
      (_, shard) => ({ start: stored, ours: { ...stored, attempted: [attempt(`r${shard}`)] }, isBegun: false, shard }),
    );
    while (waiting.length > 0) {
      const [next] = waiting.splice(random(waiting.length), 1);
      if (!next) break;
      stored = mergeLedgers(next.start, stored, next.ours) ?? stored;
      const { shard } = next;
      const ours = {
        ...next.ours,
        attempted: [],
        exceptions: { ...next.ours.exceptions, [`employees/${shard}`]: done },
        remote: { ...next.ours.remote, [`employees/${shard}`]: String(shard) },
        runs: [run(`r${shard}`)],
      };
      if (!next.isBegun) waiting.push({ start: next.ours, ours, isBegun: true, shard });
    }

    expect({
      seed,
      names: Object.keys(stored.exceptions).sort(),
      attempted: stored.attempted,
      runs: stored.runs.length,
    }).toEqual({
      seed,
      names: [0, 1, 2, 3, 4].map((shard) => `employees/${shard}`),
      attempted: [],
      runs: 5,
    });
    expect(Object.keys(stored.remote).length).toBe(5);
  }
});
