import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { project } from '../commands/rollcall.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

const folder = join(project, 'examples', 'workflows');
const names = readdirSync(folder);
const action = parse(readFileSync(join(project, 'action.yml'), 'utf8'));

const needed: Readonly<Record<string, Job['permissions']>> = {
  review: { contents: 'read', 'pull-requests': 'write', checks: 'write' },
  sync: { contents: 'write', 'pull-requests': 'write', issues: 'write' },
  pull: { contents: 'write', 'pull-requests': 'write' },
  plan: { contents: 'read' },
  shard: { contents: 'write', 'pull-requests': 'read' },
};

const jobsOf: Readonly<Record<string, readonly string[]>> = {
  'pull.yml': ['pull'],
  'matrix.yml': ['plan', 'shard', 'sync'],
};

function read(name: string): { readonly permissions: object; readonly jobs: Readonly<Record<string, Job>> } {
  return parse(readFileSync(join(folder, name), 'utf8'));
}

test.each(names)('%s pins every action to a commit', (name) => {
  const uses = Object.values(read(name).jobs).flatMap(({ steps }) => steps.flatMap((step) => step.uses ?? []));

  expect(uses.length).toBeGreaterThan(0);
  expect(uses.filter((one) => !/@[0-9a-f]{40}$/.test(one))).toEqual([]);
});

test.each(names)('%s grants nothing to all and the least to each', (name) => {
  const { permissions, jobs } = read(name);

  expect(permissions).toEqual({});
  expect(Object.keys(jobs)).toEqual(jobsOf[name] ?? ['review', 'sync']);
  for (const [job, { permissions: own }] of Object.entries(jobs)) expect(own).toEqual(needed[job]);
});

test.each(names)('%s names inputs and outputs that there are, and lets no expression into a script', (name) => {
  const steps = Object.values(read(name).jobs).flatMap((job) => job.steps);
  const inputs = steps
    .filter(({ uses }) => uses?.includes('/rollcall@'))
    .flatMap((step) => Object.keys(step.with ?? {}));
  const text = readFileSync(join(folder, name), 'utf8');
  const outputs = [...text.matchAll(/outputs\.(\w+)/g)].map(([, output]) => output);

  expect(inputs.filter((input) => !(input in action.inputs))).toEqual([]);
  expect(outputs.filter((output) => !(String(output) in action.outputs))).toEqual([]);
  expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  expect(text).not.toContain('pull_request_target');
});
