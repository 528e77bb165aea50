import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openRepository } from '../../../src/io/git/git.ts';
import { openLedger } from '../../../src/io/ledger/ledger.ts';
import { ledgerOf } from '../ledger-samples.ts';
import { clone, clonedRepository, commit, emptyRepository, git, temporaryFolder } from '../repositories.ts';

const ref = 'refs/rollcall/ledger';

async function ledgerIn(dir: string) {
  return openLedger(await openRepository(dir));
}

/** Writes one system's ledger and gives the entry's id. */
async function writeIn(dir: string, system: string, id: string): Promise<string> {
  const ledger = await ledgerIn(dir);
  await ledger.write([ledgerOf(system, id)], { commits: [id], message: `Apply ${id.slice(0, 7)}` });
  return git(dir, 'rev-parse', ref);
}

test('keeps what was applied in a repository without a remote', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'people.csv': 'id\n1\n' });
  const ledger = await ledgerIn(dir);
  expect(ledger.state).toBe('never');
  expect(await ledger.read('north')).toBeUndefined();

  const written = ledgerOf('north', first, {
    attempted: [{ commit: first, date: '2026-11-21', run: 'r1' }],
    exceptions: { 'employees/7': { applied: null, tried: [{ commit: first, date: '2026-11-21' }], why: 'uncertain' } },
    remote: { 'employees/1': '501' },
  });
  await ledger.write([written], { commits: [first], message: 'Apply' });

  expect(ledger.state).toBe('present');
  expect(await ledger.read('north')).toEqual(written);
  const again = await ledgerIn(dir);
  expect(again.state).toBe('present');
  expect(again.stateOf('south')).toBe('never');
  expect(await again.read('north')).toEqual(written);
});

test('makes each entry a child of the one before and of the applied commit', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'people.csv': 'id\n1\n' });
  const entry = await writeIn(dir, 'north', first);
  const second = commit(dir, { 'people.csv': 'id\n1\n2\n' });

  await writeIn(dir, 'north', second);

  expect(git(dir, 'rev-parse', `${ref}^1`, `${ref}^2`).split('\n')).toEqual([entry, second]);
  expect(git(dir, 'rev-parse', `${entry}^1`)).toBe(first);
});

test('is fetched by a fresh clone, which does not bring it', async () => {
  const { bare, dir, first } = clonedRepository();
  const entry = await writeIn(dir, 'north', first);
  const fresh = clone(bare);
  expect(git(fresh, 'for-each-ref', 'refs/rollcall')).toBe('');

  const ledger = await ledgerIn(fresh);

  expect(ledger.state).toBe('present');
  expect(await ledger.read('north')).toEqual(ledgerOf('north', first));
  expect(git(bare, 'rev-parse', ref, 'refs/rollcall/genesis').split('\n')).toEqual([entry, entry]);
});

test('tells a lost ledger from one that never was', async () => {
  const { bare, dir, first } = clonedRepository();
  expect((await ledgerIn(dir)).state).toBe('never');
  await writeIn(dir, 'north', first);
  git(bare, 'update-ref', '-d', ref);

  const inFreshClone = await ledgerIn(clone(bare));
  git(bare, 'update-ref', '-d', 'refs/rollcall/genesis');
  const whereItWasSeen = await ledgerIn(dir);

  for (const ledger of [inFreshClone, whereItWasSeen]) {
    expect(ledger.state).toBe('lost');
    expect(ledger.stateOf('north')).toBe('lost');
    expect(ledger.lostBecause).toMatch(/gone/);
    expect(await ledger.read('north')).toBeUndefined();
  }
});

test('counts a ledger that was set back or replaced as lost', async () => {
  const { bare, dir, first } = clonedRepository();
  const entry = await writeIn(dir, 'north', first);
  await writeIn(dir, 'north', first);
  git(bare, 'update-ref', ref, entry);

  expect(await ledgerIn(dir)).toMatchObject({ state: 'lost' });
  git(bare, 'update-ref', ref, first);
  expect(await ledgerIn(dir)).toMatchObject({ state: 'lost' });
});

test('is lost without a remote when only its mark is left, and a sandbox is not', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'people.csv': 'id\n' });
  await writeIn(dir, 'north', first);
  const sandbox = await openLedger(await openRepository(dir), { ref: 'refs/rollcall/sandbox', remote: null });
  await sandbox.write([ledgerOf('north', first)], { commits: [first], message: 'Try' });
  git(dir, 'update-ref', '-d', ref);
  git(dir, 'update-ref', '-d', 'refs/rollcall/sandbox');

  expect((await ledgerIn(dir)).state).toBe('lost');
  const emptied = await openLedger(await openRepository(dir), { ref: 'refs/rollcall/sandbox', remote: null });
  expect(emptied.state).toBe('never');
});

