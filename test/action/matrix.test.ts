import { expect, test } from '@jest/globals';
import { activeIn, csv, people } from '../e2e/firm.ts';
import { git } from '../io/repositories.ts';
import { openWorkflow } from './workflow.ts';

const setup = {
  systems: { springest: { connector: 'springest' as const, rules: { limits: { create: 1000 } } } },
};

test('a plan gives the jobs, each job does its part, and the last one settles', async () => {
  const workflow = await openWorkflow({ ...setup, files: { 'hr/people.csv': csv(people(11)) } });
  const tip = git(workflow.firm.dir, 'rev-parse', 'main');

  const planned = await workflow.push(tip, { inputs: { command: 'plan', 'max-minutes': '2' } });
  const first = await workflow.push(tip, { inputs: { system: 'springest', shard: '1/2', 'in-turn': 'true' } });
  const second = await workflow.push(tip, { inputs: { system: 'springest', shard: '2/2', 'in-turn': 'true' } });
  const settled = await workflow.push(tip);
  const empty = await workflow.push(tip, { inputs: { command: 'plan' } });

  expect(JSON.parse(planned.outputs.matrix ?? '')).toEqual([
    { system: 'springest', shard: '1/1', in_turn: false, lane: 'springest 1', minutes: 1 },
  ]);
  expect([first, second].map(({ code, outputs }) => [code, outputs.applied])).toEqual([
    [0, '6'],
    [0, '5'],
  ]);
  expect([settled.code, settled.outputs.verdict, empty.outputs.matrix]).toEqual([0, 'nothing', '[]']);
  expect(activeIn(workflow.firm.system('springest')).length).toBe(11);
});

test.each([
  [{ shard: '3/2' }, 'The shard 3/2'],
  [{ shard: '1/2', 'in-turn': 'maybe' }, 'in-turn'],
  [{ 'max-minutes': '4h' }, 'max-minutes'],
] as const)('refuses the inputs %j before anything is done', async (inputs, words) => {
  const workflow = await openWorkflow({ ...setup, files: { 'hr/people.csv': csv(people(2)) } });

  const outcome = await workflow.push(git(workflow.firm.dir, 'rev-parse', 'main'), { inputs: { ...inputs } });

  expect(outcome.code).toBe(2);
  expect(outcome.stdout).toContain(words);
  expect(workflow.firm.system('springest').writes()).toEqual([]);
});
