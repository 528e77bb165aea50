import { expect, test } from '@jest/globals';
import { Project } from 'ts-morph';
import { findBreaks } from './architecture/breaks.ts';

const root = new URL('..', import.meta.url).pathname;

test('every import keeps to its floor, nothing pure reaches out, and there is no cycle', () => {
  const project = new Project({
    compilerOptions: { noLib: true, noResolve: true, types: [] },
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
  });
  project.addSourceFilesAtPaths([`${root}src/**/*.ts`, `${root}plugins/*/src/**/*.ts`]);

  const breaks = findBreaks(project, root);

  expect(project.getSourceFiles().length).toBeGreaterThan(50);
  expect(breaks).toEqual([]);
});

/** Breaks of a project made of these files. */
function breaksOf(files: Readonly<Record<string, string>>): readonly string[] {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: { noLib: true, noResolve: true, types: [] },
  });
  for (const [path, text] of Object.entries(files)) project.createSourceFile(`/${path}`, text);
  return findBreaks(project, '/');
}

test('sees static, re-exported, dynamic and type-only imports', () => {
  const forms = [
    "import { a } from '../io/a.ts';",
    "export * from '../io/a.ts';",
    "import('../io/a.ts');",
    "import type { A } from '../io/a.ts';",
  ];

  for (const form of forms) {
    expect(breaksOf({ 'src/engine/plan.ts': form, 'src/io/a.ts': '' })).toEqual([
      'src/engine/plan.ts:1 → src/io/a.ts: engine may import contract, engine, not io',
    ]);
  }
});

test('names packages that a floor may not have', () => {
  const breaks = breaksOf({
    'src/review/a.ts': "import { readFile } from 'node:fs/promises';",
    'src/contract/a.ts': "import { z } from 'zod';",
    'plugins/connector-x/src/a.ts': "import { Command } from '@oclif/core';",
  });

  expect(breaks).toEqual([
    'plugins/connector-x/src/a.ts:1 → @oclif/core: connector may not import this package',
    'src/contract/a.ts:1 → zod: contract may not import this package',
    'src/review/a.ts:1 → node:fs/promises: review may not import this package',
  ]);
});

test('keeps connectors apart, and to the contract', () => {
  const breaks = breaksOf({
    'plugins/connector-x/src/a.ts': "import '../../connector-y/src/a.ts';\nimport '../../../src/engine/a.ts';",
    'plugins/connector-x/src/b.ts': "import '../../../src/contract/value.ts';\nimport './a.ts';",
    'plugins/connector-y/src/a.ts': "import '../../../src/contract/index.ts';",
    'src/contract/index.ts': '',
  });

  expect(breaks).toEqual([
    'plugins/connector-x/src/a.ts:1 → plugins/connector-y/src/a.ts: a connector may not import another one',
    'plugins/connector-x/src/a.ts:2 → src/engine/a.ts: connector may import contract, connector, not engine',
    'plugins/connector-x/src/b.ts:1 → src/contract/value.ts: a connector imports the contract by its index',
  ]);
});

test('names what a pure floor reaches for', () => {
  const text =
    'const a = process.argv;\nconst b = Date.now();\nconst c = new Date();\nconst d = Math.random();\nfetch("x");\nconst e = { process: 1, fetch: 2 };\nexport const f = e.process + new Date("2026-01-01").getTime() + a + b + c + d;';

  expect(breaksOf({ 'src/engine/a.ts': text })).toEqual([
    'src/engine/a.ts:1: engine may not reach for process',
    'src/engine/a.ts:2: engine may not read Date.now',
    'src/engine/a.ts:3: engine may not read the clock',
    'src/engine/a.ts:4: engine may not read Math.random',
    'src/engine/a.ts:5: engine may not reach for fetch',
  ]);
});

test('keeps the environment to the edge', () => {
  const text = 'export const home = process.env.HOME;';

  expect(breaksOf({ 'src/sync.ts': text, 'src/io/a.ts': text, 'src/commands/a.ts': text })).toEqual([
    'src/sync.ts:1: flow may not read process.env',
  ]);
});

test('shows a cycle with its path', () => {
  const breaks = breaksOf({
    'src/engine/a.ts': "import './b.ts';",
    'src/engine/b.ts': "import type { C } from './c.ts';",
    'src/engine/c.ts': "export * from './a.ts';",
  });

  expect(breaks).toEqual(['cycle: src/engine/a.ts → src/engine/b.ts → src/engine/c.ts → src/engine/a.ts']);
});

test('refuses a file that stands on no floor', () => {
  expect(breaksOf({ 'src/utils.ts': '' })).toEqual(['src/utils.ts stands on no floor']);
});
