// What both bundles share: dist/, which GitHub starts, and lib/, the published command line.
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles modules with all that they import. What is imported later sleeps in the file that imports it; where its name
 * matches `apart` it is a file of its own, so that each run reads little: worth it for what is large and seldom wanted.
 * Gives path and text of each file, and the paths of the modules that went in; writes nothing.
 */
export async function bundle({ plugins = [], apart, ...options }) {
  const { outputFiles, metafile } = await build({
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // Names stay: a refusal of ours tells the place in the code, and keeping them under other names takes time at each start.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    banner: { js: banner },
    // oclif asks for them only in development.
    external: ['typescript', 'ts-node'],
    plugins: [...plugins, onlyWhatIsUsed(apart), plainBuiltins, sleepingFramework],
    metafile: true,
    write: false,
    ...options,
  });
  const files = outputFiles.map(({ path, text }) => ({ path, text: text.replace(/[^\0-\x7f]/g, escaped) }));
  return { files, inputs: Object.keys(metafile.inputs) };
}

/**
 * esbuild leaves letters as they are in regular expressions, nowhere else. A single one that is not in Latin-1 makes V8
 * keep the whole file in two bytes a character: twice the memory, and slower to read.
 */
function escaped(letter) {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
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

/** What an `import()` becomes whose module lies in the same file. */
const asleepHere = 'Promise.resolve().then(() => require';

/** Leaves out of two packages what nobody here uses: three quarters of zod, and the HTTP client that signs nobody in. */
const onlyWhatIsUsed = (apart) => ({
  name: 'only-what-is-used',
  setup({ onLoad, onResolve }) {
    // `z` is an object that holds all of zod, its words in fifty languages among them; of a namespace the rest falls away.
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replace("import { z } from 'zod';", "import * as z from 'zod';")
        .replaceAll(/\bimport\(('\.[^']+')\)/g, (later, name) =>
          apart?.test(name) === false ? `${asleepHere}(${name}))` : later,
        ),
      loader: 'ts',
    }));
    // Importing a file of @actions/core does nothing by itself, which its package.json fails to say.
    onResolve({ filter: /^\.\/[a-z-]+\.js$/ }, ({ path, resolveDir }) =>
      /@actions\/core\/lib$/.test(resolveDir) ? { path: join(resolveDir, path), sideEffects: false } : undefined,
    );
  },
});

/**
 * Takes Node's own modules as `require` gives them. An `import` of one asks for everything that it exports, and so loads
 * all of WebCrypto for a hash, and a whole HTTP client, 40 ms, for `createServer`.
 */
const plainBuiltins = {
  name: 'plain-builtins',
  setup({ onLoad, onResolve }) {
    // Packages also leave out `node:`.
    const builtins = new RegExp(`^(?:node:|(?:${builtinModules.join('|')})$)`);
    onResolve({ filter: builtins }, ({ path, kind }) =>
      kind === 'require-call' ? undefined : { path, namespace: 'builtin' },
    );
    onLoad({ filter: /^/, namespace: 'builtin' }, async ({ path }) => {
      const { default: _, ...parts } = await import(path);
      const builtin = `process.getBuiltinModule(${JSON.stringify(path)})`;
      // It loads streams and much else, and is used late or never.
      const isLate = /^(?:node:)?crypto$/.test(path);
      const exported = Object.entries(parts).map(([name, part]) => {
        // What begins with a capital is a class.
        const late = isLate && typeof part === 'function' && /^[a-z]/.test(name);
        // Unused ones fall away, and with them what asking for them would load.
        const now = `/* @__PURE__ */ (() => ${builtin}.${name})()`;
        return `export const ${name} = ${late ? `(...given) => ${builtin}.${name}(...given)` : now};`;
      });
      return { contents: [`export default /* @__PURE__ */ (() => ${builtin})();`, ...exported].join('\n') };
    });
  },
};

/**
 * Has oclif's files load one another when something of the other is used, not all at once: a command needs its parser,
 * and none of its help, its search for files or its questions to a terminal.
 */
const sleepingFramework = {
  name: 'sleeping-framework',
  setup({ onLoad }) {
    onLoad({ filter: /\/@oclif\/core\/lib\/.*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(/^const (\w+_\d+) = ((?:__\w+\()?require\(.*);$/gm, asleep),
      loader: 'js',
    }));
  },
};

/** `const name = require(…)` as an object whose parts are asked for when they are used. */
function asleep(_line, name, load) {
  return `let ${name}_;\nconst ${name} = new Proxy({}, { get: (_, part) => (${name}_ ??= ${load})[part] });`;
}

/** The licence of every package that went in, as most of them ask for. */
export function licensesOf(inputs) {
  const folders = inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : 'No licence file.'}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
