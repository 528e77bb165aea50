import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Connector, type CreateSimulator, RollcallError } from '../../contract/index.ts';
import type { SystemRules } from '../../engine/rules.ts';
import { environmentVariable } from '../config/config-systems.ts';
import { accountOf, type Environment, type ResolvedWith, resolveSecrets } from '../config/secrets.ts';
import { sandboxFile, writeSandbox } from './sandbox-file.ts';
import { type SimulatorOptions, type SimulatorServer, serveSimulator } from './simulator-server.ts';
import { readState } from './simulator-state.ts';

export interface SandboxOptions {
  readonly systems: readonly SystemRules[];
  /** By id, as `loadConnectors` gives them. */
  readonly connectors: ReadonlyMap<string, Connector>;
  /** The git folder, where other commands look for the sandbox. */
  readonly gitDir: string;
  /** For settings that come from the environment. Credentials never do: the sandbox makes its own. */
  readonly environment: Environment;
  /** Where the simulators keep what they hold, a file a system. Default: `rollcall/sandbox` in the git folder. */
  readonly stateDir?: string;
  /** Of the first simulator; the next ones follow. Default: 4710, and free ones where those are taken. */
  readonly port?: number;
  /** Starts with empty accounts. */
  readonly reset?: boolean;
  readonly page?: SimulatorOptions['page'];
}

export interface SandboxSystem {
  readonly name: string;
  /** Id of its connector. */
  readonly connector: string;
  readonly title: string;
  /** Its stand-in for the vendor. Systems that share an account share it. */
  readonly endpoint: string;
  readonly server: SimulatorServer;
}

export interface Sandbox {
  readonly systems: readonly SandboxSystem[];
  /** Names of systems whose connector brings no simulator. */
  readonly without: readonly string[];
  /** Made-up credentials by the environment variables that rollcall.yaml names. */
  readonly environment: Readonly<Record<string, string>>;
  /** Saves all states and makes the sandbox unknown to other commands. */
  close(): Promise<void>;
}

/**
 * Starts a simulator for every account of the configured systems and writes down where they are, for `--sandbox`.
 * @throws RollcallError `CONFIG_INVALID` or `SECRET_MISSING` for settings that cannot be used, `FILE_UNREADABLE` for a
 * damaged state, `USAGE` when a stated port is taken.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { systems, connectors, gitDir } = options;
  const stateDir = options.stateDir ?? join(gitDir, 'rollcall', 'sandbox');
  const environment = madeUpCredentials(systems, connectors);
  const running: SandboxSystem[] = [];
  const without: string[] = [];
  const accounts = new Map<string, SimulatorServer>();
  try {
    for (const system of systems) {
      const connector = knownConnector(connectors, system);
      const create = await connector.simulator?.();
      if (!create) {
        without.push(system.name);
        continue;
      }
      const resolved = resolveSecrets(system, connector, { ...options.environment, ...environment });
      const fingerprint = connector.fingerprint.map((name) => resolved.settings[name] ?? null);
      const account = JSON.stringify([accountOf(system, connector, resolved.secrets), fingerprint]);
      const stateFile = join(stateDir, `${encodeURIComponent(system.name)}.json`);
      const server =
        accounts.get(account) ??
        (await startOne({ system, connector, create, resolved, stateFile, index: accounts.size }, options));
      accounts.set(account, server);
      running.push({
        name: system.name,
        connector: connector.id,
        title: connector.title,
        endpoint: server.url,
        server,
      });
    }
    await writeSandbox(gitDir, {
      environment,
      systems: Object.fromEntries(running.map(({ name, connector, endpoint }) => [name, { connector, endpoint }])),
    });
  } catch (error) {
    await closeAll(accounts);
    throw error;
  }
  return {
    systems: running,
    without,
    environment,
    async close() {
      await rm(sandboxFile(gitDir), { force: true });
      await closeAll(accounts);
    },
  };
}

interface Account {
  readonly system: SystemRules;
  readonly connector: Connector;
  readonly create: CreateSimulator;
  readonly resolved: ResolvedWith;
  readonly stateFile: string;
  /** How many came before it. */
  readonly index: number;
}

async function startOne(account: Account, options: SandboxOptions): Promise<SimulatorServer> {
  const { system, connector, create, resolved, stateFile, index } = account;
  if (options.reset) await rm(stateFile, { force: true });
  const state = readState(stateFile);
  const { settings, secrets, apart } = resolved;
  return listen(options.port, index, {
    simulator: create({
      settings,
      credentials: secrets,
      ...(apart && { others: Object.values(apart) }),
      ...(state !== undefined && { state }),
    }),
    title: `${system.name} (${connector.title})`,
    credentials: connector.credentials,
    stateFile,
    ...(options.page && { page: options.page }),
  });
}

const defaultPort = 4710;

/** Every variable that stands for a credential gets a value that tells where it belongs, the same on every start. */
export function madeUpCredentials(
  systems: readonly SystemRules[],
  connectors: ReadonlyMap<string, Connector>,
): Readonly<Record<string, string>> {
  const variables = systems.flatMap((system) =>
    knownConnector(connectors, system).credentials.flatMap(({ name }) => {
      const sets = [system.with, ...Object.values(system.credentials ?? {})];
      return sets.flatMap(({ [name]: written }) => (typeof written === 'string' && environmentVariable(written)) || []);
    }),
  );
  return Object.fromEntries(variables.map((name) => [name, `sandbox-${name.toLowerCase().replaceAll('_', '-')}`]));
}

function knownConnector(connectors: ReadonlyMap<string, Connector>, system: SystemRules): Connector {
  const connector = connectors.get(system.connector);
  if (connector) return connector;
  throw new RollcallError(
    'CONNECTOR_UNKNOWN',
    `connector "${system.connector}" of system "${system.name}" is not loaded`,
  );
}

async function listen(port: number | undefined, index: number, options: SimulatorOptions): Promise<SimulatorServer> {
  try {
    return await serveSimulator({ ...options, port: (port ?? defaultPort) + index });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (port === undefined) return serveSimulator(options);
    throw new RollcallError('USAGE', `port ${port + index} is taken`, { next: 'Choose another one with --port.' });
  }
}

async function closeAll(accounts: ReadonlyMap<string, SimulatorServer>): Promise<void> {
  for (const server of accounts.values()) await server.close();
}
