import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nameOfChange } from '../../src/engine/change.ts';
import { checkLimits } from '../../src/engine/limits/limits.ts';
import { permitted } from '../../src/engine/limits/over-limit.ts';
import { mapRoster } from '../../src/engine/map/map.ts';
import { buildBase } from '../../src/engine/plan/base.ts';
import { copyWorld, gather, makeVendor, plan, run, type World } from './model.ts';
import { commitOf, mappingOf, people, type Shape, teams, upTo, worlds } from './random-worlds.ts';
import { makeBase, makeChange, makeDesired, makeRoster, makeSystem, person, strictLimits } from './worlds.ts';

const shapes: readonly Shape[] = ['listed', 'asked', 'whole'];
const parameters = { numRuns: 200 };

test.each(shapes)('nobody whose row is gone leaves while the files are not complete (%s)', (shape) => {
  fc.assert(
    fc.property(worlds(shape, {}, 2), fc.constantFrom('unread', 'file gone', 'column gone'), (world, damage) => {
      const started = run(upTo(copyWorld(world), 1)).world;
      const [first, second] = world.history;
      if (!first || !second) return;
      const rows = [...second.roster.records.employees.values()];
      const damaged = makeRoster({
        people: rows.map(({ key, fields }) => ({ ...fields, id: key })),
        ...(damage === 'unread' && {
          incomplete: (['employees', 'teams', 'memberships'] as const).map((kind) => ({
            source: 'hr',
            kind,
            reason: 'a row could not be read',
          })),
        }),
        ...(damage === 'file gone' && {
          coverage: (['employees', 'teams', 'memberships'] as const).map((kind) => ({
            source: 'hr',
            kind,
            files: [],
            fields: ['id'],
          })),
        }),
        ...(damage === 'column gone' && {
          coverage: second.roster.coverage.map((one) => ({
            ...one,
            fields: one.fields.filter((field) => field !== 'id'),
          })),
        }),
      });
      const state = gather({ ...started, history: [first, { ...second, roster: damaged }] });
      const { changes } = plan(state).plan;
      const isRenamed = damage === 'file gone' && rows.length > 0;
      if (isRenamed) return;
      for (const change of changes) {
        if (change.op !== 'leave' && change.op !== 'delete') continue;
        const isNamed = state.desired.has(nameOfChange(change));
        const isStranger = change.cause.type === 'not-ours';
        const person = change.kind === 'memberships' ? `employees/${change.key.split('/')[1]}` : '';
        expect(isNamed || isStranger || state.desired.get(person)?.state === 'inactive').toBe(true);
      }
    }),
    parameters,
  );
});

test.each(['listed', 'asked'] as const)('what is not ours and nobody names is untouched (%s)', (shape) => {
  fc.assert(
    fc.property(worlds(shape), (world) => {
      const before = new Map(world.vendor.records);
      let now = copyWorld(world);
      const named = new Set<string>();
      for (let count = 1; count <= world.history.length; count += 1) {
        now = run({ ...now, history: world.history.slice(0, count) }).world;
        for (const record of world.history[count - 1]?.roster.records.employees.values() ?? []) {
          named.add(record.key).add(String(record.fields.email));
        }
      }
      for (const [at, record] of before) {
        if (named.has(record.key ?? '') || named.has(String(record.fields.mail))) continue;
        expect(now.vendor.records.get(at)).toEqual(record);
      }
    }),
    parameters,
  );
});

test('where a push acts on what is not ours, the plan says so and the limits count it', () => {
  fc.assert(
    fc.property(worlds('whole', { limits: strictLimits }), (world) => {
      const strangers = new Map([...world.vendor.records].filter(([, record]) => record.active));
      const { planned, world: after } = run(upTo(copyWorld(world), 1));
      if (planned.plan.verdict !== 'ready') return;
      const planning = new Set(
        planned.plan.changes.filter((change) => change.op === 'leave').map((change) => change.remote),
      );
      for (const [at, record] of strangers) {
        if (after.vendor.records.get(at)?.active) continue;
        expect(planning).toContain(record.remote);
      }
    }),
    parameters,
  );
});

test('no limit sleeps at any size from one person up, and the last one never leaves', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 120 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom<'leave' | 'delete'>('leave', 'delete'),
      (size, part, op) => {
        const leaving = Math.max(1, Math.round(part * size));
        const everybody = Array.from({ length: size }, (_, index) => person(String(index + 1)));
        const base = makeBase(makeDesired({ people: everybody }));
        const { stops } = checkLimits({
          system: makeSystem({ limits: strictLimits }),
          changes: everybody.slice(0, leaving).map((row) => makeChange({ op, key: row.id })),
          base,
          ours: new Map([['employees', size]]),
          filled: new Map(),
          inUse: new Set(),
          conditions: [],
          releases: [],
        });
        const limits = stops.map((stop) => stop.limit);
        expect(limits.includes('leave')).toBe(leaving > permitted(strictLimits.leave, size));
        expect(limits.includes('last')).toBe(leaving === size);
        if (leaving > Math.max(1, size * 0.05) || leaving > 10) expect(stops.length).toBeGreaterThan(0);
      },
    ),
    parameters,
  );
});

