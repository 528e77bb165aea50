import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { activeIn, csv, people, person } from '../e2e/firm.ts';
import { canaries, everythingShown, openWorkflow, repository, type StepOptions, type Workflow } from './workflow.ts';

const rows = people(6);

async function firmWith(rules: Readonly<Record<string, string>> = {}): Promise<Workflow> {
  return openWorkflow({
    systems: { springest: { connector: 'springest', rules }, other: { connector: 'springest' } },
    files: { 'hr/people.csv': csv(rows) },
  });
}

const onSchedule = (sha: string): StepOptions => ({
  event: 'schedule',
  sha,
  payload: { schedule: '0 3 * * *', repository },
});

test('leaves a weekly system to the scheduled run', async () => {
  const workflow = await firmWith({ when: 'weekly' });
  const tip = workflow.firm.commit();

  const pushed = await workflow.push(tip);
  const before = activeIn(workflow.firm.system('springest')).length;
  const scheduled = await workflow.run(onSchedule(tip));
  workflow.merge(workflow.propose(7, { 'hr/people.csv': csv([...rows, person(7)]) }));
  const next = workflow.firm.commit();
  const again = await workflow.run(onSchedule(next));

  expect([pushed.code, before]).toEqual([0, 0]);
  expect(pushed.summary).toContain('Wait for their scheduled run');
  expect(scheduled.code).toBe(0);
  expect(activeIn(workflow.firm.system('springest')).length).toBe(6);
  expect(again.summary).toContain('Wait for their scheduled run');
});

test('tells the webhook of a run that was stopped, without values', async () => {
  const told: string[] = [];
  const webhook = createServer((request, response) => {
    request.on('data', (chunk) => told.push(String(chunk)));
    request.on('end', () => response.end('ok'));
  });
  await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/${canaries.webhook}`;
  const workflow = await openWorkflow({
    systems: { springest: { connector: 'springest' } },
    config: { notify: ['@anna-b', '@acme/people-ops'] },
    files: { 'hr/people.csv': csv(people(40)) },
  });
  await workflow.firm.apply({ environment: { ROLLCALL_KEY: canaries.key } });
  const tip = workflow.merge(workflow.propose(7, { 'hr/people.csv': csv(people(20)) }));

  const outcome = await workflow.push(tip, { inputs: { webhook: address } });
  await new Promise((resolve) => webhook.close(resolve));

  expect(outcome.code).toBe(4);
  expect(told).toEqual([
    JSON.stringify({
      text: 'Rollcall in acme/hr: a limit stopped the sync, nothing was written (@anna-b @acme/people-ops). https://github.test/acme/hr/actions/runs/42',
    }),
  ]);
  expect(workflow.github.comments.get(7)?.[0]?.body).toContain('@anna-b @acme/people-ops: please look.');
  expect(everythingShown(workflow, [outcome])).not.toContain(canaries.webhook);
});

test('keeps one issue about a scheduled run that failed on what no pull request brought', async () => {
  const workflow = await openWorkflow({
    systems: { springest: { connector: 'springest' } },
    config: { notify: ['@anna-b'] },
    files: { 'hr/people.csv': csv(people(40)) },
  });
  await workflow.firm.apply({ environment: { ROLLCALL_KEY: canaries.key } });

  const stopped = await workflow.run(onSchedule(workflow.firm.commit({ 'hr/people.csv': csv(people(20)) })));
  const again = await workflow.run(onSchedule(workflow.firm.commit()));
  const failing = workflow.github.issues.map(({ title, body, state }) => ({ title, body, state }));
  const well = await workflow.run(onSchedule(workflow.firm.commit({ 'hr/people.csv': csv(people(40)) })));

  expect([stopped.code, again.code, well.code]).toEqual([4, 4, 0]);
  expect(failing).toEqual([
    {
      title: 'Rollcall in acme/hr: a limit stopped the sync, nothing was written',
      body: expect.stringMatching(
        /^<!-- rollcall:failure -->\n@anna-b: please look\.[\s\S]*--allow springest:leave=20/,
      ),
      state: 'open',
    },
  ]);
  expect(workflow.github.issues.map(({ state }) => state)).toEqual(['closed']);
});
