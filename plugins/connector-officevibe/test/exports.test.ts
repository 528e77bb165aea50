import { afterEach, expect, test } from '@jest/globals';
import type { ExportRequest, Response, Value } from '../../../src/contract/index.ts';
import { type SimulatorServer, serveSimulator } from '../../../src/io/sandbox/simulator-server.ts';
import { createTransport } from '../../../src/io/system/http.ts';
import { readExport } from '../../../src/io/system/read-export.ts';
import { officevibe } from '../src/index.ts';
import { createSimulator } from '../src/simulator.ts';
import { type Account, key, openAccount, settings } from './account.ts';

const servers: SimulatorServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const declarationOf = (name: string) => {
  const found = officevibe.exports?.find((one) => one.name === name);
  if (!found) throw new Error(`no export ${name}`);
  return found;
};
const give = (context: Account['context'], name: string, options: ExportRequest['options'] = {}) =>
  readExport(officevibe, context, declarationOf(name), { name, options });
const answering = (
  path: string,
  json: Value,
): { alter: (request: { path: string }, response: Response) => Response } => ({
  alter: (request, response) =>
    request.path === path
      ? {
          ...response,
          status: 200,
          text: JSON.stringify(json),
          json: { isSuccess: true, errorMessage: '', data: json },
        }
      : response,
});

test('scores of all teams on the days asked for, one row a metric', async () => {
  const account = openAccount({ rule_teams: [] });
  account.hand('groups', { name: 'Équipe; 1' });
  account.hand('groups', { name: 'Bravo' });

  const { rows, findings } = await give(account.context, 'engagement', { dates: '2026-10-26,2026-11-02' });

  expect(rows).toEqual([
    ['Équipe; 1', '2026-10-26', 'engagement', 'Engagement', 7.5],
    ['Équipe; 1', '2026-11-02', 'engagement', 'Engagement', 7.5],
    ['Bravo', '2026-10-26', 'engagement', 'Engagement', 7.5],
    ['Bravo', '2026-11-02', 'engagement', 'Engagement', 7.5],
  ]);
  expect(findings).toEqual([]);
});

test('scores of one team, today', async () => {
  const account = openAccount();
  account.hand('groups', { name: 'Bravo' });

  const { rows } = await give(account.context, 'engagement', { teams: 'Bravo' });

  expect(rows).toEqual([['Bravo', '2026-11-02', 'engagement', 'Engagement', 7.5]]);
});

test('says of teams without scores that they have none', async () => {
  const account = openAccount({}, answering('/engagement', { weeklyReports: [] }));

  const { rows, findings } = await give(account.context, 'engagement');

  expect(rows).toEqual([]);
  expect(findings).toMatchObject([{ code: 'officevibe-no-scores', severity: 'warning' }]);
});

test('refuses a team that is not there, with the nearest one', async () => {
  const account = openAccount();
  account.hand('groups', { name: 'Équipe 1' });

  await expect(give(account.context, 'engagement', { teams: 'Equipe 1' })).rejects.toThrow(/did you mean "Équipe 1"/);
});

test.each<[string, string, Value]>([
  [
    'engagement',
    'a team that nobody asked for',
    { weeklyReports: [{ groupName: 'Other', date: '2026-11-02', metricsValues: [] }] },
  ],
  ['engagement', 'another form', { reports: [] }],
])('gives out nothing of %s where the answer holds %s', async (name, _, data) => {
  const account = openAccount({}, answering('/engagement', data));

  await expect(give(account.context, name)).rejects.toMatchObject({ code: 'READ_INCOMPLETE' });
});

test('feedback comes as the vendor gives it', async () => {
  const { rows } = await give(openAccount().context, 'feedback');

  expect(rows).toEqual([
    [1, '{"text":"More plants, please."}'],
    [2, '{"text":"Lunch is \\"great\\", thanks"}'],
  ]);
});

test.each<[string, Value]>([
  ['is shorter than its count', { feedbackCount: 3, feedbacks: [{ text: 'x' }] }],
  ['says no count', { feedbacks: [] }],
  ['is a bare list', [{ text: 'x' }]],
])('gives out no feedback that %s', async (_, data) => {
  const account = openAccount({}, answering('/feedback', data));

  await expect(give(account.context, 'feedback')).rejects.toMatchObject({ code: 'READ_INCOMPLETE' });
});

test('a wrong key is named, and nothing is given out', async () => {
  const account = openAccount({}, { key: 'wrong' });

  await expect(give(account.context, 'feedback')).rejects.toThrow(/login page/);
});

test('everything goes through a transport that lets only reads pass', async () => {
  const simulator = createSimulator({ settings, credentials: { api_key: key } });
  const server = await serveSimulator({ simulator, title: 'officevibe' });
  servers.push(server);
  const transport = createTransport({
    ...{ connector: officevibe, settings, secrets: { api_key: key }, mode: 'plan' },
    endpoint: server.url,
    sleep: async () => {},
  });
  const context = { ...openAccount().context, send: transport.send };

  expect((await give(context, 'engagement')).rows).toHaveLength(1);
  expect((await give(context, 'feedback')).rows).toHaveLength(2);
  await expect(officevibe.write(context, { changes: [], snapshot: [] })).resolves.toEqual([]);
  expect(server.calls().map((call) => `${call.method} ${call.path}`)).toEqual([
    'GET /groups',
    'POST /engagement',
    'GET /feedback',
  ]);
});
