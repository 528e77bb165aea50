// Builds lib/, the published command line: one file, since finding and reading hundreds takes longer than running what
// is in them; what a run does not need stays asleep in it. The types of the contract are there as well, for connectors
// from outside. `--outdir DIR` puts it elsewhere.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from './bundling.js';

const { values: options } = parseArgs({ options: { outdir: { type: 'string', default: 'lib' } } });
const root = join(import.meta.dirname, '..');
const outdir = resolve(options.outdir);

const program = `
  export { run } from './src/cli.ts';
  export { connectors } from './src/bundled.ts';
  export const commands = async () => (await import('./src/commands/all.ts')).commands;
`;
const line = { absWorkingDir: root, splitting: false };
const { outputFiles, licenses } = await bundle({
  ...line,
  stdin: { contents: program, resolveDir: root, loader: 'ts' },
  // Large, and wanted for spreadsheets alone.
  external: ['typescript', 'ts-node', '@e965/xlsx'],
});
const contract = await bundle({ ...line, entryPoints: ['src/contract/index.ts'] });
const files = {
  'src/cli.js': outputFiles[0].text,
  // package.json names these two to oclif. They wake the file that runs, not another copy of it.
  'src/bundled.js': "export { connectors } from './cli.js';\n",
  'src/commands/all.js': "import { commands as load } from '../cli.js';\n\nexport const commands = await load();\n",
  'src/contract/index.js': contract.outputFiles[0].text,
  'licenses.txt': licenses,
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
