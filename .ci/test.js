// Runs every test and ends with one plain line: "N passed, N failed, N skipped".
// Arguments go to Jest. With --coverage the engine and the contract are measured by their own tests, the others run
// without it, since counting lines slows everything by half. Refuses a Node that cannot run TypeScript as it is.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Node 24 or later is needed, this is ${process.version}. Run "npm ci" first: it brings one on Linux x64.`,
  );
  process.exit(1);
}

/** Where the tests of the engine and the contract are: those of the byte-level diff need files. */
const measured = 'test/(engine|contract|io/csv)/';
const stated = process.argv.slice(2).filter((one) => one !== '--coverage');
const runs =
  stated.length < process.argv.length - 2
    ? [
        ['--coverage', '--testPathPatterns', measured],
        ['--testPathIgnorePatterns', '/node_modules/', '/lib/', measured],
      ]
    : [[]];

const results = runs.map((own) => runJest([...stated, ...own]));
const sum = (count) => results.reduce((total, { report }) => total + count(report), 0);
const failed = sum((report) => report.numFailedTests + report.numFailedTestSuites * (report.numFailedTests === 0));
console.log(
  `${sum((report) => report.numPassedTests)} passed, ${failed} failed, ` +
    `${sum((report) => report.numPendingTests + report.numTodoTests)} skipped`,
);
process.exit(results.find(({ status }) => status !== 0)?.status ?? 0);

function runJest(args) {
  const outputFile = join(mkdtempSync(join(tmpdir(), 'rollcall-test-')), 'report.json');
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  const { status } = spawnSync(process.execPath, [...node, '--json', `--outputFile=${outputFile}`, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return { status: status ?? 1, report: JSON.parse(readFileSync(outputFile, 'utf8')) };
}