test('keeps other systems lost after one was released', async () => {
  const { bare, dir, first } = clonedRepository();
  await writeIn(dir, 'north', first);
  git(bare, 'update-ref', '-d', ref);
  const fresh = clone(bare);

  const ledger = await ledgerIn(fresh);
  await ledger.write([ledgerOf('south', first)], { commits: [first], message: 'Apply' });
  await ledger.write([ledgerOf('south', first, { mapping: 2 })], { commits: [first], message: 'Apply' });

  const again = await ledgerIn(clone(bare));
  expect(again.state).toBe('present');
  expect(again.stateOf('south')).toBe('present');
  expect(again.stateOf('north')).toBe('lost');
});

test('never pushes a ledger that is local only', async () => {
  const { bare, dir, first } = clonedRepository();
  const sandbox = await openLedger(await openRepository(dir), { ref: 'refs/rollcall/sandbox', remote: null });

  await sandbox.write([ledgerOf('north', first)], { commits: [first], message: 'Try' });

  expect(git(bare, 'for-each-ref', 'refs/rollcall')).toBe('');
  expect(await sandbox.read('north')).toEqual(ledgerOf('north', first));
});

test('refuses when the remote cannot be reached, whether or not the clone has a ledger', async () => {
  const { bare, dir, first } = clonedRepository();
  await writeIn(dir, 'north', first);
  const open = await ledgerIn(dir);
  rmSync(bare, { recursive: true });

  await expect(ledgerIn(dir)).rejects.toMatchObject({ code: 'LEDGER_UNREACHABLE', exit: 7 });
  const written = open.write([ledgerOf('north', first)], { commits: [], message: 'Apply' });
  await expect(written).rejects.toMatchObject({ code: 'LEDGER_UNREACHABLE' });
});

test('refuses when the remote takes no writes, and says so', async () => {
  const { bare, dir, first } = clonedRepository();
  git(bare, 'config', 'receive.hideRefs', 'refs/rollcall');
  const ledger = await ledgerIn(dir);

  const written = ledger.write([ledgerOf('north', first)], { commits: [first], message: 'Apply' });

  await expect(written).rejects.toMatchObject({ code: 'LEDGER_UNREACHABLE' });
  expect(ledger.state).toBe('never');
});

test('refuses when a hook of the remote refuses, and names the right to write', async () => {
  const { bare, dir, first } = clonedRepository();
  writeFileSync(join(bare, 'hooks/pre-receive'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  const ledger = await ledgerIn(dir);

  const written = ledger.write([ledgerOf('north', first)], { commits: [first], message: 'Apply' });

  await expect(written).rejects.toMatchObject({
    code: 'LEDGER_UNREACHABLE',
    next: expect.stringMatching(/right to write/),
  });
});

test('says what to remove when a killed git left its own lock behind', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'people.csv': 'id\n' });
  const ledger = await ledgerIn(dir);
  mkdirSync(join(dir, '.git/refs/rollcall'), { recursive: true });
  writeFileSync(join(dir, '.git/refs/rollcall/ledger.lock'), '');

  const written = ledger.write([ledgerOf('north', first)], { commits: [first], message: 'Apply' });

  await expect(written).rejects.toMatchObject({ code: 'GIT_FAILED', next: expect.stringMatching(/ledger\.lock/) });
});

