import { expect, test } from '@jest/globals';
import type { Change } from '../../src/engine/change.ts';
import type { SystemState } from '../../src/engine/plan/state.ts';
import { concerning, type Shard, takeShard, toShard } from '../../src/engine/shard.ts';
import { shardOf } from '../../src/engine/shard-of.ts';
import { makeDesired, makeState, person } from './worlds.ts';

function change(key: string, rest: Partial<Change> = {}): Change {
  const cause = { type: 'first-sync' } as const;
  return {
    op: 'create',
    kind: 'employees',
    key,
    fields: {},
    desired: {},
    cause,
    effects: [],
    needs: [],
    after: [],
    ...rest,
  };
}

/** Employees record by record, documents as a whole, memberships of a team and a person. */
function stateWith(changes: readonly Change[]): SystemState {
  const kinds = [
    { declaration: { kind: 'employees', write: 'record' } },
    { declaration: { kind: 'memberships', write: 'record' } },
    { declaration: { kind: 'documents', write: 'snapshot' } },
  ];
  const desired = new Map(
    changes
      .filter(({ kind }) => kind === 'memberships')
      .map(({ kind, key }) => [`${kind}/${key}`, { parts: [`teams/T`, `employees/${key.split('/')[1]}`] }]),
  );
  // What a shard is made of looks at nothing else.
  return { mapping: { kinds }, desired, base: { records: new Map() } } as unknown as SystemState;
}

function take(changes: readonly Change[], shard: Shard, tried: readonly string[] = []) {
  return takeShard(changes, stateWith(changes), shard, new Set(tried));
}

const keysOf = (changes: readonly Change[]): readonly string[] => changes.map(({ key, step }) => `${key}${step ?? ''}`);
const together = (index: number, count: number): Shard => ({ index, count, inTurn: false });
const inTurn = (index: number, count: number): Shard => ({ index, count, inTurn: true });

/** Keys that belong to one shard of two. */
const [ones, twos] = [1, 2].map((shard) =>
  Array.from({ length: 60 }, (_, at) => String(at)).filter((key) => shardOf(`employees/${key}`, 2) === shard),
) as [string[], string[]];
const [a = '', b = '', c = ''] = ones;
const [x = '', y = ''] = twos;

test('every record is one shard’s, and the shards are about as large', () => {
  for (const count of [1, 2, 3, 7, 256]) {
    const sizes = new Map<number, number>();
    for (let key = 0; key < 20_000; key += 1) {
      const shard = shardOf(`employees/${key}`, count);
      sizes.set(shard, (sizes.get(shard) ?? 0) + 1);
    }
    expect(sizes.size).toBe(count);
    expect([Math.min(...sizes.keys()), Math.max(...sizes.keys())]).toEqual([1, count]);
    expect(Math.max(...sizes.values())).toBeLessThan((20_000 / count) * 1.5);
  }
});

test('shards take every change once, whatever was done before they planned', () => {
  const all = Array.from({ length: 200 }, (_, at) => change(String(at)));

  const taken = [1, 2, 3].flatMap((index) => {
    const rest = all.filter(({ key }) => Number(key) % (index + 1) > 0);
    return keysOf(take(rest, together(index, 3)).changes).map((key) => [key, index] as const);
  });

  expect(new Set(taken.map(([key]) => key)).size).toBe(taken.length);
});

test('what belongs to a person goes with them', () => {
  const all = [change(a), change(`T/${a}`, { kind: 'memberships' }), change(`T/${x}`, { kind: 'memberships' })];

  expect(keysOf(take(all, together(1, 2)).changes)).toEqual([a, `T/${a}`]);
});

test('a change waits for those of other shards, and so does what comes after it', () => {
  const all = [
    change(x),
    change(a),
    change(b, { after: [`employees/${x}`] }),
    change(c, { after: [`employees/${b}`] }),
  ];

  const part = take(all, together(1, 2));

  expect([keysOf(part.changes), part.left]).toEqual([[a], 2]);
});

test('both steps of a change wait together, with those between them', () => {
  const all = [
    change(x),
    change(a, { step: 1 }),
    change(b, { after: [`employees/${a}`] }),
    change(a, { step: 2, op: 'update', after: [`employees/${a}`, `employees/${x}`] }),
    change(c),
  ];

  const part = take(all, together(1, 2));

  expect([keysOf(part.changes), part.left]).toEqual([[c], 3]);
});

test('nobody is taken off while another shard still brings or moves somebody', () => {
  const leaver = change(a, { op: 'leave' });

  expect(take([change(x, { op: 'update' }), leaver], together(1, 2))).toEqual({ changes: [], left: 1 });
  expect(take([change(x, { op: 'leave' }), leaver], together(1, 2))).toEqual({ changes: [leaver], left: 0 });
});

test('what was tried is not tried again, and holds what depends on it', () => {
  const all = [change(a), change(b, { after: [`employees/${a}`] }), change(c)];

  const part = take(all, together(1, 2), [`employees/${a}`]);

  expect([keysOf(part.changes), part.left]).toEqual([[c], 1]);
});

test('what goes as a whole is the first shard’s, once', () => {
  const all = [change('d', { kind: 'documents' }), change(y)];

  expect(keysOf(take(all, together(1, 2)).changes)).toEqual(['d']);
  expect(keysOf(take(all, together(2, 2)).changes)).toEqual([y]);
  expect(keysOf(take(all, together(1, 2), ['documents/d']).changes)).toEqual([]);
  expect(keysOf(take(all, inTurn(1, 1)).changes)).toEqual(['d', y]);
});

test('shards in turn take the beginning of what is left, and never half a change', () => {
  const all = ['1', '2', '3', '4', '5', '6', '7'].map((key) => change(key));
  const halves = [change('1', { step: 1 }), change('2'), change('3'), change('1', { step: 2 }), change('4')];

  expect(keysOf(take(all, inTurn(1, 3)).changes)).toEqual(['1', '2', '3']);
  expect(keysOf(take(all.slice(3), inTurn(2, 3)).changes)).toEqual(['4', '5']);
  expect(keysOf(take(all.slice(5), inTurn(3, 3)).changes)).toEqual(['6', '7']);
  expect(keysOf(take(halves, inTurn(1, 5)).changes)).toEqual(['11', '2', '3', '12']);
});

test('a shard is read as I/N', () => {
  expect(toShard('2/3', true)).toEqual({ index: 2, count: 3, inTurn: true });
  for (const text of ['0/3', '4/3', '1', '1/257', 'a/b', '1/3/4', ''])
    expect(() => toShard(text, false)).toThrow(expect.objectContaining({ code: 'USAGE', exit: 2 }));
});

test('shards at the same time look after their own records and whom these point at', () => {
  const people = [person(a, { manager_id: x }), person(b), person(x), person(y)];
  const state = makeState({ desired: makeDesired({ people }) });
  const names = [...people.map(({ id }) => `employees/${id}`), 'employees/gone'];

  const turn = concerning(names, state, inTurn(1, 2));
  const side = concerning(names, state, together(1, 2));
  expect([turn.own.size, turn.others.size]).toEqual([5, 0]);
  expect([...side.own].filter((name) => name !== 'employees/gone')).toEqual([a, b].map((id) => `employees/${id}`));
  expect([...side.others]).toEqual([`employees/${x}`]);
});