test.each(shapes)('unknown is never planned, never sent, and never lost (%s)', (shape) => {
  fc.assert(
    fc.property(people, teams, fc.constantFrom('job_title', 'first_name', 'status'), (one, team, column) => {
      const mapping = mappingOf(shape, {});
      const field = { job_title: 'title', first_name: 'name', status: '' }[column] ?? '';
      const world: World = { mapping, vendor: makeVendor(), ledger: undefined, history: [commitOf('c1', one, team)] };
      const started = run(world).world;
      const before = new Map(started.vendor.records);
      const rows = one.rows.map((row) => ({ ...row, [column]: undefined }));
      const after = run({ ...started, history: [...started.history, commitOf('c2', { ...one, rows }, team)] });
      for (const change of after.planned.plan.changes.filter((each) => each.kind === 'employees')) {
        expect(Object.keys(change.fields)).not.toContain(field);
        expect(Object.keys(change.desired)).not.toContain(field);
        if (column === 'status') expect(change.op).not.toBe('return');
      }
      for (const [at, record] of before) {
        const now = after.world.vendor.records.get(at);
        expect(now?.active).toBe(record.active);
        if (field !== '') expect(now?.fields[field]).toEqual(record.fields[field]);
      }
    }),
    parameters,
  );
});

test('a push never loses anybody who is held, skipped or waiting', () => {
  fc.assert(
    fc.property(worlds('whole', {}), (world) => {
      let now = copyWorld(world);
      for (let count = 1; count <= world.history.length; count += 1) {
        const before = new Map(now.vendor.records);
        const one = run({ ...now, history: world.history.slice(0, count) });
        if (one.planned.plan.changes.length > 0 && one.planned.plan.verdict === 'ready') {
          const kept = [...one.state.desired].filter(
            ([, record]) => record.state === 'held' || record.state === 'waiting',
          );
          for (const [name, record] of kept) {
            const live = one.state.matched.get(name);
            const at = live && `${live.kind} ${live.remote}`;
            const isLeft = record.parts.some((part) =>
              one.planned.plan.changes.some((change) => nameOfChange(change) === part && change.op === 'leave'),
            );
            if (at === undefined || !before.get(at)?.active || isLeft) continue;
            expect(now.vendor.records.get(at)?.active).toBe(true);
            expect(now.vendor.records.get(at)?.fields).toEqual(before.get(at)?.fields);
          }
        }
        now = one.world;
      }
    }),
    parameters,
  );
});

test.each(['listed', 'asked'] as const)(
  'no change comes before what it depends on, and circles break in two steps (%s)',
  (shape) => {
    fc.assert(
      fc.property(worlds(shape), (world) => {
        let now = copyWorld(world);
        for (let count = 1; count <= world.history.length; count += 1) {
          const one = run({ ...now, history: world.history.slice(0, count) });
          const { changes } = one.planned.plan;
          const names = changes.map(nameOfChange);
          for (const [at, change] of changes.entries()) {
            for (const other of change.after) expect(names.indexOf(other)).toBeLessThan(at);
            for (const other of change.after) expect(names.indexOf(other)).not.toBe(-1);
            const steps = changes.filter((each) => nameOfChange(each) === names[at]).map((each) => each.step);
            expect([[undefined], [1, 2]]).toContainEqual(steps);
          }
          expect(one.world.vendor.complaints).toEqual([]);
          now = one.world;
        }
      }),
      parameters,
    );
  },
);

const outcomes = fc.record({
  refuses: fc.uniqueArray(fc.constantFrom('1', '2', '3', '4')),
  loses: fc.uniqueArray(fc.constantFrom('3', '4', '5', '6')),
});

test.each(['listed', 'asked'] as const)(
  'the ledger says what is there: done as of now, everything else as before (%s)',
  (shape) => {
    fc.assert(
      fc.property(worlds(shape, {}, 2), outcomes, (world, { refuses, loses }) => {
        const names = (keys: readonly string[]) => new Set(keys.map((key) => `employees/${key}`));
        const started = run(upTo(copyWorld(world), 1)).world;
        const earlier = gather({ ...started, history: world.history.slice(0, 2) }).base;
        const one = run({ ...started, history: world.history }, { refuses: names(refuses), loses: names(loses) });
        const rosterAt = ({ commit, date }: { commit: string; date: string }) =>
          mapRoster(
            (world.history.find((each) => each.commit === commit) ?? world.history[0])?.roster ?? makeRoster({}),
            world.mapping,
            date,
          );
        const base = buildBase(one.world.ledger, rosterAt, world.mapping);
        const outcomeOf = new Map(one.receipts.map((receipt) => [`${receipt.kind}/${receipt.key}`, receipt.outcome]));
        for (const [name, outcome] of outcomeOf) {
          if (outcome !== 'done') {
            expect(base.records.get(name)?.fields).toEqual(earlier.records.get(name)?.fields);
            if (outcome === 'uncertain') expect(base.tried.has(name)).toBe(true);
            continue;
          }
          const held = [...one.world.vendor.records.values()].find((record) => `employees/${record.key}` === name);
          const record = base.records.get(name);
          expect(record?.state === 'active').toBe(held?.active ?? false);
          const change = one.planned.plan.changes.find((each) => nameOfChange(each) === name);
          for (const field of Object.keys(change?.fields ?? {})) {
            if (record?.state === 'active') expect(held?.fields[field] ?? null).toEqual(record.fields[field] ?? null);
          }
        }
      }),
      parameters,
    );
  },
);

test.each(shapes)('a run for one person leaves the base of everybody else untouched (%s)', (shape) => {
  fc.assert(
    fc.property(worlds(shape, {}, 2), fc.constantFrom('1', '2', '3'), (world, only) => {
      const started = run(upTo(copyWorld(world), 1)).world;
      const head = { ...started, history: world.history };
      const before = gather(head).base;
      const one = run(head, { only });
      const after = gather(one.world).base;
      const changed = new Set(one.planned.plan.changes.map(nameOfChange));
      for (const name of new Set([...before.records.keys(), ...after.records.keys()])) {
        if (changed.has(name)) continue;
        expect(after.records.get(name)).toEqual(before.records.get(name));
      }
    }),
    parameters,
  );
});
