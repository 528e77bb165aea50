import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { springest } from '../../plugins/connector-springest/src/index.ts';
import { createSimulator } from '../../plugins/connector-springest/src/simulator.ts';
import { type SimulatorServer, serveSimulator } from '../../src/io/sandbox/simulator-server.ts';
import { emptyRepository, git } from '../io/repositories.ts';
import { cleanHome, rollcall } from './rollcall.ts';

const servers: SimulatorServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const keys = { nl: 'k3y-of-the-dutch-site', de: 'k3y-of-the-german-site' };

/** One roster, two sites of Springest with a key each; one person belongs to both. */
async function twoSites() {
  const directory = emptyRepository();
  const open = async (region: 'nl' | 'de') => {
    const settings = { site: 'example', region, calls_per_hour: 4000 };
    const simulator = createSimulator({ settings, credentials: { api_key: keys[region] } });
    const server = await serveSimulator({ simulator, title: region, credentials: springest.credentials });
    servers.push(server);
    return server;
  };
  const sites = { nl: await open('nl'), de: await open('de') };
  const system = (region: 'nl' | 'de', only: string) => [
    `  springest-${region}:`,
    '    connector: springest',
    '    stage: test',
    `    endpoint: ${sites[region].url}`,
    `    with: { site: example, region: ${region}, api_key: '\${${region.toUpperCase()}_KEY}' }`,
    `    only: '${only}'`,
    "    fields: { tags: '[department]' }",
  ];
  const configuration = [
    'version: 1',
    'timezone: Europe/Amsterdam',
    'sources: { all: { employees: people.csv } }',
    'systems:',
    ...system('nl', 'country == "NL"'),
    ...system('de', 'country == "DE" || job_title == "Trainer"'),
  ];
  const people = [
    'id,email,first_name,last_name,country,job_title,department,manager_id',
    '1,ana@example.org,Ana,=1+1,NL,Trainer,Care,',
    '2,bo@example.org,Bo,"B, 🐿",NL,Nurse,,1',
    '3,cy@example.org,Cy,Ç,DE,Nurse,,1',
  ];
  writeFileSync(join(directory, 'rollcall.yaml'), configuration.join('\n'));
  writeFileSync(join(directory, 'people.csv'), `${people.join('\n')}\n`);
  git(directory, 'add', '--all');
  git(directory, 'commit', '--quiet', '--message', 'HR files');
  const env = { ...cleanHome(), NL_KEY: keys.nl, DE_KEY: keys.de };
  return { directory, sites, run: (...args: string[]) => rollcall(args, { cwd: directory, env }) };
}

const users = (server: SimulatorServer) =>
  fetch(`${server.url}/_export/users.csv`).then(async (answer) =>
    (await answer.text())
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',').slice(1, 3).join(' ')),
  );

test('sends one roster to several sites, and exports the learning status of each', async () => {
  const { directory, sites, run } = await twoSites();
  expect(await run('apply')).toMatchObject({ code: 0 });
  expect(await users(sites.nl)).toEqual(['1 ana@example.org', '2 bo@example.org']);
  expect((await users(sites.de)).sort()).toEqual(['1 ana@example.org', '3 cy@example.org']);
  expect(await run('plan', '--json').then(({ stdout }) => JSON.parse(stdout).systems)).toMatchObject([
    { verdict: 'nothing', changes: [] },
    { verdict: 'nothing', changes: [] },
  ]);

  const told = await run('export', 'springest-nl', 'learning-status');

  const file = join(directory, 'springest-nl-learning-status.csv');
  expect(told).toMatchObject({ code: 0, stderr: '' });
  expect(told.stdout).toContain(
    '2 rows of learning-status from springest-nl, written to springest-nl-learning-status.csv.',
  );
  expect(told.stdout).not.toMatch(/uncompleted|no_tracks/);
  expect(readFileSync(file, 'utf8')).toBe(
    'external_id,learning_track_status,active\r\n1,uncompleted,true\r\n2,no_tracks_assigned,true\r\n',
  );
  expect(statSync(file).mode & 0o777).toBe(0o600);

  const printed = await run('export', 'springest-de', 'learning-status', '--out', '-');
  expect(printed.stdout).toBe(
    'external_id,learning_track_status,active\r\n1,uncompleted,true\r\n3,no_tracks_assigned,true\r\n',
  );
  const json = await run('export', 'springest-de', 'learning-status', '--out', '-', '--json');
  expect(JSON.parse(json.stdout)).toMatchObject({
    count: 2,
    rows: [{ external_id: '1', learning_track_status: 'uncompleted' }, { external_id: '3' }],
  });
});

test('counts without showing a value when a program asks', async () => {
  const { run } = await twoSites();
  const told = await run('export', 'springest-nl', 'learning-status', '--json', '--out', 'out.csv');

  expect(JSON.parse(told.stdout)).toMatchObject({
    system: 'springest-nl',
    export: 'learning-status',
    count: 0,
    file: 'out.csv',
    findings: [{ code: 'no-account' }, { code: 'no-account' }],
  });
  expect(JSON.parse(told.stdout)).not.toHaveProperty('rows');
});

test.each([
  ['an export that nobody knows', ['springest-nl', 'learning-statu'], 2, /did you mean "learning-status"/],
  ['what the vendor keeps to itself', ['springest-nl', 'users'], 2, /EXPORT_WITHHELD.*does not give out users/s],
  ['records', ['springest-nl', 'employees'], 2, /no export "employees"/],
  ['a system that is not configured', ['springest-fr', 'learning-status'], 2, /springest-nl/],
  ['an option that it does not take', ['springest-nl', 'learning-status', '--option', 'a=b'], 2, /takes no option "a"/],
  ['a folder that is not there', ['springest-nl', 'learning-status', '--out', 'no/such.csv'], 3, /cannot be written/],
])('refuses %s, and writes nothing', async (_, args, code, words) => {
  const { directory, run } = await twoSites();
  const before = readdirSync(directory).sort();

  const told = await run('export', ...args);

  expect(told.code).toBe(code);
  expect(told.stderr).toMatch(words);
  expect(readdirSync(directory).sort()).toEqual(before);
});

test('a read that breaks off leaves the earlier file as it was', async () => {
  const { directory, sites, run } = await twoSites();
  await run('apply');
  await run('export', 'springest-nl', 'learning-status', '--out', 'status.csv');
  const before = readFileSync(join(directory, 'status.csv'), 'utf8');
  sites.nl.fault({ match: { path: '/users.json' }, halfJson: true, times: 3 });
  sites.nl.fault({ match: { path: '/users.json' }, status: 403, times: 99 });

  const told = await run('export', 'springest-nl', 'learning-status', '--out', 'status.csv');

  expect(told.code).toBe(7);
  expect(readFileSync(join(directory, 'status.csv'), 'utf8')).toBe(before);
  expect(existsSync(join(directory, 'springest-nl-learning-status.csv'))).toBe(false);
  expect(readdirSync(directory).filter((name) => name.endsWith('.part'))).toEqual([]);
  expect(told.stderr).not.toContain(keys.nl);
});
