// Compiles this folder (AssemblyScript) to WebAssembly and writes it as a module that the sources import. `--check` writes nothing
// and fails when the committed bytes are not what it builds to. The compiler is installed by `npm ci` in this folder.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { main } from 'assemblyscript/asc';

const { values: options } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const root = new URL('..', import.meta.url);
/** What is built of what. */
const programs = [
  {
    source: 'diff.ts',
    name: 'kernelCode',
    target: 'src/engine/diff/stream/match/kernel-code.ts',
    // Two threads may run it on one memory.
    own: ['--enable', 'threads', '--sharedMemory'],
  },
  { source: 'cells.ts', name: 'cellsCode', target: 'src/engine/diff/cells-code.ts' },
];

const flags = ['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'];
const memory = ['--zeroFilledMemory', '--initialMemory', '1', '--maximumMemory', '65536'];
for (const { source, name, target, own = [] } of programs) {
  const code = await compile(source, own);
  const text = Buffer.from(code).toString('base64');
  const module = `/** \`kernel/\` as WebAssembly, in Base64. Built by "npm run kernel", never edited. */
export const ${name} =
  '${text}';
`;
  if (!options.check) {
    writeFileSync(new URL(target, root), module);
    console.log(`${target}: ${code.length} bytes of WebAssembly`);
  } else if (read(target) !== module) {
    console.error(`${target}: not what kernel/ builds to. Run "npm run kernel".`);
    process.exit(1);
  }
}

async function compile(source, own) {
  let code = new Uint8Array();
  const { error, stderr } = await main([source, ...flags, ...own, ...memory, '--outFile', 'out.wasm'], {
    readFile: (name) => read(`kernel/${name}`),
    writeFile: (_name, contents) => {
      code = contents;
    },
    listFiles: () => [],
  });
  if (error === null) return code;
  console.error(stderr.toString());
  process.exit(1);
}

function read(file) {
  try {
    return readFileSync(new URL(file, root), 'utf8');
  } catch {
    return null;
  }
}
