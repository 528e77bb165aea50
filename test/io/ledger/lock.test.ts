import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { openRepository } from '../../../src/io/git/git.ts';
import { type LockOptions, takeLock } from '../../../src/io/ledger/lock.ts';
import type { LockPart } from '../../../src/io/ledger/lock-holder.ts';
import { clone, clonedRepository, commit, emptyRepository, git } from '../repositories.ts';

const ref = 'refs/rollcall/lock';

async function lockIn(dir: string, run: string, options: Partial<LockOptions> = {}) {
  return takeLock(await openRepository(dir), { run, ...options });
}

test('lets one run at a time in, and the next after it', async () => {
  const dir = emptyRepository();
  const lock = await lockIn(dir, 'r1');

  await expect(lockIn(dir, 'r2')).rejects.toMatchObject({ code: 'LOCKED', exit: 8 });
  await expect(lockIn(dir, 'r2')).rejects.toThrow(/the run r1 holds the lock since \d{4}-/);
  expect(await lock.release()).toBe(true);
  expect(git(dir, 'for-each-ref', 'refs/rollcall')).toBe('');
  expect(await (await lockIn(dir, 'r2')).release()).toBe(true);
});

test('holds across clones of one remote', async () => {
  const { bare, dir } = clonedRepository();
  const lock = await lockIn(dir, 'r1');
  const other = clone(bare);

  await expect(lockIn(other, 'r2')).rejects.toMatchObject({ code: 'LOCKED' });
  await lock.renew();
  await expect(lockIn(other, 'r2')).rejects.toMatchObject({ code: 'LOCKED' });
  expect(await lock.release()).toBe(true);
  await lockIn(other, 'r2');
});

test('holds in a shallow clone too', async () => {
  const { bare, dir } = clonedRepository();
  commit(dir, { 'people.csv': 'id\n2\n' });
  git(dir, 'push', '--quiet', 'origin', 'main');
  const shallow = clone(`file://${bare}`, '--depth=1');
  const lock = await lockIn(shallow, 'r1');

  await expect(lockIn(clone(`file://${bare}`, '--depth=1'), 'r2')).rejects.toMatchObject({ code: 'LOCKED' });
  expect(await lock.release()).toBe(true);
});

test('gives exactly one of several runs that start together the lock', async () => {
  const { bare, dir } = clonedRepository();
  const dirs = [dir, clone(bare), clone(bare)];

  const settled = await Promise.allSettled(dirs.map((one, index) => lockIn(one, `r${index}`)));

  expect(settled.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  for (const one of settled) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'LOCKED' });
});

test('is taken over when its lease has run out, and the first run hears of it', async () => {
  const { bare, dir } = clonedRepository();
  const first = await lockIn(dir, 'r1', { leaseMs: 1000, nowMs: () => 5_000 });
  expect(first.untilMs).toBe(6_000);
  await expect(lockIn(clone(bare), 'r2', { nowMs: () => 5_999 })).rejects.toMatchObject({ code: 'LOCKED' });

  const second = await lockIn(clone(bare), 'r2', { leaseMs: 1000, nowMs: () => 6_000 });

  await expect(first.renew()).rejects.toMatchObject({ code: 'LOCKED' });
  expect(await first.release()).toBe(false);
  await second.renew();
  expect(await second.release()).toBe(true);
});

test('keeps its lease when it is renewed', async () => {
  const dir = emptyRepository();
  let now = 0;
  const lock = await lockIn(dir, 'r1', { leaseMs: 1000, nowMs: () => now });
  now = 900;
  await lock.renew();

  expect(lock.untilMs).toBe(1900);
  await expect(lockIn(dir, 'r2', { nowMs: () => 1_500 })).rejects.toMatchObject({ code: 'LOCKED' });
});

test('is taken over at once when its process was killed', async () => {
  const dir = emptyRepository();
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', holding(dir)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  await expect(lockIn(dir, 'r2')).rejects.toThrow(/the run killed holds/);

  holder.kill('SIGKILL');
  await once(holder, 'exit');

  await lockIn(dir, 'r2');
});

function holding(dir: string): string {
  const source = (file: string) => JSON.stringify(new URL(`../../../src/io/${file}`, import.meta.url).href);
  return `
    import { openRepository } from ${source('git/git.ts')};
    import { takeLock } from ${source('ledger/lock.ts')};
    await takeLock(await openRepository(${JSON.stringify(dir)}), { run: 'killed' });
    console.log('held');
    setInterval(() => undefined, 1000);
  `;
}

test('is not taken over from another machine before its lease ends', async () => {
  const dir = emptyRepository();
  await lockIn(dir, 'r1');
  rewrite(dir, (holder) => ({ ...holder, host: 'another', pid: 999_999_999 }));

  await expect(lockIn(dir, 'r2')).rejects.toMatchObject({ code: 'LOCKED' });
});

test('is taken over when its process id now belongs to a younger process', async () => {
  const dir = emptyRepository();
  await lockIn(dir, 'r1');
  rewrite(dir, (holder) => ({ ...holder, process: '1' }));

  await lockIn(dir, 'r2');
});

