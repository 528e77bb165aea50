// Bundles the Action into dist/, which runs without node_modules. What is loaded later is a file of its own: the first
// one, index.js, is small and starts at once. `--check` writes nothing and fails when dist/ is not what the sources build
// to; `--outdir DIR` puts it elsewhere.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

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

// oclif is CommonJS and asks for these three at run time.
const banner = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { dirname as __dirnameOf } from 'node:path';",
  "import { fileURLToPath as __pathOf } from 'node:url';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __pathOf(import.meta.url);',
  'const __dirname = __dirnameOf(__filename);',
].join('\n');

const { outputFiles, metafile } = await build({
  entryPoints: { index: options.entry },
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  minify: true,
  // Names of classes are shown: `TypeError at …`, `RollcallError`.
  keepNames: true,
  legalComments: 'none',
  banner: { js: banner },
  // oclif asks for them only in development.
  external: ['typescript', 'ts-node'],
  metafile: true,
  write: false,
  outdir: 'bundle',
});

const files = {
  ...Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text])),
  // Node takes the nearest package.json for its word that index.js is a module.
  'package.json': `${JSON.stringify({ type: 'module' })}\n`,
  'licenses.txt': licenses(Object.keys(metafile.inputs)),
};

const stale = Object.entries(files).filter(([name, text]) => read(join(options.outdir, name)) !== text);
const gone = existsSync(options.outdir) ? readdirSync(options.outdir).filter((name) => !(name in files)) : [];
if (!options.check) {
  mkdirSync(options.outdir, { recursive: true });
  for (const name of gone) rmSync(join(options.outdir, name));
  for (const [name, text] of stale) writeFileSync(join(options.outdir, name), text);
  const bytes = outputFiles.reduce((sum, { contents }) => sum + contents.length, 0);
  console.log(`${options.outdir}: ${outputFiles.length} files, ${(bytes / 1e6).toFixed(2)} MB`);
} else if (stale.length + gone.length > 0) {
  const names = [...stale.map(([name]) => name), ...gone].map((name) => join(options.outdir, name));
  console.error(`${names.join(', ')}: not what the sources build to. Run "npm run bundle".`);
  process.exit(1);
}

/** The licence of every package that went in, as most of them ask for. */
function licenses(inputs) {
  const folders = inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : 'No licence file.'}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
