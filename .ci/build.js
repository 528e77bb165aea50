// Builds lib/, the published command line: two files, since finding and reading hundreds takes longer than running what
// is in them. cli.js is small and enough to compare two files; the rest sleeps beside it, and so does a thread that helps
// with large files. The types of the contract are there as well, for connectors from outside. `--outdir DIR` puts it elsewhere.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle, licensesOf } from './bundling.js';
import { bundleHalves } from './halves.js';

const { values: options } = parseArgs({ options: { outdir: { type: 'string', default: 'lib' } } });
const root = join(import.meta.dirname, '..');
const outdir = resolve(options.outdir);

const { small, rest, inputs } = await bundleHalves({
  root,
  first: [
    'src/cli.ts',
    'src/commands/run-diff.ts',
    // To look whether what is named is a revision too, and to refuse: a part of the rest, and far smaller.
    'src/io/git/git.ts',
    'src/io/git/trees.ts',
    'src/refusal.ts',
    'src/review/diff-terminal.ts',
    'src/review/error.ts',
  ],
  program: [
    "export { connectors } from './src/bundled.ts';",
    "export const commands = async () => (await import('./src/commands/all.ts')).commands;",
  ],
  // Large, and wanted for spreadsheets alone.
  external: ['typescript', 'ts-node', '@e965/xlsx'],
});
const secondHand = await bundle({ absWorkingDir: root, splitting: false, entryPoints: ['src/io/csv/second-hand.ts'] });
const contract = await bundle({ absWorkingDir: root, splitting: false, entryPoints: ['src/contract/index.ts'] });
const files = {
  'src/cli.js': small,
  'src/rest.js': rest,
  // A thread that the first of them starts for large files.
  'src/second-hand.js': secondHand.files[0].text,
  // package.json names these two to oclif. They wake the file that runs, not another copy of it.
  'src/bundled.js': "export { connectors } from './rest.js';\n",
  'src/commands/all.js': "import { commands as load } from '../rest.js';\n\nexport const commands = await load();\n",
  'src/contract/index.js': contract.files[0].text,
  'licenses.txt': licensesOf(inputs),
};
rmSync(outdir, { recursive: true, force: true });
for (const [name, text] of Object.entries(files)) {
  mkdirSync(dirname(join(outdir, name)), { recursive: true });
  writeFileSync(join(outdir, name), text);
}

const tsc = join(root, 'node_modules/typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', outdir], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
