import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { repositoryRoot } from './run-command.ts';

test('the demo tells a true story to its end', () => {
  const run = spawnSync(process.execPath, [join(repositoryRoot, 'bin/run.js'), 'demo'], { encoding: 'utf8' });

  const refusals = run.stderr.match(/^[A-Z_]+: .*/gm);
  expect([run.status, refusals]).toEqual([
    0,
    ['LIMITS_EXCEEDED: springest: 12 of 38 employees would leave; at most 1 may.'],
  ]);
  expect(run.stdout.match(/^\d+\. /gm)?.length).toBe(9);
  const answers = run.stdout.split('$ rollcall status F019')[1] ?? '';
  expect(answers.match(/✓ applied/g)?.length).toBe(4);
});
