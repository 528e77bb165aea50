import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config, Interfaces } from '@oclif/core';
import { type Connector, contractVersion, defineConnector, RollcallError } from './contract/index.ts';
import { suggestion } from './engine/expression/nearest.ts';

/** What a plugin exports under the hook `rollcall:connectors`. It is handed all it needs, so it imports nothing of ours. */
export type ConnectorHook = (options: ConnectorHookOptions) => Promise<readonly Connector[]>;

export interface ConnectorHookOptions {
  readonly contract: typeof contractVersion;
  readonly defineConnector: typeof defineConnector;
  /** The ids that are needed now; told to rollcall's own plugin only, which leaves its other connectors asleep. */
  readonly wanted?: readonly string[];
}

/** A connector and the plugin it came with. */
export interface InstalledConnector {
  readonly connector: Connector;
  readonly plugin: { readonly name: string; readonly version: string; readonly type: string; readonly root: string };
}

/** A plugin that cannot be used, with one sentence that names it. */
export interface BrokenPlugin {
  readonly plugin: string;
  readonly problem: string;
}

export interface Installed {
  /** Sorted by id. */
  readonly connectors: readonly InstalledConnector[];
  /** Sorted by the plugin's name. */
  readonly broken: readonly BrokenPlugin[];
}

/**
 * The connectors that a configuration asks for, by id; all that are installed when `wanted` is left out.
 * @throws RollcallError `CONNECTOR_BROKEN` when any plugin is unusable, asked for or not: nobody can tell what
 * it would have brought. `CONNECTOR_UNKNOWN` when an id is not installed.
 */
export async function loadConnectors(options: {
  readonly config: Config;
  readonly wanted?: readonly string[];
  readonly timeoutMs?: number;
}): Promise<ReadonlyMap<string, Connector>> {
  const { connectors, broken } = await findConnectors(options);
  if (broken.length > 0) throw new RollcallError('CONNECTOR_BROKEN', broken.map((one) => one.problem).join('\n'));
  const byId = new Map(connectors.map(({ connector }) => [connector.id, connector]));
  const wanted = [...new Set(options.wanted ?? byId.keys())].sort();
  const found = wanted.flatMap((id) => byId.get(id) ?? []);
  const unknown = wanted.find((id) => !byId.has(id));
  if (unknown !== undefined) throw await notInstalled(unknown, options);
  return new Map(found.map((connector) => [connector.id, connector]));
}

async function notInstalled(id: string, options: { readonly config: Config }): Promise<RollcallError> {
  const { connectors } = await findConnectors({ config: options.config });
  const ids = connectors.map(({ connector }) => connector.id);
  const known = ids.join(', ') || 'none';
  return new RollcallError(
    'CONNECTOR_UNKNOWN',
    `connector "${id}" is not installed${suggestion(id, ids)}. Installed: ${known}`,
  );
}

/**
 * Asks every plugin, one by one, for its connectors. oclif swallows what goes wrong in a hook: a thrown error,
 * a hang, a misspelt identifier, a plugin that cannot be loaded; each is named here.
 */
export async function findConnectors(options: {
  readonly config: Config;
  /** The ids that are needed; all when absent. */
  readonly wanted?: readonly string[];
  /** How long one plugin may take. */
  readonly timeoutMs?: number;
}): Promise<Installed> {
  const { config, wanted, timeoutMs = 10_000 } = options;
  // A command of ours starts before anybody looked for plugins.
  if (config.plugins.size === 0) await config.load();
  const answers: Answer[] = [];
  for (const plugin of config.plugins.values()) {
    if (hookName in plugin.hooks)
      answers.push(await askPlugin(plugin, { config, timeoutMs, ...(wanted && { wanted }) }));
  }
  const missing = (await missingPlugins(config)).map((name) =>
    broken(name, 'is installed by name but cannot be loaded'),
  );
  return settle(answers, missing);
}

const hookName = 'rollcall:connectors';

interface Answer {
  readonly plugin: Interfaces.Plugin;
  readonly connectors: readonly Connector[];
  readonly problem?: string;
}

