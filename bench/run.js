// Measures `rollcall diff` beside other tools and writes docs/performance.md. See there for how it is used.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { makePair } from './data.js';
import { page, scenarioLines } from './page.js';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '5' },
    /** Also ten million rows: 3 GB of disk, some minutes. */
    large: { type: 'boolean', default: false },
    /** The starts alone. */
    starts: { type: 'boolean', default: false },
    /** Names of scenarios; all when empty. */
    only: { type: 'string', multiple: true, default: [] },
    /** Names of contestants; all when empty. The floor and rollcall are always there. */
    who: { type: 'string', multiple: true, default: [] },
    /** A folder with roster-1995-01-01.csv.gz and roster-1996-01-01.csv.gz; without it that scenario is left out. */
    rosters: { type: 'string' },
    /** Where the page goes; `-` prints it only. */
    out: { type: 'string', default: '../docs/performance.md' },
  },
});
const rosterFolder = options.rosters && resolve(options.rosters);
process.chdir(import.meta.dirname);
const rows = Number(options.rows);
const work = mkdtempSync(join(tmpdir(), 'rollcall-bench-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));

const all = ['floor', 'rollcall', 'duckdb', 'polars', 'papaparse', 'csv-parse'];
const quick = ['floor', 'rollcall', 'duckdb'];
const scenarios = [
  { name: 'same order', rows, changes: 1000, who: all },
  { name: 'shuffled', rows, changes: 1000, form: 'shuffled', who: all },
  { name: 'rosters', files: rosters, who: all },
  { name: 'a small firm', rows: rows / 100, changes: 300, who: [...all, 'daff'] },
  { name: 'mass change', rows, changes: Math.round(rows * 0.188), who: quick },
  { name: 'CRLF in head', rows, changes: 1000, form: 'crlf', who: quick },
  { name: 'byte-order mark in head', rows, changes: 1000, form: 'bom', who: quick },
  { name: 'columns reordered', rows, changes: 1000, form: 'reordered', who: quick },
  { name: 'all quoted in head', rows, changes: 1000, form: 'quoted', who: quick },
  ...(options.large
    ? [{ name: '10M rows, shuffled', rows: 10 * rows, changes: 1000, form: 'shuffled', who: quick }]
    : []),
]
  .filter(({ name }) => !options.starts && (options.only.length === 0 || options.only.includes(name)))
  .map((scenario) => ({ ...scenario, who: scenario.who.filter(isWanted) }));

const measure = join(import.meta.dirname, 'measure.js');
const program = publish();
const action = join(import.meta.dirname, '../dist/index.js');
const key = 'employee_id';
const commands = {
  floor: (base, head) => ['contestants/floor.js', base, head],
  rollcall: (base, head) => [program, 'diff', base, head, '--json'],
  ...Object.fromEntries(
    ['duckdb', 'polars', 'papaparse', 'csv-parse', 'daff'].map((who) => [
      who,
      (base, head) => [`contestants/${who}.js`, base, head, key],
    ]),
  ),
};

const results = [];
for (const scenario of scenarios) {
  const folder = join(work, 'pair');
  const expected = scenario.files ? scenario.files(folder) : makePair(folder, scenario);
  if (expected === undefined) {
    console.error(`${scenario.name}: its files are not there, left out`);
    continue;
  }
  results.push({ name: scenario.name, expected, runs: measureAll(scenario, folder, expected) });
  rmSync(folder, { recursive: true });
  console.error(scenarioLines(results.at(-1)).join('\n'));
}
const starts = measureStarts();
const text = page({
  results,
  starts,
  rows,
  runs: Number(options.runs),
  node: process.version,
  cores: availableParallelism(),
});
console.log(text);
if (options.out !== '-' && !options.starts) writeFileSync(options.out, text);

function isWanted(who) {
  return options.who.length === 0 || who === 'floor' || who === 'rollcall' || options.who.includes(who);
}

/** All in turn, first once to see that they agree and to have the files in memory, then so often that the middle counts. */
function measureAll({ name, who }, folder, expected) {
  const files = [join(folder, 'base.csv'), join(folder, 'head.csv')];
  console.error(`${name} …`);
  const runs = Object.fromEntries(who.map((one) => [one, []]));
  for (let round = 0; round <= Number(options.runs); round++) {
    for (const one of who) {
      const { stdout, ...figures } = run(commands[one](...files));
      if (round > 0) runs[one].push(figures);
      else if (one !== 'floor') agree(one, name, countsIn(one, stdout), expected);
    }
  }
  return runs;
}

/** The counts a contestant found. Ours stand in the second line of what it prints. */
function countsIn(who, stdout) {
  if (who !== 'rollcall') return JSON.parse(stdout);
  const { added, removed, changed } = JSON.parse(`${stdout.split('\n')[1].replace(/,"changes":\[.*$/s, '')}}`).summary;
  return { added, removed, changed };
}

function agree(who, name, found, expected) {
  for (const count of ['added', 'removed', 'changed']) {
    if (found[count] === expected[count]) continue;
    throw new Error(`${name}: ${who} finds ${JSON.stringify(found)} where ${JSON.stringify(expected)} is true`);
  }
}

function run(words, { cwd = '.', env = {}, status: expected = 0 } = {}) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', measure, ...words], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  });
  const ms = performance.now() - start;
  if (status !== expected) throw new Error(`${words.join(' ')} ends with ${status}: ${stderr}`);
  return { stdout, ms, ...JSON.parse(/@@(.*)/.exec(stderr)[1]) };
}

/** To the first line of work: the whole process up to what it refuses first, in a folder where nothing is. */
function measureStarts() {
  const nowhere = join(work, 'nowhere');
  mkdirSync(nowhere);
  const event = join(work, 'event.json');
  const repository = { full_name: 'acme/records', default_branch: 'main', private: true };
  writeFileSync(event, JSON.stringify({ repository, ref: 'refs/heads/main' }));
  const step = {
    'INPUT_GITHUB-TOKEN': 'none',
    GITHUB_WORKSPACE: nowhere,
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REF: 'refs/heads/main',
  };
  const calls = {
    'node -e 0': { words: ['-e', '0'] },
    'rollcall --version': { words: [program, '--version'] },
    'rollcall connectors': { words: [program, 'connectors'] },
    ...Object.fromEntries(
      ['diff a.csv b.csv', 'check', 'plan', 'apply', 'status'].map((words) => [
        `rollcall ${words}`,
        { words: [program, ...words.split(' ')], status: 3 },
      ]),
    ),
    'the Action, to its event': { words: [action], status: 2, env: step },
    'the Action, to the repository': { words: [action], status: 3, env: { ...step, GITHUB_EVENT_PATH: event } },
  };
  const runs = Object.fromEntries(Object.keys(calls).map((name) => [name, []]));
  for (let round = 0; round <= 2 * Number(options.runs); round++) {
    for (const [name, { words, ...how }] of Object.entries(calls)) {
      const { stdout: _, ...figures } = run(words, { cwd: nowhere, ...how });
      if (round > 0) runs[name].push(figures);
    }
  }
  return runs;
}

/** The program as it is published, without its sources. */
function publish() {
  const root = join(import.meta.dirname, '..');
  const built = spawnSync(process.execPath, ['.ci/build.js', '--outdir', join(work, 'package/lib')], { cwd: root });
  if (built.status !== 0) throw new Error(`the program does not build: ${built.stderr}`);
  for (const part of ['bin', 'package.json'])
    cpSync(join(root, part), join(work, 'package', part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(work, 'package/node_modules'));
  return join(work, 'package/bin/run.js');
}

/** 183,501 people and, a year later, 199,873; counted by others. */
function rosters(folder) {
  if (!rosterFolder) return undefined;
  const names = ['roster-1995-01-01.csv.gz', 'roster-1996-01-01.csv.gz'].map((name) => join(rosterFolder, name));
  if (!names.every((name) => existsSync(name))) return undefined;
  makePair(folder, { rows: 1, changes: 0 });
  for (const [index, side] of ['base.csv', 'head.csv'].entries()) {
    writeFileSync(join(folder, side), gunzipSync(readFileSync(names[index])));
  }
  return { added: 20_031, removed: 3_659, changed: 15_090 };
}