test('is not taken over when nobody can read who holds it', async () => {
  const dir = emptyRepository();
  await lockIn(dir, 'r1');
  rewrite(dir, () => ({ what: 'else' }));

  await expect(lockIn(dir, 'r2')).rejects.toMatchObject({ code: 'LOCKED', next: expect.stringMatching(/delete it/) });
});

function rewrite(dir: string, change: (holder: object) => object): void {
  const holder = JSON.parse(git(dir, 'log', '-1', '--format=%B', ref));
  const tree = git(dir, 'rev-parse', `${ref}^{tree}`);
  git(dir, 'update-ref', ref, git(dir, 'commit-tree', tree, '-m', JSON.stringify(change(holder))));
}

test('names neither machine nor person', async () => {
  const dir = emptyRepository();
  await lockIn(dir, 'r1');

  const text = git(dir, 'cat-file', 'commit', ref);

  expect(text).not.toMatch(/Canary|example\.test/);
  expect(Object.keys(JSON.parse(git(dir, 'log', '-1', '--format=%B', ref)))).toEqual([
    'host',
    'pid',
    'process',
    'run',
    'startedAt',
    'until',
  ]);
});

test('works at a remote that lets nothing be deleted or rewritten', async () => {
  const { bare, dir } = clonedRepository();
  git(bare, 'config', 'receive.denyDeletes', 'true');
  git(bare, 'config', 'receive.denyNonFastForwards', 'true');
  const lock = await lockIn(dir, 'r1');
  await lock.renew();
  await expect(lockIn(clone(bare), 'r2')).rejects.toMatchObject({ code: 'LOCKED' });

  expect(await lock.release()).toBe(true);

  const next = await lockIn(clone(bare), 'r2');
  await expect(lockIn(dir, 'r3')).rejects.toThrow(/r2/);
  expect(await next.release()).toBe(true);
});

test('refuses to start when the remote cannot be reached, and does not fail when it ends', async () => {
  const { dir } = clonedRepository();
  const lock = await lockIn(dir, 'r1');
  git(dir, 'remote', 'set-url', 'origin', '/nonexistent.git');

  await expect(lockIn(dir, 'r2')).rejects.toMatchObject({ code: 'LEDGER_UNREACHABLE' });
  await expect(lock.renew()).rejects.toMatchObject({ code: 'LEDGER_UNREACHABLE' });
  expect(await lock.release()).toBe(false);
});

const part = (index: number, rest: Partial<LockPart> = {}): LockPart => ({
  commit: 'c1',
  system: 'north',
  index,
  count: 3,
  alone: false,
  ...rest,
});

test('is held together by different parts of the same work, and by nobody else', async () => {
  const { bare, dir } = clonedRepository();
  const first = await lockIn(dir, 'r1', { part: part(1) });
  const other = clone(bare);
  const second = await lockIn(other, 'r2', { part: part(2) });
  const south = await lockIn(other, 'r3', { part: part(1, { system: 'south', count: 1 }) });

  const refused: Partial<LockOptions>[] = [
    {},
    { part: part(2) },
    { part: part(3, { commit: 'c2' }) },
    { part: part(4, { count: 4 }) },
    { part: part(3, { alone: true }) },
    { part: { commit: 'c1', index: 3, count: 3, alone: false } },
  ];
  for (const options of refused)
    await expect(lockIn(dir, 'r4', options)).rejects.toMatchObject({ code: 'LOCKED', exit: 8 });

  await first.renew();
  await second.renew();
  expect(await first.isShared()).toBe(true);
  expect(await second.release()).toBe(true);
  expect(await south.release()).toBe(true);
  expect(await first.isShared()).toBe(false);
  expect(await second.release()).toBe(false);
  await expect(lockIn(dir, 'r5')).rejects.toThrow(/the run r1 holds the lock since .*, for part 1 of 3 of north/);
  expect(await first.release()).toBe(true);
  expect(await (await lockIn(other, 'r6')).release()).toBe(true);
});

test('is given to all parts that start together', async () => {
  const { bare, dir } = clonedRepository();
  const dirs = [dir, clone(bare), clone(bare)];

  const locks = await Promise.all(dirs.map((one, index) => lockIn(one, `r${index}`, { part: part(index + 1) })));

  await expect(lockIn(dir, 'full')).rejects.toMatchObject({ code: 'LOCKED' });
  expect(await Promise.all(locks.map((lock) => lock.release()))).toEqual([true, true, true]);
  await lockIn(dir, 'full');
});

test('ends for a part whose lease has run out, and goes on for the others', async () => {
  const dir = emptyRepository();
  let now = 0;
  const nowMs = (): number => now;
  const first = await lockIn(dir, 'r1', { part: part(1), leaseMs: 1000, nowMs });
  const second = await lockIn(dir, 'r2', { part: part(2), leaseMs: 1000, nowMs });
  now = 900;
  await second.renew();
  now = 1500;

  const again = await lockIn(dir, 'r3', { part: part(1), leaseMs: 1000, nowMs });

  await expect(first.renew()).rejects.toMatchObject({ code: 'LOCKED' });
  await second.renew();
  await again.renew();
});
