import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { project } from '../commands/rollcall.ts';
import { csv, people, person } from '../e2e/firm.ts';
import { canaries, commentOf, everythingShown, openWorkflow, type Program } from './workflow.ts';

/** `.ci/run` installs it; it is too heavy for everybody's `npm ci`. */
const modules = join(project, '.ci', 'parts', 'node_modules');
const isInstalled = existsSync(join(modules, '@github', 'local-action'));

if (!isInstalled) test("GitHub's local-action: left out, .ci/parts is not installed", () => {});

/** GitHub's own tool for trying actions: the sources, with its toolkit in place of ours. */
function localAction(temp: string): Program {
  const environment = join(temp, 'empty.env');
  writeFileSync(environment, '');
  return {
    args: [
      join(modules, 'tsx', 'dist', 'cli.mjs'),
      join(modules, '@github', 'local-action', 'src', 'index.ts'),
      ...['run', project, 'src/action/main.ts', environment],
    ],
    cwd: project,
    environment: { TARGET_ACTION_PATH: project, NODE_PACKAGE_MANAGER: 'npm', NODE_NO_WARNINGS: '1' },
  };
}

(isInstalled ? test : test.skip)(
  "reviews and applies under GitHub's local-action as it does bundled",
  async () => {
    const rows = people(12);
    const systems = { springest: { connector: 'springest' as const } };
    const workflow = await openWorkflow({ systems, files: { 'hr/people.csv': csv(rows) } });
    await workflow.firm.apply({ environment: { ROLLCALL_KEY: canaries.key } });
    const pull = workflow.propose(7, { 'hr/people.csv': csv([...rows, person(13)]) });

    const review = await workflow.review(pull, { program: localAction });
    const told = commentOf(workflow, 7);
    await workflow.review(pull);
    const sync = await workflow.push(workflow.merge(pull), { program: localAction });

    expect([review.code, sync.code]).toEqual([0, 0]);
    expect(commentOf(workflow, 7)).toBe(told);
    expect(commentOf(workflow, 7, 'sync')).toContain('1 applied, 0 failed, 0 held');
    expect(everythingShown(workflow, [review, sync])).not.toMatch(/canary|firm\.test|First\d|Last\d/);
  },
  240_000,
);
