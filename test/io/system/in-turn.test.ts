import { expect, test } from '@jest/globals';
import type { Change } from '../../../src/engine/change.ts';
import { inTurn } from '../../../src/io/system/in-turn.ts';

function change(key: string, op: Change['op'], over: Partial<Change> = {}): Change {
  const cause = { type: 'drift' } as const;
  return { op, kind: 'employees', key, fields: {}, desired: {}, cause, effects: [], needs: [], after: [], ...over };
}

/** Works on changes for as many turns of the event loop as their key says, and notes when each begins and ends. */
async function watch(changes: readonly Change[], parallel: number, failing?: string) {
  const log: string[] = [];
  let open = 0;
  let most = 0;
  const ended = inTurn(changes, parallel, async ({ key }) => {
    log.push(`+${key}`);
    open += 1;
    most = Math.max(most, open);
    for (let turn = 0; turn < Number.parseInt(key, 10); turn += 1) await new Promise(setImmediate);
    open -= 1;
    if (key === failing) throw new Error('the disk is full');
    log.push(`-${key}`);
  });
  const error = await ended.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { log, most, error, open };
}

test('works side by side, and never on more than is permitted', async () => {
  const many = Array.from({ length: 12 }, (_, index) => change(`${(index % 5) + 1}-${index}`, 'create'));

  expect((await watch(many, 4)).most).toBe(4);
  expect((await watch(many, 1)).log).toEqual(many.flatMap(({ key }) => [`+${key}`, `-${key}`]));
});

test('begins a change once those it comes after are settled', async () => {
  const changes = [change('9', 'create'), change('1', 'create', { after: ['employees/9'] }), change('2', 'create')];
  const { log } = await watch(changes, 3);

  expect(log.indexOf('+1')).toBeGreaterThan(log.indexOf('-9'));
  expect(log.indexOf('+2')).toBeLessThan(log.indexOf('-9'));
});

test('keeps operations, kinds and steps apart, and takes people off one by one', async () => {
  const changes = [
    change('5', 'create'),
    change('4', 'create', { kind: 'teams' }),
    change('3', 'update'),
    change('2', 'update', { step: 2 }),
    change('6', 'leave'),
    change('1', 'leave'),
  ];
  const { log, most } = await watch(changes, 8);

  expect(most).toBe(1);
  expect(log).toEqual(changes.flatMap(({ key }) => [`+${key}`, `-${key}`]));
});

test('comes to the end of what was begun when something fails, and begins nothing more', async () => {
  const changes = [change('1', 'create'), change('9', 'create'), change('2', 'create'), change('3', 'create')];
  const { log, error, open } = await watch(changes, 2, '1');

  expect(error).toMatchObject({ message: 'the disk is full' });
  expect(open).toBe(0);
  expect(log).toEqual(['+1', '+9', '-9']);
});