test('writes although the repository has hooks that refuse everything', async () => {
  const { bare, dir, first } = clonedRepository();
  for (const hook of ['pre-push', 'reference-transaction', 'commit-msg']) {
    writeFileSync(join(dir, '.git/hooks', hook), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  }
  const entry = await writeIn(dir, 'north', first);

  expect(git(bare, 'rev-parse', ref)).toBe(entry);
});

test('keeps both of two writes that race on different systems', async () => {
  const { bare, dir, first } = clonedRepository();
  const others = [clone(bare), clone(bare), clone(bare)];
  await writeIn(dir, 'north', first);
  const ledgers = await Promise.all([dir, ...others].map(ledgerIn));

  await Promise.all(
    ledgers.map((ledger, index) =>
      ledger.write([ledgerOf(`system-${index}`, first)], { commits: [first], message: `Apply ${index}` }),
    ),
  );

  const last = await ledgerIn(clone(bare));
  for (const name of ['north', 'system-0', 'system-1', 'system-2', 'system-3']) {
    expect(await last.read(name)).toEqual(ledgerOf(name, first));
  }
});

test('keeps both of two first writes that race', async () => {
  const { bare, dir, first } = clonedRepository();
  const [north, south] = await Promise.all([ledgerIn(dir), ledgerIn(clone(bare))]);

  await Promise.all([
    north?.write([ledgerOf('north', first)], { commits: [first], message: 'Apply' }),
    south?.write([ledgerOf('south', first)], { commits: [first], message: 'Apply' }),
  ]);

  const last = await ledgerIn(clone(bare));
  expect([last.stateOf('north'), last.stateOf('south')]).toEqual(['present', 'present']);
});

test('refuses one of two writes that race on the same system', async () => {
  for (const { first, dirs } of [sameClone(), twoClones()]) {
    await writeIn(dirs[0], 'north', first);
    const ledgers = await Promise.all(dirs.map(ledgerIn));

    const settled = await Promise.allSettled(
      ledgers.map((ledger, index) =>
        ledger.write([ledgerOf('north', first, { mapping: index + 2 })], { commits: [first], message: 'Apply' }),
      ),
    );

    const refused = settled.filter((one) => one.status === 'rejected').map((one) => one.reason.code);
    expect(refused).toEqual(['LEDGER_MOVED']);
    const kept = settled.findIndex((one) => one.status === 'fulfilled') + 2;
    expect((await (await ledgerIn(dirs[1])).read('north'))?.mapping).toBe(kept);
  }
});

function sameClone() {
  const dir = emptyRepository();
  return { first: commit(dir, { 'people.csv': 'id\n' }), dirs: [dir, dir] as const };
}

function twoClones() {
  const { bare, dir, first } = clonedRepository();
  return { first, dirs: [dir, clone(bare)] as const };
}

test('merges two writes of the same system where the writer knows how', async () => {
  const { bare, dir, first } = clonedRepository();
  const ledgers = await Promise.all([dir, clone(bare)].map(ledgerIn));

  await Promise.all(
    ledgers.map((ledger, index) =>
      ledger.write([ledgerOf('north', first, { remote: { [`employees/${index}`]: `${index}` } })], {
        commits: [first],
        message: `Apply shard ${index}`,
        merge: (theirs, ours) => ({ ...ours, remote: { ...theirs.remote, ...ours.remote } }),
      }),
    ),
  );

  const merged = await (await ledgerIn(dir)).read('north');
  expect(merged?.remote).toEqual({ 'employees/0': '0', 'employees/1': '1' });
});

test('writes from a shallow clone without fetching the history of the roster', async () => {
  const { bare, dir, first } = clonedRepository();
  await writeIn(dir, 'north', first);
  const second = commit(dir, { 'people.csv': 'id\n1\n2\n' });
  const third = commit(dir, { 'people.csv': 'id\n1\n2\n3\n' });
  git(dir, 'push', '--quiet', 'origin', 'main');
  const shallow = clone(`file://${bare}`, '--depth=1');

  await writeIn(shallow, 'south', third);
  await writeIn(shallow, 'south', third);

  expect(git(shallow, 'rev-list', '--count', 'HEAD')).toBe('1');
  expect(() => git(shallow, 'cat-file', '-e', second)).toThrow();
  const again = await ledgerIn(shallow);
  expect(again.state).toBe('present');
  const last = await ledgerIn(dir);
  expect(await last.read('north')).toEqual(ledgerOf('north', first));
  expect(await last.read('south')).toEqual(ledgerOf('south', third));
  expect(git(bare, 'fsck', '--connectivity-only')).toBe('');
});

test('follows a ledger that moved on while a shallow clone was away', async () => {
  const { bare, dir, first } = clonedRepository();
  await writeIn(dir, 'north', first);
  const shallow = clone(`file://${bare}`, '--depth=1');
  await ledgerIn(shallow);
  const second = commit(dir, { 'people.csv': 'id\n1\n2\n' });
  git(dir, 'push', '--quiet', 'origin', 'main');
  await writeIn(dir, 'north', second);
  await writeIn(dir, 'north', second);

  const ledger = await ledgerIn(shallow);

  expect(ledger.state).toBe('present');
  expect(await ledger.read('north')).toEqual(ledgerOf('north', second));
});

test('keeps the applied commit when main is rewritten and everything else is cleaned away', async () => {
  const { bare, dir, first } = clonedRepository();
  const second = commit(dir, { 'people.csv': 'id\n1\n2\n' });
  git(dir, 'push', '--quiet', 'origin', 'main');
  await writeIn(dir, 'north', second);
  git(dir, 'reset', '--quiet', '--hard', first);
  commit(dir, { 'people.csv': 'id\n9\n' });
  git(dir, 'push', '--quiet', '--force', 'origin', 'main');
  git(bare, 'gc', '--quiet', '--prune=now');
  const fresh = clone(bare);

  const ledger = await ledgerIn(fresh);

  const repository = await openRepository(fresh);
  expect((await ledger.read('north'))?.applied?.commit).toBe(second);
  expect(await repository.isAncestor(second, await repository.head())).toBe(false);
  expect(git(fresh, 'show', `${second}:people.csv`)).toBe('id\n1\n2');
});

test('refuses an entry that cannot be read instead of taking it for empty', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'people.csv': 'id\n' });
  const sound = JSON.stringify(ledgerOf('north', first));
  const broken = ['', '{', sound.slice(0, -9), '[]', '{}', sound.replace('"version":1', '"version":2')];
  for (const text of [...broken, sound.replace('north', 'south'), sound.replace('{"version"', '{"more":1,"version"')]) {
    const blob = execFileSync('git', ['-C', dir, 'hash-object', '-w', '--stdin'], { input: text, encoding: 'utf8' });
    const lines = (line: string) => ({ input: `${line}\n`, encoding: 'utf8' }) as const;
    const inner = execFileSync('git', ['-C', dir, 'mktree'], lines(`100644 blob ${blob.trim()}\tnorth.json`)).trim();
    const tree = execFileSync('git', ['-C', dir, 'mktree'], lines(`040000 tree ${inner}\tsystems`)).trim();
    git(dir, 'update-ref', ref, git(dir, 'commit-tree', tree, '-m', 'Broken'));

    const ledger = await ledgerIn(dir);

    expect(ledger.state).toBe('present');
    await expect(ledger.read('north')).rejects.toMatchObject({ code: 'LEDGER_LOST', exit: 5 });
  }
});

