// Measures how close `apply` comes to what a vendor permits, and how right the plan's estimate is. Takes some minutes:
// node bench/apply.js [--changes 10000] [--rate 200] [--out docs/performance-apply.md]
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { builtInFields } from '../src/engine/fields.ts';
import { estimateEffort } from '../src/engine/plan/estimate.ts';
import { applySystem } from '../src/io/system/apply.ts';
import { openSystems } from '../src/io/system/system.ts';

const { values: options } = parseArgs({
  options: {
    changes: { type: 'string', default: '10000' },
    /** Calls a second that the vendor permits. */
    rate: { type: 'string', default: '200' },
    /** Where the page goes; `-` prints it only. */
    out: { type: 'string', default: '-' },
    /** Names of scenarios; all when empty. */
    only: { type: 'string', multiple: true, default: [] },
  },
});
const [count, perSecond] = [Number(options.changes), Number(options.rate)];
/** Milliseconds that the vendor works on a call: 20 to 60. */
const latencyMs = (call) => 20 + ((call * 37) % 41);

function tokenBucket(rateAt, capacity) {
  let [tokens, atMs] = [capacity, 0];
  return (nowMs) => {
    tokens = Math.min(capacity, tokens + ((nowMs - atMs) / 1000) * rateAt(nowMs));
    atMs = nowMs;
    if (tokens < 1) return { waitSeconds: Math.ceil((1 - tokens) / rateAt(nowMs)), left: 0 };
    tokens -= 1;
    return { waitSeconds: 0, left: Math.floor(tokens) };
  };
}

function slidingWindow(calls, seconds) {
  const taken = [];
  return (nowMs) => {
    while (taken.length > 0 && taken[0] <= nowMs - seconds * 1000) taken.shift();
    if (taken.length >= calls) return { waitSeconds: Math.ceil((taken[0] + seconds * 1000 - nowMs) / 1000), left: 0 };
    taken.push(nowMs);
    return { waitSeconds: 0, left: calls - taken.length };
  };
}

function fixedWindow(calls, seconds) {
  let [window, used] = [-1, 0];
  return (nowMs) => {
    const current = Math.floor(nowMs / (seconds * 1000));
    if (current !== window) [window, used] = [current, 0];
    used += 1;
    const left = Math.max(0, calls - used);
    return { waitSeconds: used <= calls ? 0 : Math.ceil(((window + 1) * seconds * 1000 - nowMs) / 1000), left };
  };
}

const steady = () => perSecond;
const halfAtMs = ((count / perSecond) * 1000) / 2;
const halving = (nowMs) => (nowMs < halfAtMs ? perSecond : perSecond / 2);
const declared = { calls: perSecond, perMs: 1000 };
const scenarios = [
  { name: 'token bucket, declared', vendor: () => tokenBucket(steady, perSecond), rate: declared },
  {
    name: 'sliding window of 10 s, declared',
    vendor: () => slidingWindow(perSecond * 10, 10),
    rate: { calls: perSecond * 10, perMs: 10_000 },
  },
  { name: 'token bucket, told by headers', vendor: () => tokenBucket(steady, perSecond), quota: true },
  { name: 'token bucket, neither', vendor: () => tokenBucket(steady, perSecond) },
  { name: 'fixed window of 10 s, neither', vendor: () => fixedWindow(perSecond * 10, 10) },
  {
    name: 'token bucket that halves half-way, declared',
    vendor: () => tokenBucket(halving, perSecond),
    rate: declared,
    rateAt: halving,
  },
  { name: 'slow answers, several at a time', vendor: () => tokenBucket(() => 1e6, 1e6), slow: 2, parallel: 8 },
].filter(({ name }) => options.only.length === 0 || options.only.some((word) => name.includes(word)));

