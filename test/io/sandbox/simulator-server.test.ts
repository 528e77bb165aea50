import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type SimulatorServer, serveSimulator } from '../../../src/io/sandbox/simulator-server.ts';
import { readState } from '../../../src/io/sandbox/simulator-state.ts';
import { renderSimulatorPage } from '../../../src/review/simulator-page.ts';
import { createSimpleSimulator, key, simpleConnector } from '../simple-system.ts';

let server: SimulatorServer;
let stateFile: string;

async function start(): Promise<SimulatorServer> {
  const state = readState(stateFile);
  const simulator = createSimpleSimulator({
    settings: {},
    credentials: { api_key: key },
    ...(state !== undefined && { state }),
  });
  return serveSimulator({
    simulator,
    title: 'simple <b>',
    credentials: simpleConnector.credentials,
    stateFile,
    page: renderSimulatorPage,
  });
}

beforeEach(async () => {
  stateFile = join(mkdtempSync(join(tmpdir(), 'rollcall-simulator-')), 'deep', 'simple.json');
  server = await start();
});

afterEach(() => server.close());

const put = (id: string) =>
  fetch(`${server.url}/people/${id}?key=${key}`, { method: 'PUT', body: JSON.stringify({ id }) });

test('listens on loopback only', () => {
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test('refuses a page that reaches in under another name', async () => {
  const { request } = await import('node:http');
  const status = await new Promise((resolve) =>
    request(`${server.url}/people`, { headers: { host: 'evil.example' } }, (answer) =>
      resolve(answer.statusCode),
    ).end(),
  );

  expect(status).toBe(421);
});

test('keeps its state in a file and takes it up again', async () => {
  await put('7');
  expect(JSON.parse(readFileSync(stateFile, 'utf8'))).toEqual({ 7: { id: '7' } });
  await put('8');
  await server.close();

  server = await start();

  expect(await (await fetch(`${server.url}/people?key=${key}`)).json()).toEqual([{ id: '7' }, { id: '8' }]);
});

test('refuses a state that was cut short', async () => {
  await put('7');
  writeFileSync(stateFile, '{"7":');

  expect(() => readState(stateFile)).toThrow(expect.objectContaining({ code: 'FILE_UNREADABLE' }));
});

test('shows people, calls and nothing dangerous on its page', async () => {
  await put('%3Cscript%3E');
  const answer = await fetch(`${server.url}/_rollcall/`);
  const page = await answer.text();

  expect(page).toContain('People <small>1</small>');
  expect(page).toContain('/people/%3Cscript%3E?key=***');
  expect(page).not.toContain(key);
  expect(page).not.toMatch(/<script|<b>|src=|https?:\/\//);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('gives calls and state as JSON', async () => {
  await put('7');

  expect(await (await fetch(`${server.url}/_rollcall/calls.json`)).json()).toMatchObject([
    { method: 'PUT', status: 201 },
  ]);
  expect(await (await fetch(`${server.url}/_rollcall/state.json`)).json()).toEqual({ 7: { id: '7' } });
  expect(server.calls()).toHaveLength(1);
});

test('takes faults over the wire, as JSON only', async () => {
  const post = (type: string) =>
    fetch(`${server.url}/_rollcall/fault`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: '{"status":503}',
    });

  expect((await post('text/plain')).status).toBe(415);
  expect((await put('7')).status).toBe(201);
  expect((await post('application/json')).status).toBe(204);
  expect((await put('7')).status).toBe(503);
  expect((await put('7')).status).toBe(201);
});

test('fails the calls a fault is meant for, as often as it says', async () => {
  server.fault({ status: 500, times: 2, match: { method: 'PUT', path: '/people/8*' } });

  const statuses = [];
  for (const id of ['7', '8', '81', '8']) statuses.push((await put(id)).status);

  expect(statuses).toEqual([201, 500, 500, 201]);
});

test('can write and then lose the answer', async () => {
  server.fault({ afterWrite: true });

  await expect(put('7')).rejects.toThrow('fetch failed');

  expect(await (await fetch(`${server.url}/_rollcall/state.json`)).json()).toEqual({ 7: { id: '7' } });
  expect(server.calls()).toMatchObject([{ status: 0 }]);
});

test('can answer with half a JSON', async () => {
  server.fault({ halfJson: true });

  await expect((await put('7')).json()).rejects.toThrow('JSON');
});
