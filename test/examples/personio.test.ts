import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from '@jest/globals';
import type { State } from '../../plugins/connector-personio/src/simulator/state.ts';
import { connectors } from '../../src/bundled.ts';
import { csvText } from '../../src/engine/exports.ts';
import { exportRows } from '../../src/export.ts';
import { readRules } from '../../src/io/config/config.ts';
import { workingTree } from '../../src/io/git/trees.ts';
import { type Sandbox, startSandbox } from '../../src/io/sandbox/sandbox.ts';
import { readSandbox } from '../../src/io/sandbox/sandbox-file.ts';
import { type Applied, apply, plan, type SyncOptions } from '../../src/sync.ts';
import { commit, emptyRepository, temporaryFolder } from '../io/repositories.ts';

const open: Sandbox[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

/** An example in a repository of its own, with its sandbox and the people of its file in Personio already. */
async function openExample(name: string) {
  const directory = emptyRepository();
  cpSync(new URL(`../../examples/personio-${name}`, import.meta.url).pathname, directory, { recursive: true });
  commit(directory, {});
  const known = new Map((await connectors()).map((connector) => [connector.id, connector]));
  const { systems } = await readRules(workingTree(directory), 'rollcall.yaml');
  const gitDir = `${directory}/.git`;
  const sandbox = await startSandbox({ systems, connectors: known, gitDir, environment: {} });
  open.push(sandbox);
  const [system] = sandbox.systems;
  const hand = (path: string, body: unknown) =>
    fetch(`${system?.endpoint}/_sim/${path}`, { method: 'POST', body: JSON.stringify(body) });
  for (const [first_name, last_name] of [
    ['Ana', 'Ñandú'],
    ['Bo', 'Zwei'],
    ['Cy', 'Żółw'],
  ]) {
    await hand('people', { email: `${first_name?.toLowerCase()}@example.org`, first_name, last_name });
  }
  const options = {
    directory,
    config: 'rollcall.yaml',
    connectors: async () => known,
    environment: {},
    now: () => Date.parse('2026-11-02T08:00:00Z'),
    sandbox: await readSandbox(gitDir),
  } satisfies SyncOptions;
  const state = async (): Promise<State> =>
    (await fetch(`${system?.endpoint}/_rollcall/state.json`)).json() as Promise<State>;
  return { directory, options, hand, state };
}

const outcomes = ({ receipts }: Applied) =>
  receipts.map((one) => [one.key, one.outcome, ...one.findings.map(({ code }) => code)].join(' ')).toSorted();
const leftToDo = async (options: SyncOptions) =>
  (await plan(options)).plan.systems.flatMap(({ changes, holds }) => [...changes, ...holds]);

test('times come from the tracker with their breaks, and what is taken back is removed', async () => {
  const { directory, options, hand, state } = await openExample('time-tracker');
  await hand('projects', { name: 'Umzug' });

  expect(outcomes(await apply(options))).toEqual(['t1 done', 't2 done', 't3 done', 't4 done']);
  const { attendances, people } = await state();
  expect(attendances.map((one) => [one.person, one.type, one.start, one.end, one.comment, one.status])).toEqual([
    [people[1]?.id, 'WORK', '2026-10-29T09:00:00', '2026-10-29T12:00:00', null, 'CONFIRMED'],
    [people[1]?.id, 'BREAK', '2026-10-29T12:00:00', '2026-10-29T12:30:00', null, 'CONFIRMED'],
    [people[1]?.id, 'WORK', '2026-10-29T12:30:00', '2026-10-29T17:00:00', 'Übergabe', 'CONFIRMED'],
    [people[2]?.id, 'WORK', '2026-10-29T22:00:00', '2026-10-30T06:00:00', null, 'CONFIRMED'],
  ]);
  expect(await leftToDo(options)).toEqual([]);

  const header = 'Eintrag;Person;Tag;Von;Bis;Art;Projekt;Notiz';
  const rows = ['t1;2;29.10.2026;9:00;12:00;Arbeit;Umzug;', 't2;2;29.10.2026;12:00;12:30;Pause;;'];
  commit(directory, { 'tracker/2026-10.csv': [header, ...rows, 't4;3;29.10.2026;22:00;6:00;Arbeit;;', ''].join('\n') });
  expect(outcomes(await apply(options))).toEqual(['t3 done']);
  expect((await state()).attendances).toHaveLength(3);
});

test('requests become absences: half days, hours and an open end', async () => {
  const { options, hand, state } = await openExample('absences');
  await hand('absence-types', { name: 'Vacation' });
  await hand('absence-types', { name: 'Sick leave' });
  await hand('absence-types', { name: 'Home office', unit: 'hour' });

  const applied = await apply(options);

  expect(outcomes(applied)).toEqual(['r1', 'r2', 'r3', 'r4', 'r5'].map((key) => `${key} done waits-for-approval`));
  const { absences } = await state();
  expect(absences.map(({ start, startHalf, end, endHalf }) => [start, startHalf, end, endHalf]).toSorted()).toEqual([
    ['2026-11-05T09:00:00', '', '2026-11-05T12:30:00', ''],
    ['2026-11-09T00:00:00', 'FIRST_HALF', null, null],
    ['2026-11-20T00:00:00', 'FIRST_HALF', '2026-11-21T00:00:00', 'FIRST_HALF'],
    ['2026-11-27T00:00:00', 'SECOND_HALF', '2026-11-28T00:00:00', 'SECOND_HALF'],
    ['2026-12-21T00:00:00', 'FIRST_HALF', '2027-01-01T00:00:00', 'SECOND_HALF'],
  ]);
  expect(await leftToDo(options)).toEqual([]);
});

test('payslips are uploaded from a folder outside git, once; one that is not there is held', async () => {
  const { options, hand, state } = await openExample('payslips');
  await hand('names', { categories: ['Payslips'] });
  const folder = temporaryFolder();
  const slip = join(folder, 'slips', '2026-10', '2.pdf');
  mkdirSync(dirname(slip), { recursive: true });
  writeFileSync(slip, '%PDF-1.4\n');
  const withFiles = { ...options, environment: { ROLLCALL_FILES: folder } };

  expect(outcomes(await apply(withFiles))).toEqual(['2026-10/2 done']);
  const [held] = await leftToDo(withFiles);
  expect(held).toMatchObject({ key: '2026-10/3', findings: [{ code: 'file-missing' }] });

  writeFileSync(slip.replace('2.pdf', '3.pdf'), '%PDF-1.4\n');
  expect(outcomes(await apply(withFiles))).toEqual(['2026-10/3 done']);
  expect((await state()).documents.map(({ fileName, name }) => [fileName, name])).toEqual([
    ['2.pdf', 'Payslip 2026-10'],
    ['3.pdf', 'Payslip 2026-10'],
  ]);
  expect(await leftToDo(withFiles)).toEqual([]);
});

test('the channel hears of birthdays and anniversaries', async () => {
  const { directory, options, hand } = await openExample('celebrations');
  await hand('attributes', { key: 'date_of_birth', label: 'Date of birth', type: 'date' });
  await hand('people', { email: 'bo@example.org', custom: { date_of_birth: '1990-11-02' } });
  await hand('people', { email: 'cy@example.org', employment: { employment_start_date: '2021-11-02' } });
  const { declaration, rows } = await exportRows({ ...options, system: 'personio', what: 'celebrations' });
  const file = join(directory, 'celebrations.csv');
  writeFileSync(file, csvText([declaration.columns.map(({ name }) => name), ...rows]));
  const messages: string[] = [];
  const channel = createServer((request, response) => {
    request.on('data', (bytes: Buffer) => messages.push(bytes.toString()));
    request.on('end', () => response.end());
  });
  await new Promise<void>((resolve) => channel.listen(0, '127.0.0.1', resolve));
  const { port } = channel.address() as AddressInfo;

  const environment = { ...process.env, CHANNEL_WEBHOOK: `http://127.0.0.1:${port}/hook` };
  await promisify(execFile)(process.execPath, [join(directory, 'post.mjs'), file], { env: environment });
  channel.close();

  expect(messages.map((message) => JSON.parse(message).text)).toEqual([
    '🎉 Cy Żółw has been with us for 5 years.\n🎂 Happy birthday, Bo Zwei!',
  ]);
});
