import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { csv, people, person } from '../e2e/firm.ts';
import { canaries, commentOf, everythingShown, openWorkflow, type Workflow } from './workflow.ts';

const rows = people(12);

async function frenchFirm(): Promise<Workflow> {
  const workflow = await openWorkflow({
    systems: { springest: { connector: 'springest' } },
    config: { language: 'fr', notify: ['@anna-b'] },
    files: { 'hr/people.csv': csv(rows) },
  });
  const first = await workflow.firm.apply({ environment: { ROLLCALL_KEY: canaries.key } });
  expect(first.code).toBe(0);
  return workflow;
}

test('tells a refused roster in the language of the firm: on the pull request, on its lines, and after the merge', async () => {
  const workflow = await frenchFirm();
  const told: string[] = [];
  const webhook = createServer((request, response) => {
    request.on('data', (chunk) => told.push(String(chunk)));
    request.on('end', () => response.end('ok'));
  });
  await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve));
  const pull = workflow.propose(7, { 'hr/people.csv': csv([...rows, person(12)]) });

  const review = await workflow.review(pull);
  const sync = await workflow.push(workflow.merge(pull), {
    inputs: { webhook: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/${canaries.webhook}` },
  });
  await new Promise((resolve) => webhook.close(resolve));

  expect([review.code, sync.code]).toEqual([3, 3]);
  expect(commentOf(workflow, 7)).toContain('### ❌ Refusé · `ROSTER_REFUSED`');
  expect(workflow.github.checks[0]?.annotations[0]?.message).toContain('Deux lignes ont le même numéro.');
  expect(commentOf(workflow, 7, 'sync')).toContain('@anna-b : merci de regarder.');
  expect(commentOf(workflow, 7, 'sync')).toContain('Refusé : rien n’a été écrit');
  expect(told).toEqual([expect.stringContaining('la synchronisation a été refusée, rien n’a été écrit (@anna-b).')]);
  expect(everythingShown(workflow, [review, sync])).not.toMatch(/canary|firm\.test|First\d|Last\d/);
});

test('says in the language of the firm that a newer run takes a commit along', async () => {
  const workflow = await frenchFirm();
  const old = workflow.firm.commit({ 'hr/people.csv': csv([...rows, person(13)]) });
  workflow.firm.commit({ 'hr/people.csv': csv([...rows, person(13), person(14)]) });

  const outcome = await workflow.push(old);

  expect(outcome.outputs.verdict).toBe('superseded');
  expect(outcome.summary).toContain('n’est plus la dernière version');
  expect(outcome.stdout).toContain('n’est plus la dernière version');
});
