import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readPlanFile, writePlanFile } from '../../src/io/plan-file.ts';
import { planFile } from '../../src/review/plan-file.ts';
import { change, mondayPlan, plan, stoppedPlan, system } from '../review/plans.ts';

const file = (): string => join(mkdtempSync(join(tmpdir(), 'rollcall-plan-')), 'plan.json');

test('reads back what it wrote', async () => {
  const causes = (['drift', 'not-ours', 'first-sync'] as const).map((type) =>
    change({ op: 'update', key: type, cause: { type }, step: 2 }),
  );
  for (const made of [mondayPlan(), stoppedPlan(), plan({ systems: [system({ changes: causes })] })]) {
    const path = file();
    const saved = planFile(made, { digest: (text) => `digest of ${text.length}` });

    await writePlanFile(path, saved);

    expect(await readPlanFile(path)).toEqual(saved);
  }
});

test('refuses a file that is not there', async () => {
  await expect(readPlanFile(file())).rejects.toMatchObject({ code: 'FILE_UNREADABLE', exit: 3 });
});

test('refuses half a file, another version, and a file with a name it does not know', async () => {
  const path = file();
  await writePlanFile(path, planFile(mondayPlan()));
  const text = readFileSync(path, 'utf8');
  const broken = [
    text.slice(0, text.length / 2),
    text.replace('"version": 1', '"version": 2'),
    text.replace('"op"', '"opp"'),
  ];

  for (const one of broken) {
    writeFileSync(path, one);

    await expect(readPlanFile(path)).rejects.toMatchObject({ code: 'PLAN_STALE', exit: 5 });
  }
});
