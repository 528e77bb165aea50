// Makes two files of one program: a small one that every run reads, and the rest, which it wakes. Each module is in one
// of them only, so that there is one RollcallError, whoever throws it and whoever asks.
import { join, relative } from 'node:path';
import { bundle } from './bundling.js';

/**
 * The small file, `cli.js`, holds the modules of `first`, as paths from `root`, with all that they import outright, and
 * exports what the first of them does. `rest.js` holds `program`, lines of a module, and what is imported later; it lies
 * in the same folder. Gives the text of both and the paths of the modules that went in.
 */
export async function bundleHalves({ root, first, program, ...options }) {
  const make = (lines, plugin) => {
    const stdin = { contents: lines.join('\n'), resolveDir: root, loader: 'ts' };
    return bundle({ ...options, absWorkingDir: root, splitting: false, stdin, plugins: [plugin] });
  };
  const imported = first.map((path) => `import './${path}';`);
  const shared = (await make(imported, withoutLater)).inputs.filter((path) => path.endsWith('.ts'));
  // Each is woken alone, when either file wants it: few runs need git.
  const woken = shared.map((path) => `'${path}': () => require('./${path}'),`);
  const later = new Set();
  const small = await make(
    [`export * from './${first[0]}';`, 'export const shared = {', ...woken, '};'],
    wakeRest({ root, shared, later }),
  );
  const asleep = [...later].map((path) => `'${path}': () => import('./${path}'),`);
  const rest = await make([...program, 'export const asleep = {', ...asleep, '};'], askSmall({ root, shared }));
  refuseDoubles(small.inputs, rest.inputs);
  return {
    small: small.files[0].text,
    rest: rest.files[0].text,
    inputs: [...small.inputs, ...rest.inputs],
  };
}

function refuseDoubles(small, rest) {
  const doubled = rest.filter((path) => path.endsWith('.ts') && small.includes(path));
  if (doubled.length > 0) throw new Error(`in both files: ${doubled.join(', ')}`);
}

/** Leaves out what is imported later. */
const withoutLater = {
  name: 'without-later',
  setup({ onResolve }) {
    onResolve({ filter: /^/ }, ({ kind, path }) => (kind === 'dynamic-import' ? { path, external: true } : undefined));
  },
};

/** Has the small file ask the rest for what it imports later and has not itself; `later` gathers the paths. */
function wakeRest({ root, shared, later }) {
  return {
    name: 'wake-rest',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^/ }, ({ kind, namespace, path, resolveDir }) => {
        if (namespace === 'asleep') return { path, external: true };
        const module = relative(root, join(resolveDir, path));
        if (kind !== 'dynamic-import' || shared.includes(module)) return undefined;
        later.add(module);
        return { path: module, namespace: 'asleep' };
      });
      onLoad({ filter: /^/, namespace: 'asleep' }, async ({ path }) => ({
        contents: [
          "const { asleep } = await import('./rest.js');",
          `export const { ${await exportsOf(root, path)} } = await asleep['${path}']();`,
        ].join('\n'),
      }));
    },
  };
}

/** Has the rest ask the small file for what that one has. */
function askSmall({ root, shared }) {
  return {
    name: 'ask-small',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^\./ }, ({ namespace, path, resolveDir }) => {
        if (namespace === 'shared') return { path, external: true };
        const module = relative(root, join(resolveDir, path));
        return shared.includes(module) ? { path: module, namespace: 'shared' } : undefined;
      });
      onLoad({ filter: /^/, namespace: 'shared' }, async ({ path }) => ({
        contents: [
          "import { shared } from './cli.js';",
          `export const { ${await exportsOf(root, path)} } = shared['${path}']();`,
        ].join('\n'),
      }));
    },
  };
}

/** The names that a module of ours exports, as the sources tell them when they are loaded. */
async function exportsOf(root, path) {
  return Object.keys(await import(join(root, path))).join(', ');
}
