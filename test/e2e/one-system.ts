import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Connector, Simulator } from '../../src/contract/index.ts';
import { type SimulatorServer, serveSimulator } from '../../src/io/sandbox/simulator-server.ts';
import { type Pulled, type PullOptions, pull } from '../../src/pull.ts';
import { type Applied, apply, type Planned, plan, type SyncOptions } from '../../src/sync.ts';
import { emptyRepository, git } from '../io/repositories.ts';

export interface Setup<Next> {
  readonly connector: Connector;
  readonly simulator: Simulator;
  readonly environment: Readonly<Record<string, string>>;
  /** Files by path, as lines or as they are; `next` says what is other than usual in them. */
  readonly files: (next: Next, url: string) => Readonly<Record<string, string | readonly string[]>>;
  readonly first: Next;
  /** The clock of the firm, and of the simulator where it is stated. */
  readonly now?: () => number;
  /** What waiting does. Default: nothing. */
  readonly sleep?: (ms: number) => Promise<void>;
  readonly timeoutMs?: number;
}

/** A firm with one system. */
export interface OneSystem<Next> {
  readonly directory: string;
  readonly server: SimulatorServer;
  readonly options: SyncOptions;
  commit(next: Next): void;
  plan(options?: Partial<SyncOptions>): Promise<Planned>;
  apply(options?: Partial<SyncOptions>): Promise<Applied>;
  pull(options?: Partial<PullOptions>): Promise<Pulled>;
  /** Acts by hand in the app. */
  hand(path: string, body: unknown): Promise<void>;
}

/** A git repository with one commit and an account on the simulator, over the real transport. */
export async function openOneSystem<Next>(setup: Setup<Next>): Promise<OneSystem<Next>> {
  const { connector, simulator, environment, files, first } = setup;
  const { now = () => Date.parse('2026-11-02T08:00:00Z'), sleep = async () => {}, timeoutMs = 2000 } = setup;
  const directory = emptyRepository();
  const { id, credentials } = connector;
  const server = await serveSimulator({ simulator, title: id, credentials, ...(setup.now && { now }) });
  const commit = (next: Next): void => {
    for (const [path, content] of Object.entries(files(next, server.url))) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), typeof content === 'string' ? content : `${content.join('\n')}\n`);
    }
    git(directory, 'add', '--all');
    git(directory, 'commit', '--quiet', '--allow-empty', '--message', 'HR files');
  };
  const options: SyncOptions = {
    directory,
    config: 'rollcall.yaml',
    connectors: async () => new Map([[id, connector]]),
    environment,
    now,
    network: { sleep, timeoutMs },
  };
  commit(first);
  return {
    directory,
    server,
    options,
    commit,
    plan: (more) => plan({ ...options, ...more }),
    apply: (more) => apply({ ...options, ...more }),
    pull: (more) => pull({ ...options, system: id, ...more }),
    hand: async (path, body) => {
      const response = await fetch(`${server.url}/_sim/${path}`, { method: 'POST', body: JSON.stringify(body) });
      if (!response.ok) throw new Error(`/_sim/${path} answered ${response.status}`);
    },
  };
}