/** A vendor on loopback: one address that takes a record, one that is read. */
async function serve({ vendor, quota, slow = 1 }) {
  const permit = vendor();
  const seen = { writes: 0, refused: 0, startMs: undefined };
  let calls = 0;
  const server = createServer((request, response) => {
    request.resume();
    calls += 1;
    const ms = latencyMs(calls) * slow;
    const isRead = request.method === 'GET';
    if (!isRead) seen.startMs ??= performance.now();
    const { waitSeconds, left } = isRead
      ? { waitSeconds: 0, left: perSecond }
      : permit(performance.now() - seen.startMs);
    if (waitSeconds > 0) seen.refused += 1;
    else if (!isRead) seen.writes += 1;
    setTimeout(() => {
      const headers = quota ? { 'x-left': String(left), 'x-per-second': String(perSecond) } : {};
      response.writeHead(waitSeconds > 0 ? 429 : 200, {
        'content-type': 'application/json',
        ...headers,
        ...(waitSeconds > 0 && { 'retry-after': String(waitSeconds) }),
      });
      response.end('{}');
    }, ms);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}`, seen, close: () => server.close() };
}

const connectorFor = ({ rate, quota, parallel = 32 }) => ({
  contract: 1,
  id: 'bench',
  title: 'Bench',
  version: '1.0.0',
  mapping: 1,
  settings: [],
  credentials: [],
  endpoint: 'https://bench.example',
  fingerprint: [],
  reads: [{ method: 'GET', path: '/people' }],
  ...(rate && { rates: [rate] }),
  ...(quota && { quota: { remaining: 'x-left', perSecond: 'x-per-second' } }),
  parallel,
  kinds: [
    {
      kind: 'employees',
      fields: [{ name: 'key', type: 'text', class: 'open', from: 'id' }],
      identity: { key: 'key' },
      list: 'counted',
      write: 'record',
      absence: 'nothing',
      operations: { create: { reversible: true } },
    },
  ],
  drift: 'report',
  effects: [],
  check: async () => [],
  async *read() {},
  async write(context, { changes: [change] }) {
    const response = await context.send({ method: 'POST', path: '/people', body: change.fields });
    const { kind, key } = change;
    if (response.status === 200) return [{ kind, key, status: 'done', remote: key }];
    return [{ kind, key, status: 'uncertain', findings: [] }];
  },
});

const changes = Array.from({ length: count }, (_, key) => ({
  op: 'create',
  kind: 'employees',
  key: String(key),
  fields: {},
  desired: { key: String(key) },
  cause: { type: 'first-sync' },
  effects: [],
  needs: [],
  after: [],
}));

async function measure(scenario) {
  const vendor = await serve(scenario);
  const connector = connectorFor(scenario);
  const limits = { leave: '100%', create: '100%', update: '100%', delete: '100%', column: '100%', columns: {} };
  const rules = {
    name: 'bench',
    connector: 'bench',
    stage: 'test',
    with: {},
    kinds: ['employees'],
    fields: {},
    limits,
  };
  const [system] = openSystems(
    [{ ...rules, endpoint: vendor.url, operations: ['create'], defaults: {}, allow: [], protect: [] }],
    {
      rules: { fields: builtInFields, systems: [] },
      connectors: new Map([['bench', connector]]),
      environment: {},
    },
  );
  const context = system.context('plan', '2026-01-01');
  for (let call = 0; call < 21; call += 1) await context.send({ method: 'GET', path: '/people' });
  const state = {
    mapping: { connector, kinds: connector.kinds.map((declaration) => ({ declaration })) },
    settings: {},
  };
  const said = estimateEffort(changes, state, system.measured());

  const startMs = performance.now();
  const receipts = await applySystem({
    system,
    plan: { changes, releases: [] },
    remotes: new Map(),
    snapshot: [],
    run: 'bench',
    today: '2026-01-01',
    now: Date.now,
    mayWrite: () => true,
    onReceipt: async () => {},
  });
  const tookMs = performance.now() - startMs;
  vendor.close();
  const rateAt = scenario.rateAt ?? steady;
  const permitted =
    rateAt === halving
      ? (perSecond * (Math.min(tookMs, halfAtMs) + Math.max(0, tookMs - halfAtMs) / 2)) / 1000
      : (perSecond * tookMs) / 1000;
  return {
    name: scenario.name,
    share: scenario.slow ? undefined : count / permitted,
    refused: vendor.seen.refused / (vendor.seen.writes + vendor.seen.refused),
    estimate: (said.seconds * 1000) / tookMs,
    done: receipts.filter(({ outcome }) => outcome === 'done').length,
    tookSeconds: tookMs / 1000,
  };
}

const percent = (share) => (share === undefined ? '–' : `${(share * 100).toFixed(1)} %`);
const lines = [];
for (const scenario of scenarios) {
  const one = await measure(scenario);
  const row = [one.name, percent(one.share), percent(one.refused), one.estimate.toFixed(2), `${one.done} of ${count}`];
  lines.push(`| ${row.join(' | ')} |`);
  console.error(`${row.join('  ')}  (${one.tookSeconds.toFixed(0)} s)`);
}
const page = `# How close apply comes to what a vendor permits

${count} records are created, one call each, through the real transport and the real order, at a server on loopback that permits
${perSecond} calls a second and takes 20 to 60 ms for each (in the last row twice that, eight at a time, and no limit).
Made by \`npm run bench:apply -- --out docs/performance-apply.md\` on Node ${process.version}, ${availableParallelism()} processors.

| what the vendor does, and whether its rate is known | of the permitted rate | calls answered 429 | estimate ÷ actual | done |
|---|---|---|---|---|
${lines.join('\n')}
`;
if (options.out === '-') console.log(page);
else writeFileSync(options.out, page);
