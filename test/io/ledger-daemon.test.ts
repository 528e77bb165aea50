import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { openRepository } from '../../src/io/git/git.ts';
import { openLedger } from '../../src/io/ledger/ledger.ts';
import { takeLock } from '../../src/io/ledger/lock.ts';
import { ledgerOf } from './ledger-samples.ts';
import { clone, clonedRepository, commit, git } from './repositories.ts';

const daemons: ChildProcess[] = [];

afterAll(() => {
  for (const daemon of daemons) daemon.kill();
});

/** Serves a bare repository through git's own protocol on loopback. */
async function serve(bare: string): Promise<{ readonly url: string; readonly daemon: ChildProcess }> {
  const port = await freePort();
  const program = join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-daemon');
  const options = ['--listen=127.0.0.1', `--port=${port}`, '--reuseaddr', '--export-all', '--enable=receive-pack'];
  const daemon = spawn(program, [...options, `--base-path=${dirname(bare)}`, bare], { stdio: 'ignore' });
  daemons.push(daemon);
  while (!(await answers(port))) await wait(20);
  return { url: `git://127.0.0.1:${port}/${basename(bare)}`, daemon };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

test('keeps ledger and lock at a served remote, from full and shallow clones', async () => {
  const { bare, dir, first } = clonedRepository();
  const { url } = await serve(bare);
  git(dir, 'remote', 'set-url', 'origin', url);
  const second = commit(dir, { 'people.csv': 'id\n1\n2\n' });
  git(dir, 'push', '--quiet', 'origin', 'main');
  const [full, shallow] = [await openRepository(dir), await openRepository(clone(url, '--depth=1'))];

  const lock = await takeLock(full, { run: 'r1' });
  await expect(takeLock(shallow, { run: 'r2' })).rejects.toMatchObject({ code: 'LOCKED' });
  await lock.renew();
  await lock.release();
  await (await openLedger(full)).write([ledgerOf('north', first)], { commits: [first], message: 'Apply' });
  await (await openLedger(shallow)).write([ledgerOf('south', second)], { commits: [second], message: 'Apply' });

  const seen = await openLedger(await openRepository(clone(url)));
  expect(await seen.read('north')).toEqual(ledgerOf('north', first));
  expect(await seen.read('south')).toEqual(ledgerOf('south', second));
  await shallow.ensureCommit(first);
  expect(await shallow.isAncestor(first, second)).toBe(true);
});

test('refuses once the server has stopped', async () => {
  const { bare, dir, first } = clonedRepository();
  const { url, daemon } = await serve(bare);
  git(dir, 'remote', 'set-url', 'origin', url);
  const repository = await openRepository(dir);
  const ledger = await openLedger(repository);
  daemon.kill();
  await once(daemon, 'exit');

  await expect(openLedger(repository)).rejects.toMatchObject({ code: 'LEDGER_UNREACHABLE' });
  await expect(repository.tipOfDefaultBranch()).rejects.toMatchObject({ code: 'LEDGER_UNREACHABLE' });
  const written = ledger.write([ledgerOf('north', first)], { commits: [first], message: 'Apply' });
  await expect(written).rejects.toMatchObject({ code: 'LEDGER_UNREACHABLE' });
});
