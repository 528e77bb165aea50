import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LiveRecord } from '../../src/contract/index.ts';
import { makeVendor, run, type World } from './model.ts';
import { liveRecord, makeConnector, makeMapping, makeRoster, makeSystem, person, today, wholeKinds } from './worlds.ts';

/** In the files and in, in the files and left, or not in the files. */
type Standing = 'in' | 'left' | 'gone';
const standing = fc.constantFrom<Standing>('in', 'left', 'gone');

/** Six people over several commits; the first is always there, so that no push is empty. */
const histories = fc.array(fc.array(standing, { minLength: 6, maxLength: 6 }), { minLength: 2, maxLength: 7 });

const whole = (over: Parameters<typeof makeSystem>[0] = {}) => {
  const kinds = wholeKinds().map(({ remoteIsPersonal: _, ...kind }) => kind);
  return makeMapping({ connector: makeConnector(kinds), system: makeSystem(over) });
};

function rosterOf(standings: readonly Standing[]) {
  const rows = standings.map((one, index) => ({ id: String(index + 1), one })).filter(({ one }) => one !== 'gone');
  const people = rows.map(({ id, one }) => person(id, one === 'left' ? { status: 'inactive' } : {}));
  return makeRoster({ people: [person('0'), ...people] });
}

function worldOf(standings: readonly (readonly Standing[])[], strangers: readonly LiveRecord[] = []): World {
  const vendor = makeVendor(strangers);
  vendor.erases = true;
  const history = standings.map((one, index) => ({ commit: `c${index + 1}`, date: today, roster: rosterOf(one) }));
  return { mapping: whole({ allow: [] }), vendor, history, ledger: undefined };
}

test('nobody who was ours is ever erased by staying away, whatever happens in between, and all is done in one run', () => {
  fc.assert(
    fc.property(histories, fc.boolean(), (standings, accepts) => {
      let world = worldOf(standings);
      const everIn = new Set<string>();
      for (let count = 1; count <= standings.length; count += 1) {
        const head = { ...world, history: world.history.slice(0, count) };
        const done = run(head, { accepts });
        expect(done.planned.plan.changes.filter(({ op }) => op === 'delete')).toEqual([]);
        for (const [index, one] of (standings[count - 1] ?? []).entries()) {
          if (one === 'in') everIn.add(String(index + 1));
        }
        const held = new Map([...world.vendor.records.values()].map((record) => [record.key, record.active]));
        expect([...everIn].filter((key) => !held.has(key))).toEqual([]);
        for (const key of everIn)
          expect([key, held.get(key)]).toEqual([key, standings[count - 1]?.[Number(key) - 1] === 'in']);
        const again = run({ ...done.world, history: head.history }, { accepts });
        expect(again.planned.plan.changes).toEqual([]);
        world = { ...again.world, history: world.history };
      }
    }),
    { numRuns: 150 },
  );
});

test('somebody whom nobody knows is never erased unless that is allowed', () => {
  const strangers = fc.uniqueArray(fc.record({ id: fc.nat(9), isOn: fc.boolean() }), {
    selector: (one) => one.id,
    maxLength: 4,
  });
  fc.assert(
    fc.property(histories, strangers, (standings, live) => {
      const records = live.map(({ id, isOn }) =>
        liveRecord(`s${id}`, { active: isOn, fields: { mail: `s${id}@firm.example`, name: 'Stranger' } }),
      );
      const world = worldOf(standings, records);
      const off = live.filter(({ isOn }) => !isOn);
      // Releasing what a limit stops does not allow what is not allowed.
      const { planned } = run({ ...world, history: world.history.slice(0, 1) }, { releases: [] });
      const erased = planned.plan.changes.filter(({ op }) => op === 'delete');
      expect(erased.map(({ remote }) => remote).sort()).toEqual(off.map(({ id }) => `s${id}`).sort());
      if (off.length > 0) expect(planned.plan.verdict).toBe('stopped');
      for (const { id } of off) expect(world.vendor.records.has(`employees s${id}`)).toBe(true);
    }),
    { numRuns: 200 },
  );
});