test('refuses to store what it could not read again', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'people.csv': 'id\n' });
  const ledger = await ledgerIn(dir);

  const written = ledger.write([ledgerOf('north', 'no commit')], { commits: [first], message: 'Apply' });

  await expect(written).rejects.toMatchObject({ code: 'UNEXPECTED' });
  expect((await ledgerIn(dir)).state).toBe('never');
});

test('holds no address of anyone, and needs no configuration of git', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'people.csv': 'id\n' });
  const home = { HOME: process.env.HOME, GIT_AUTHOR_EMAIL: process.env.GIT_AUTHOR_EMAIL };
  process.env.HOME = temporaryFolder();
  process.env.GIT_AUTHOR_EMAIL = 'canary@example.test';
  const run = {
    run: 'r1',
    at: '2026-11-21T10:00:00.000Z',
    commit: first,
    counts: { done: 1 },
    releases: [{ limit: 'leave', count: 30, by: 'canary@example.test', digest: 'd' }],
    actor: 'Canary <canary@example.test>',
    approved: ['anna', 'github-actions[bot]'],
  };
  try {
    const ledger = await ledgerIn(dir);
    await ledger.write([ledgerOf('north', first, { runs: Array(60).fill(run) })], { commits: [], message: 'Apply' });
  } finally {
    for (const [name, value] of Object.entries(home)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }

  const bytes = git(dir, 'cat-file', 'commit', ref) + git(dir, 'cat-file', 'blob', `${ref}:systems/north.json`);
  expect(bytes).not.toMatch(/example\.test/);
  expect(bytes).toMatch(/^author rollcall <rollcall@localhost> \d+ \+0000$/m);
  expect((await (await ledgerIn(dir)).read('north'))?.runs).toHaveLength(50);
});

test('keeps the ledgers of systems with odd names apart', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'people.csv': 'id\n' });
  const names = ['a/b', '../x', 'Zoë & co', 'x.json', '%2F', '..'];
  const ledger = await ledgerIn(dir);

  await ledger.write(
    names.map((name) => ledgerOf(name, first)),
    { commits: [], message: 'Apply' },
  );

  const again = await ledgerIn(dir);
  for (const name of names) expect(await again.read(name)).toEqual(ledgerOf(name, first));
});