async function askPlugin(
  plugin: Interfaces.Plugin,
  {
    config,
    wanted,
    timeoutMs,
  }: { readonly config: Config; readonly wanted?: readonly string[]; readonly timeoutMs: number },
): Promise<Answer> {
  const refuse = (problem: string): Answer => ({ plugin, connectors: [], problem });
  const alone: Config = Object.create(config, { plugins: { value: new Map([[plugin.name, plugin]]) } });
  const options: ConnectorHookOptions = {
    contract: contractVersion,
    defineConnector,
    ...(plugin.isRoot && wanted && { wanted }),
  };
  const outcome = await withoutExit(() => withinTime(runAlone(alone, options), timeoutMs));
  if (outcome === 'exited') return refuse('calls process.exit while it is asked for its connectors');
  if (outcome === 'late') return refuse(`did not answer within ${timeoutMs / 1000} s`);
  const [failure] = outcome.failures;
  if (failure) return refuse(`failed with ${failureName(failure.error)}`);
  const results = outcome.successes.map((success): unknown => success.result);
  if (results.length === 0) return refuse(`declares the hook "${hookName}" but exports nothing under its identifier`);
  // Ours are judged by a test, not at every start: that would take longer than all else a listing does.
  if (plugin.isRoot) return { plugin, connectors: results.flat() as readonly Connector[] };
  const { readConnector } = await import('./io/system/connector-schema.ts');
  const connectors: Connector[] = [];
  for (const result of results) {
    if (!Array.isArray(result)) return refuse('must give a list of connectors');
    for (const item of result) {
      const reading = readConnector(item);
      if (reading.problem !== undefined) return refuse(reading.problem);
      connectors.push(reading.connector);
    }
  }
  if (connectors.length === 0) return refuse('brings no connector');
  return { plugin, connectors };
}

type HookAnswer = Interfaces.Hook.Result<unknown>;

function runAlone(config: Config, options: ConnectorHookOptions): Promise<HookAnswer> {
  return config.runHook(hookName, { ...options }, undefined, true);
}

/** The timer keeps the process alive on purpose: a plugin that never settles would otherwise end it in silence. */
async function withinTime<T>(work: Promise<T>, timeoutMs: number): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), timeoutMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** A plugin that ends the process would end it with its own code and without a word from us. */
async function withoutExit<T>(work: () => Promise<T>): Promise<T | 'exited'> {
  const original = process.exit;
  let tellExit: (value: 'exited') => void = () => {};
  const exited = new Promise<'exited'>((resolve) => {
    tellExit = resolve;
  });
  process.exit = () => {
    tellExit('exited');
    throw new Error('process.exit is not for plugins');
  };
  try {
    const first = await Promise.race([work(), exited]);
    return first;
  } finally {
    process.exit = original;
  }
}

/** The error's name and code; its message could hold anything. */
function failureName(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return `${error.name}${code}`;
}

/** Plugins that the user installed or linked and that oclif only warned about when it could not load them. */
async function missingPlugins(config: Config): Promise<readonly string[]> {
  if (config.options.userPlugins === false) return [];
  const text = await readFile(join(config.dataDir, 'package.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw new RollcallError('FILE_UNREADABLE', `the list of installed plugins cannot be read (${error.code})`);
  });
  const installed: readonly { readonly name: string; readonly type: string }[] = JSON.parse(text).oclif?.plugins ?? [];
  return installed.map((plugin) => plugin.name).filter((name) => !config.plugins.has(name));
}

function settle(answers: readonly Answer[], missing: readonly BrokenPlugin[]): Installed {
  const owners = new Map<string, InstalledConnector>();
  const problems = [...missing];
  for (const { plugin, connectors, problem } of answers) {
    if (problem !== undefined) problems.push(broken(plugin.name, problem));
    for (const connector of connectors) {
      const other = owners.get(connector.id);
      if (!other) owners.set(connector.id, { connector, plugin: describePlugin(plugin) });
      else if (other.plugin.name === plugin.name)
        problems.push(broken(plugin.name, `brings connector "${connector.id}" twice`));
      else {
        problems.push(
          broken(plugin.name, `brings connector "${connector.id}", which plugin "${other.plugin.name}" brings too`),
        );
      }
    }
  }
  return {
    connectors: [...owners.values()].sort((a, b) => (a.connector.id < b.connector.id ? -1 : 1)),
    broken: problems.sort((a, b) => (a.plugin < b.plugin ? -1 : 1)),
  };
}

function broken(plugin: string, problem: string): BrokenPlugin {
  return { plugin, problem: `plugin "${plugin}" ${problem}` };
}

function describePlugin({ name, version, type, root }: Interfaces.Plugin): InstalledConnector['plugin'] {
  return { name, version, type, root };
}
