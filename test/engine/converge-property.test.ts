import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Commit, copyWorld, gather, holdings, plan, type Run, run, type World } from './model.ts';
import { type Shape, upTo, worlds } from './random-worlds.ts';

const shapes: readonly Shape[] = ['listed', 'asked', 'whole'];
const parameters = { numRuns: 150 };

/** Runs until nothing is left to do, as scheduled runs would. */
export function settle(world: World, most = 6): { readonly world: World; readonly runs: readonly Run[] } {
  const runs: Run[] = [];
  let now = world;
  for (let count = 0; count < most; count += 1) {
    const one = run(now);
    runs.push(one);
    now = one.world;
    if (one.planned.plan.changes.length === 0) return { world: now, runs };
  }
  return { world: now, runs };
}

function waits(one: Run): boolean {
  return one.planned.plan.holds.some((hold) => hold.findings.some((finding) => finding.code === 'address-taken'));
}

/** The same rows, none of them with an error. */
function corrected({ date, roster }: Commit, commit: string): Commit {
  const employees = new Map([...roster.records.employees].map(([key, record]) => [key, { ...record, held: [] }]));
  return { commit, date, roster: { ...roster, records: { ...roster.records, employees } } };
}

for (const shape of shapes) {
  test(`a plan that was applied is empty when it is planned again (${shape})`, () => {
    fc.assert(
      fc.property(worlds(shape), (world) => {
        let now = copyWorld(world);
        for (let count = 1; count <= world.history.length; count += 1) {
          const first = run({ ...now, history: world.history.slice(0, count) });
          expect(first.world.vendor.complaints).toEqual([]);
          if (first.planned.plan.verdict === 'refused') return;
          const again = plan(gather(first.world));
          if (!waits(first)) expect(again.plan.changes).toEqual([]);
          const settled = settle(first.world);
          expect(settled.runs.at(-1)?.planned.plan.changes).toEqual([]);
          now = settled.world;
        }
      }),
      parameters,
    );
  });

  test(`a run that is killed anywhere comes to the same end (${shape})`, () => {
    fc.assert(
      fc.property(worlds(shape), fc.nat(8), (world, killAfter) => {
        const started = settle(upTo(copyWorld(world), 1));
        const head = { ...started.world, history: world.history.slice(0, 2) };
        const straight = settle(copyWorld(head)).world;
        const killed = run(copyWorld(head), { killAfter }).world;
        const healed = settle(killed).world;
        expect(healed.vendor.complaints).toEqual([]);
        expect(holdings(healed.vendor)).toEqual(holdings(straight.vendor));
      }),
      parameters,
    );
  });

  test(`a run that is killed anywhere and whose commit is reverted comes to the end of never having run (${shape})`, () => {
    fc.assert(
      fc.property(worlds(shape), fc.nat(8), (world, killAfter) => {
        const started = settle(upTo(copyWorld(world), 1)).world;
        const [first, second] = started.history.concat(world.history.slice(1, 2));
        if (!first || !second) return;
        const killed = run({ ...started, history: [first, second] }, { killAfter }).world;
        const reverted = { ...first, commit: 'c3' };
        const history = [first, second, reverted];
        // A row with an error may keep an account from being known, until somebody corrects the row.
        const held = settle({ ...killed, history }).world;
        const healed = settle({ ...held, history: [...history, corrected(first, 'c4')] });
        expect(healed.runs.at(-1)?.planned.plan.changes).toEqual([]);
        expect(healed.world.vendor.complaints).toEqual([]);
        const active = [...healed.world.vendor.records.values()].filter(
          (record) => record.active && record.key !== undefined,
        );
        const keys = active.map((record) => `${record.kind} ${record.key}`);
        expect(new Set(keys).size).toBe(keys.length);
        // Nobody of the reverted commit is left who is not in the one before, but for strangers it did not create.
        const kept = new Set([...first.roster.records.employees.keys()]);
        for (const hold of healed.runs.at(-1)?.planned.plan.holds ?? []) kept.add(hold.key);
        const left = active.filter(({ kind, key }) => kind === 'employees' && key !== undefined && !kept.has(key));
        for (const record of left) expect(record.remote).toMatch(/^s/);
      }),
      parameters,
    );
  });
}
