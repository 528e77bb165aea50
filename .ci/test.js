// Runs every test and ends with one plain line: "N passed, N failed, N skipped".
// Arguments go to Jest. Refuses a Node that cannot run TypeScript as it is.
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
const report = join(mkdtempSync(join(tmpdir(), 'rollcall-test-')), 'report.json');
const jest = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '--json',
    `--outputFile=${report}`,
    ...process.argv.slice(2),
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);
const result = JSON.parse(readFileSync(report, 'utf8'));
const skipped = result.numPendingTests + result.numTodoTests;
console.log(
  `${result.numPassedTests} passed, ${result.numFailedTests + result.numFailedTestSuites * (result.numFailedTests === 0)} failed, ${skipped} skipped`,
);
process.exit(jest.status ?? 1);
