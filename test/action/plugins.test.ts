import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { type Connector, contractVersion, defineConnector } from '../../src/contract/index.ts';
import { type SimulatorServer, serveSimulator } from '../../src/io/sandbox/simulator-server.ts';
import { project } from '../commands/rollcall.ts';
import { csv, people } from '../e2e/firm.ts';
import { commentOf, everythingShown, openWorkflow, repository, type StepOptions, type Workflow } from './workflow.ts';

const example = join(project, 'examples', 'connector-example');
const open: SimulatorServer[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** A firm whose only system is known to a connector that its own package.json brings. */
async function firmWithPlugin(): Promise<{ readonly workflow: Workflow; readonly desk: SimulatorServer }> {
  const { connectors } = await import(join(example, 'src', 'index.js'));
  const [connector]: Connector[] = await connectors({ contract: contractVersion, defineConnector });
  const create = await connector?.simulator?.();
  if (!connector || !create) throw new Error('the example brings no simulator');
  const token = 'canary-desk-token';
  const simulator = create({ settings: { site: 'paris' }, credentials: { token } });
  const desk = await serveSimulator({ simulator, title: 'desk', credentials: connector.credentials });
  open.push(desk);
  const config = {
    version: 1,
    sources: { hr: { employees: 'hr/people.csv' } },
    systems: { desk: { connector: 'frontdesk', endpoint: desk.url, with: { site: 'paris', token: '${DESK_TOKEN}' } } },
  };
  const workflow = await openWorkflow({
    systems: {},
    files: {
      'hr/people.csv': csv(people(4).map((row) => ({ ...row, location: 'Paris' }))),
      'rollcall.yaml': JSON.stringify(config),
      'package.json': JSON.stringify({ private: true, dependencies: { 'rollcall-connector-example': '1.0.0' } }),
      '.gitignore': 'node_modules\n',
    },
  });
  return { workflow, desk };
}

/** What `npm ci --ignore-scripts` leaves behind. */
const installed: Partial<StepOptions> = {
  prepare: (workspace) =>
    cpSync(example, join(workspace, 'node_modules', 'rollcall-connector-example'), { recursive: true }),
  environment: { DESK_TOKEN: 'canary-desk-token' },
};

test('runs a connector that the repository brings, and keeps one issue about what drifted there', async () => {
  const { workflow, desk } = await firmWithPlugin();
  const tip = workflow.firm.commit();
  const onSchedule = () =>
    workflow.run({ event: 'schedule', sha: tip, payload: { schedule: '0 3 * * *', repository }, ...installed });
  const seat = async (floor: string) =>
    fetch(`${desk.url}/people/3`, {
      method: 'PUT',
      headers: { authorization: 'Bearer canary-desk-token', 'content-type': 'application/json' },
      body: JSON.stringify({ floor, name: 'Canary Name' }),
    });

  const filled = await workflow.push(tip, installed);
  await seat('Lyon');
  const first = await onSchedule();
  const second = await onSchedule();
  const issues = workflow.github.issues.map(({ title, state, body }) => [title, state, body.includes('`floor`')]);
  await fetch(`${desk.url}/people/3`, {
    method: 'PUT',
    headers: { authorization: 'Bearer canary-desk-token', 'content-type': 'application/json' },
    body: JSON.stringify({ floor: 'Paris', name: 'First3 Last3' }),
  });
  const third = await onSchedule();

  expect([filled.code, filled.outputs.applied]).toEqual([0, '4']);
  expect([first.code, second.code, third.code]).toEqual([0, 0, 0]);
  expect(issues).toEqual([['Drift: desk moved without git', 'open', true]]);
  expect(workflow.github.issues[0]?.state).toBe('closed');
  expect(everythingShown(workflow, [filled, first, second, third])).not.toMatch(/canary|firm\.test|First\d|Last\d/i);
});

test('loads no connector that a pull request brings or changes', async () => {
  const { workflow, desk } = await firmWithPlugin();
  const pull = workflow.propose(7, {
    'package.json': JSON.stringify({ private: true, dependencies: { 'rollcall-connector-example': '1.0.1' } }),
  });

  const outcome = await workflow.review(pull, installed);

  expect(outcome.code).toBe(3);
  expect(commentOf(workflow, 7)).toContain('CONNECTOR_UNKNOWN');
  expect(commentOf(workflow, 7)).toContain('Merge it first');
  expect(desk.calls()).toEqual([]);
});

test('says how to bring a connector that is not there', async () => {
  const { workflow } = await firmWithPlugin();

  const outcome = await workflow.push(workflow.firm.commit());

  expect(outcome.code).toBe(3);
  expect(outcome.stdout).toContain('npm ci --ignore-scripts');
});
