import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { connectors as bundled, bundledIds } from '../bundled.ts';
import { type Connector, contractVersion, defineConnector, RollcallError } from '../contract/index.ts';
import { suggestion } from '../engine/expression/nearest.ts';
import type { Repository } from '../io/git/git.ts';
import { commitTree } from '../io/git/trees.ts';
import type { SyncOptions } from '../sync.ts';

type FindConnectors = SyncOptions['connectors'];

/** The connectors that come with rollcall. @throws RollcallError `CONNECTOR_UNKNOWN` for others. */
export const bundledConnectors: FindConnectors = async (wanted) => {
  const known = new Map((await bundled({ wanted })).map((connector) => [connector.id, connector]));
  const missing = wanted.find((id) => !known.has(id));
  if (missing === undefined) return known;
  throw new RollcallError(
    'CONNECTOR_UNKNOWN',
    `The connector ${missing} does not come with the Action${suggestion(missing, bundledIds)}.`,
    {
      next: 'Add its package to "dependencies" in package.json of this repository, and run "npm ci --ignore-scripts" before.',
    },
  );
};

/**
 * Those, and the ones that the repository's own package.json brings, as `npm ci` installed them. Only where package.json
 * and its lock are those of the trusted commit: a pull request brings no code that sees a secret.
 * @throws RollcallError `CONNECTOR_UNKNOWN`, `CONNECTOR_BROKEN`.
 */
export async function withRepositoryConnectors(
  inner: FindConnectors,
  repository: Repository,
  commits: { readonly trusted: string; readonly checkedOut: string },
): Promise<FindConnectors> {
  return async (wanted) => {
    const known = new Map((await bundled({ wanted })).map((connector) => [connector.id, connector]));
    if (wanted.every((id) => known.has(id))) return inner(wanted);
    const changed = await repository.changedPaths(commits.trusted, commits.checkedOut);
    const touched = changed.find((path) =>
      /^(package(-lock)?\.json|npm-shrinkwrap\.json|\.npmrc|node_modules\/)/.test(path),
    );
    if (touched !== undefined) {
      const missing = wanted.find((id) => !known.has(id));
      throw new RollcallError(
        'CONNECTOR_UNKNOWN',
        `This changes ${touched}, so the connector ${missing} is not loaded.`,
        {
          next: 'Merge it first, in a pull request of its own: code that sees secrets comes from what is merged.',
        },
      );
    }
    for (const connector of await installedConnectors(repository, commits.trusted)) {
      if (known.has(connector.id))
        throw new RollcallError('CONNECTOR_BROKEN', `The connector ${connector.id} is brought twice.`);
      known.set(connector.id, connector);
    }
    return wanted.every((id) => known.has(id)) ? known : inner(wanted);
  };
}

const dependencies = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });
const hook = z.union([z.string(), z.object({ target: z.string(), identifier: z.string().default('default') })]);
const plugin = z.object({ oclif: z.object({ hooks: z.object({ 'rollcall:connectors': hook }) }) });

async function installedConnectors(repository: Repository, commit: string): Promise<readonly Connector[]> {
  const bytes = await commitTree(repository, commit).read('package.json');
  const named = dependencies.safeParse(bytes && parse(new TextDecoder().decode(bytes)));
  const found: Connector[] = [];
  for (const name of Object.keys(named.data?.dependencies ?? {})) found.push(...(await fromPackage(repository, name)));
  return found;
}

async function fromPackage(repository: Repository, name: string): Promise<readonly Connector[]> {
  const modules = join(repository.root, 'node_modules');
  const folder = join(modules, name);
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
  const read = plugin.safeParse(text === undefined ? undefined : parse(text));
  if (!read.success) return [];
  // A link leads to files of the checkout, which a pull request may change.
  const real = await realpath(folder);
  if (!real.startsWith(`${await realpath(modules)}${sep}`))
    throw broken(name, 'is a link to files that are not installed');
  const declared = read.data.oclif.hooks['rollcall:connectors'];
  const { target, identifier } = typeof declared === 'string' ? { target: declared, identifier: 'default' } : declared;
  const answer = await withinTime(async () => {
    const loaded: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(real, target)).href);
    const ask = loaded[identifier];
    return typeof ask === 'function' ? ask({ contract: contractVersion, defineConnector }) : undefined;
  }, name);
  if (!Array.isArray(answer)) throw broken(name, 'gives no list of connectors');
  const { readConnector } = await import('../io/system/connector-schema.ts');
  return answer.map((item) => {
    const reading = readConnector(item);
    if (reading.problem !== undefined) throw broken(name, reading.problem);
    return reading.connector;
  });
}

/** Milliseconds that a plugin may take to say what it brings. */
const patienceMs = 10_000;

/** The timer keeps the process alive on purpose: a plugin that never settles would end it in silence. */
async function withinTime(work: () => Promise<unknown>, name: string): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(broken(name, `did not answer within ${patienceMs / 1000} s`)), patienceMs);
  });
  try {
    return await Promise.race([work(), late]);
  } catch (error) {
    if (error instanceof RollcallError) throw error;
    throw broken(name, `failed with ${error instanceof Error ? error.name : typeof error}`);
  } finally {
    clearTimeout(timer);
  }
}

function broken(name: string, problem: string): RollcallError {
  return new RollcallError('CONNECTOR_BROKEN', `plugin "${name}" ${problem}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
