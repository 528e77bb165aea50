// Bundles the Action into dist/, which runs without node_modules. What is loaded later is a file of its own: the first
// one, index.js, is small and starts at once. `--check` writes nothing and fails when dist/ is not what the sources build
// to; `--outdir DIR` puts it elsewhere.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle, licensesOf } from './bundling.js';

const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    entry: { type: 'string', default: 'src/action/entry.ts' },
    outdir: { type: 'string', default: 'dist' },
  },
});

if (!existsSync(options.entry)) {
  console.error(`There is no ${options.entry} to bundle.`);
  process.exit(1);
}

const bundled = await bundle({
  entryPoints: { index: options.entry },
  outdir: 'bundle',
  // Seldom wanted, or before all else; finding and reading any other file costs more than having it in one of these.
  apart: /\/(?:connector-.*\/index|octokit|perform|simulator)\.ts'$/,
});

const files = {
  ...Object.fromEntries(bundled.files.map(({ path, text }) => [basename(path), text])),
  // Node takes the nearest package.json for its word that index.js is a module.
  'package.json': `${JSON.stringify({ type: 'module' })}\n`,
  'licenses.txt': licensesOf(bundled.inputs),
};

const stale = Object.entries(files).filter(([name, text]) => read(join(options.outdir, name)) !== text);
const gone = existsSync(options.outdir) ? readdirSync(options.outdir).filter((name) => !(name in files)) : [];
if (!options.check) {
  mkdirSync(options.outdir, { recursive: true });
  for (const name of gone) rmSync(join(options.outdir, name));
  for (const [name, text] of stale) writeFileSync(join(options.outdir, name), text);
  const bytes = bundled.files.reduce((sum, { text }) => sum + text.length, 0);
  console.log(`${options.outdir}: ${bundled.files.length} files, ${(bytes / 1e6).toFixed(2)} MB`);
} else if (stale.length + gone.length > 0) {
  const names = [...stale.map(([name]) => name), ...gone].map((name) => join(options.outdir, name));
  console.error(`${names.join(', ')}: not what the sources build to. Run "npm run bundle".`);
  process.exit(1);
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
