import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectors } from '../src/index.js';
import { createSimulator } from '../src/simulator.js';

const [connector] = await connectors({ contract: 1, defineConnector: (given) => given });

/** A context whose calls go straight to a simulator. */
function contextOf(simulator, token = 'right') {
  const send = async ({ method, path, query = {}, body }) => {
    const headers = { authorization: `Bearer ${token}` };
    const text = body === undefined ? '' : JSON.stringify(body);
    return { headers: {}, text: '', ...simulator.handle({ method, path, query, headers, text, nowMs: 0 }) };
  };
  return { settings: { site: 'paris' }, today: '2026-01-01', send };
}

function desk(count = 0) {
  const state = Array.from({ length: count }, (_, index) => ({
    ref: `${index}`,
    email: `p${index}@example.com`,
    active: true,
  }));
  return createSimulator({ settings: {}, credentials: { token: 'right' }, state });
}

async function readAll(context) {
  const batches = [];
  for await (const batch of connector.read(context, 'employees')) batches.push(batch);
  return { records: batches.flatMap((batch) => batch.records), proof: batches.at(-1)?.proof };
}

test('reads all pages and proves it', async () => {
  const { records, proof } = await readAll(contextOf(desk(120)));
  assert.equal(records.length, 120);
  assert.deepEqual(proof, { complete: true, counted: 120, total: 120 });
});

test('says that a read with a wrong token is not complete', async () => {
  const context = contextOf(desk(3), 'wrong');
  assert.equal((await readAll(context)).proof.complete, false);
  assert.equal((await connector.check(context)).length, 1);
});

test('writes a person and reads the same back', async () => {
  const context = contextOf(desk());
  const fields = { ref: 'a/1', email: 'a@example.com', name: 'Anna Ay', floor: null };
  const change = { op: 'create', kind: 'employees', key: 'a/1', active: true, fields, changed: Object.keys(fields) };

  const outcomes = await connector.write(context, { changes: [change] });

  assert.deepEqual(outcomes, [{ kind: 'employees', key: 'a/1', status: 'done', remote: 'a/1' }]);
  assert.deepEqual((await readAll(context)).records[0].fields, fields);
});

test('turns a refusal into a finding and goes on', async () => {
  const context = contextOf(desk());
  const change = (key, email) => ({
    op: 'create',
    kind: 'employees',
    key,
    active: true,
    fields: { ref: key, email },
    changed: ['email'],
  });

  const outcomes = await connector.write(context, {
    changes: [change('1', 'no address'), change('2', 'b@example.com')],
  });

  assert.deepEqual(
    outcomes.map((outcome) => outcome.status),
    ['refused', 'done'],
  );
  assert.equal(outcomes[0].findings[0].field, 'email');
});
