// Measures a plan that finds little to do: everybody in git, in the ledger and in the system, one in a thousand changed.
// Each plan is a process of its own against Supermood's simulator in another. Takes a minute or two, and with
// `--people 1000000` five more, 4 GB of memory and 200 MB of disk:
// node bench/plan.js [--people 10000 --people 100000] [--runs 3] [--out docs/performance-plan.md]
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { supermood } from '../plugins/connector-supermood/src/index.ts';
import { serveSimulator } from '../src/io/sandbox/simulator-server.ts';
import { apply, plan } from '../src/sync.ts';

const { values: options } = parseArgs({
  options: {
    people: { type: 'string', multiple: true, default: ['10000', '100000'] },
    runs: { type: 'string', default: '3' },
    /** Where the page goes; `-` prints it only. */
    out: { type: 'string', default: '-' },
    /** What one of the processes does. */
    part: { type: 'string' },
    folder: { type: 'string' },
  },
});
const settings = { account: 'bench', host: 'api.example.org', calls_per_second: 1_000_000 };
const credentials = { service_account: 'bench', password: 'a-long-password' };
const day = Date.parse('2026-11-02T08:00:00Z');
const parts = { serve, apply: () => run(apply, day), plan: () => run(plan, day + 86_400_000) };

async function main() {
  const rows = [];
  for (const people of options.people.map(Number)) rows.push(await measure(people));
  const [first] = rows;
  const lines = rows.map((row) => {
    const growth = (of) => (row[of] / first[of] / (row.people / first.people)).toFixed(2);
    return `| ${row.people.toLocaleString('en')} | ${row.changes.toLocaleString('en')} | ${(row.cpuMs / 1000).toFixed(1)} s | ${growth('cpuMs')} | ${Math.round(row.peakMiB)} MiB | ${growth('peakMiB')} |`;
  });
  const page = `# How a plan grows with the firm

Written by \`npm run bench:plan -- --out docs/performance-plan.md\`; do not edit. Everybody is in git, in the ledger and in
the system (Supermood's simulator, in a process of its own); one row in a thousand has changed since the last sync. Middle
of ${options.runs} runs, Node ${process.version}, ${availableParallelism()} cores. *To linear* is the growth against the first line, divided
by that of the number of people.

| people | changes planned | processor time | to linear | peak memory | to linear |
| --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
  console.log(page);
  if (options.out !== '-') writeFileSync(options.out, page);
}

async function measure(people) {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'));
  const server = fork(import.meta.filename, ['--part', 'serve', '--people', String(people)]);
  try {
    const [endpoint] = await once(server, 'message');
    writeFirm(folder, people, endpoint);
    step(folder, 'apply');
    writeFirm(folder, people, endpoint, 'Chief');
    const runs = Array.from({ length: Number(options.runs) }, () => step(folder, 'plan'));
    const middle = (of) => runs.map((one) => one[of]).sort((a, b) => a - b)[Math.floor(runs.length / 2)];
    return { people, changes: runs[0].changes, cpuMs: middle('cpuMs'), peakMiB: middle('peakMiB') };
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

function step(folder, part) {
  const told = execFileSync(process.execPath, [import.meta.filename, '--part', part, '--folder', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(told);
}

function writeFirm(folder, people, endpoint, title = 'Clerk') {
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.org', ...args], { cwd: folder });
  const rows = Array.from({ length: people }, (_, id) => rowOf(id, id % 1000 === 0 ? title : 'Clerk').join(','));
  mkdirSync(join(folder, 'hr'), { recursive: true });
  writeFileSync(join(folder, 'hr/people.csv'), `${columns.join(',')}\n${rows.join('\n')}\n`);
  const system = {
    connector: 'supermood',
    stage: 'test',
    endpoint,
    with: { ...settings, service_account: '${SERVICE_ACCOUNT}', password: '${PASSWORD}' },
    fields: { employees: { title: 'job_title', department: 'department' } },
  };
  const sources = { hr: { employees: 'hr/people.csv' } };
  const rules = { version: 1, timezone: 'Europe/Paris', sources, systems: { supermood: system } };
  writeFileSync(join(folder, 'rollcall.yaml'), JSON.stringify(rules));
  if (!existsSync(join(folder, '.git'))) git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '-m', title);
}

const columns = ['id', 'email', 'first_name', 'last_name', 'language', 'job_title', 'department', 'city', 'start_date'];

function rowOf(id, title) {
  const names = [`p${id}@firm.example`, `First${id}`, `Last${id}`, 'fr'];
  return [id, ...names, `${title} ${id % 40}`, `Department ${id % 200}`, `City ${id % 90}`, '2020-01-01'];
}

/** The account as the first sync would have left it. */
async function serve() {
  const live = Array.from({ length: Number(options.people.at(-1)) }, (_, id) => {
    const [key, email, firstName, lastName, language, title, department] = rowOf(id, 'Clerk');
    const fields = { personalIdentifier: String(key), email, firstName, lastName, language, title, department };
    return { kind: 'employees', remote: `r${id}`, key: String(key), active: true, fields };
  });
  const create = await supermood.simulator();
  const defaults = Object.fromEntries(supermood.settings.map((one) => [one.name, one.default]));
  // Its clock runs fast, so that no rate holds anybody up.
  let nowMs = day;
  const server = await serveSimulator({
    simulator: create({ settings: { ...defaults, ...settings }, credentials, live }),
    title: 'Supermood',
    now: () => {
      nowMs += 1000;
      return nowMs;
    },
  });
  process.send(server.url);
}

async function run(stage, now) {
  const done = await stage({
    directory: options.folder,
    config: 'rollcall.yaml',
    connectors: async () => new Map([['supermood', supermood]]),
    environment: { SERVICE_ACCOUNT: credentials.service_account, PASSWORD: credentials.password },
    now: () => now,
    network: { timeoutMs: 60_000 },
  });
  const [system] = done.plan.systems;
  if (done.exit !== 0)
    throw new Error(`ended with ${done.exit}: ${JSON.stringify([system.stops, system.findings[0]])}`);
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const changes = system.changes.length;
  console.log(JSON.stringify({ changes, cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMiB: maxRSS / 1024 }));
}

if (options.part === undefined) await main();
else await parts[options.part]();
