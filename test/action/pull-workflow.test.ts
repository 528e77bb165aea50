import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { project, run } from '../commands/rollcall.ts';
import { emptyRepository, git, temporaryFolder } from '../io/repositories.ts';

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const workflow = parse(readFileSync(join(project, 'examples', 'workflows', 'pull.yml'), 'utf8'));
const steps: readonly Step[] = workflow.jobs.pull.steps;
const last = steps.at(-1);

/** A repository with a remote, and the commands of the workflow with a `gh` that notes what it is asked. */
function makeDesk() {
  const [dir, bare, temp] = [emptyRepository(), temporaryFolder(), temporaryFolder()];
  git(bare, 'init', '--quiet', '--bare', '--initial-branch=main');
  git(dir, 'remote', 'add', 'origin', bare);
  mkdirSync(join(dir, 'hr'));
  writeFileSync(join(dir, 'hr', 'people.csv'), 'id,name\n1,Ann\n');
  git(dir, 'add', '--all');
  git(dir, 'commit', '--quiet', '-m', 'Begin');
  git(dir, 'push', '--quiet', 'origin', 'main');
  const gh = join(temp, 'gh');
  writeFileSync(
    gh,
    `#!/bin/sh\necho "$@" >> "${temp}/asked"\n[ "$2" = list ] && { [ -e "${temp}/open" ] && echo 1 || echo 0; }\n` +
      `[ "$2" = create ] && touch "${temp}/open"\nexit 0\n`,
  );
  chmodSync(gh, 0o755);
  writeFileSync(join(temp, 'pull.txt'), 'personio\n  hr/people.csv: 1 cell, 0 new rows\n');
  const env = {
    ...{ HOME: temp, PATH: `${temp}:${process.env.PATH}`, GIT_CONFIG_GLOBAL: '/dev/null', RUNNER_TEMP: temp },
    ...{ FOLDER: 'hr', BRANCH: 'rollcall/pull', BASE: 'main' },
  };
  return {
    dir,
    asked: () => readFileSync(join(temp, 'asked'), 'utf8').trim().split('\n'),
    body: () => readFileSync(join(temp, 'body.md'), 'utf8'),
    tip: () => git(bare, 'rev-parse', 'rollcall/pull'),
    async morning(people: string) {
      git(dir, 'switch', '--quiet', '--force', 'main');
      writeFileSync(join(dir, 'hr', 'people.csv'), people);
      return run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', last?.run ?? ''], { cwd: dir, env });
    },
  };
}

test('opens one pull request, brings it up to date, and pushes the same only once', async () => {
  const desk = makeDesk();

  const calm = await desk.morning('id,name\n1,Ann\n');
  const first = await desk.morning('id,name\n1,Anna\n');
  const tip = desk.tip();
  const again = await desk.morning('id,name\n1,Anna\n');
  const same = desk.tip();
  const moved = await desk.morning('id,name\n1,Anna\n2,Bo\n');

  expect([calm, first, again, moved].map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  expect(calm.stdout).toContain('The files say what the system holds.');
  expect(desk.asked().map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'pr list',
    'pr create',
    'pr list',
    'pr list',
  ]);
  expect(desk.body()).toContain('hr/people.csv: 1 cell, 0 new rows');
  expect(same).toBe(tip);
  expect(desk.tip()).not.toBe(tip);
  expect(git(desk.dir, 'show', `${desk.tip()}:hr/people.csv`)).toBe('id,name\n1,Anna\n2,Bo');
  expect(git(desk.dir, 'rev-list', '--count', `main..${desk.tip()}`)).toBe('1');
});

test('leaves the branch to somebody who works on it', async () => {
  const desk = makeDesk();
  await desk.morning('id,name\n1,Anna\n');
  git(desk.dir, 'switch', '--quiet', 'rollcall/pull');
  git(desk.dir, 'config', 'user.email', 'clerk@example.com');
  git(desk.dir, 'commit', '--quiet', '--allow-empty', '-m', 'Put our own numbers');
  git(desk.dir, 'push', '--quiet', 'origin', 'rollcall/pull');
  const tip = desk.tip();

  const next = await desk.morning('id,name\n1,Anna\n2,Bo\n');

  expect(next.code).toBe(0);
  expect(next.stdout).toContain('Somebody works on rollcall/pull.');
  expect(desk.tip()).toBe(tip);
});

test('asks for no right beyond a branch and a pull request, and gives secrets to the pull alone', () => {
  const withSecrets = steps.filter(({ env }) => JSON.stringify(env ?? {}).includes('secrets.'));

  expect(workflow.permissions).toEqual({});
  expect(workflow.jobs.pull.permissions).toEqual({ contents: 'write', 'pull-requests': 'write' });
  expect(withSecrets.map(({ run: script }) => script)).toEqual([expect.stringContaining('rollcall pull')]);
});
