import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach } from '@jest/globals';
import { officevibe } from '../../plugins/connector-officevibe/src/index.ts';
import { springest } from '../../plugins/connector-springest/src/index.ts';
import { type Connector, RollcallError, type Simulator, type Value } from '../../src/contract/index.ts';
import type { Plan, Receipt, Release, SystemPlan } from '../../src/engine/change.ts';
import { toShard } from '../../src/engine/shard.ts';
import type { Fault } from '../../src/io/sandbox/simulator-fault.ts';
import { type ReceivedCall, type SimulatorServer, serveSimulator } from '../../src/io/sandbox/simulator-server.ts';
import { describeError } from '../../src/review/error.ts';
import * as sync from '../../src/sync.ts';
import { cleanHome, project } from '../commands/rollcall.ts';
import { clone, emptyRepository, git, temporaryFolder } from '../io/repositories.ts';

/** A system as a test states it: what stands in rollcall.yaml, without endpoint and credentials. */
export interface SystemSetup {
  readonly connector: 'springest' | 'officevibe';
  readonly with?: Readonly<Record<string, Value>>;
  /** Further keys of the system's section: `only`, `fields`, `limits`, … */
  readonly rules?: Readonly<Record<string, Value>>;
}

export interface FirmSetup {
  readonly systems: Readonly<Record<string, SystemSetup>>;
  /** Top-level keys of rollcall.yaml beside `systems`. Default: one source, hr/people.csv, in Paris. */
  readonly config?: Readonly<Record<string, Value>>;
  /** Files beside rollcall.yaml; texts or bytes. */
  readonly files: Files;
  /** With a bare repository as `origin`. */
  readonly remote?: boolean;
}

export type Files = Readonly<Record<string, string | Uint8Array | null>>;

/** A vendor's stand-in, as a test sees it. */
export interface FirmSystem {
  readonly server: SimulatorServer;
  readonly key: string;
  fault(fault: Fault): void;
  /** Forgets all faults that are left. */
  mend(): void;
  calls(): readonly ReceivedCall[];
  /** Calls that change something, as the call log has them. */
  writes(): readonly ReceivedCall[];
  /** Does what a person does by hand in the app: `/_sim/…` of Officevibe. */
  byHand(path: string, body: Value): Promise<void>;
  /** Everything it remembers. */
  state(): Value;
  /** Called before a write is worked off, with its number from 1; and after, before the answer leaves. */
  beforeWrite: (count: number) => void;
  afterWrite: (count: number) => void;
}

/** How a run of the command line ended. */
export interface Outcome {
  readonly code: number;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The lines of stdout that are JSON. */
  readonly json: readonly Json[];
}

// biome-ignore lint/suspicious/noExplicitAny: what a program prints is looked into freely by its tests.
export type Json = any;

/** How a run within this process ended: with a plan, or a refusal. */
export interface Run {
  readonly code: number;
  readonly error: RollcallError | undefined;
  /** The refusal as the command line tells it; empty when there was none. */
  readonly words: string;
  readonly plan: Plan;
  readonly receipts: readonly Receipt[];
  readonly systems: readonly sync.PreparedSystem[];
  of(system: string): SystemPlan;
}

export interface RunOptions {
  readonly directory?: string;
  readonly config?: string;
  readonly system?: string;
  readonly only?: string;
  /** `2/3`, at the same time as the others. */
  readonly shard?: string;
  readonly inTurn?: boolean;
  readonly allow?: readonly string[];
  /** A day, at noon in UTC. Default: now. */
  readonly day?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Patience with one call. Default: that of the transport. */
  readonly timeoutMs?: number;
  /** What a pause before another try does. Default: nothing. */
  readonly sleep?: () => Promise<void>;
}

export interface ProcessOptions {
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly onStart?: (pid: number) => void;
}

export interface Firm {
  readonly dir: string;
  readonly bare: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly systems: Readonly<Record<string, FirmSystem>>;
  system(name: string): FirmSystem;
  edit(files: Files): void;
  /** Edits, commits, and pushes where there is a remote. Gives the commit's id. */
  commit(files?: Files, message?: string): string;
  /** rollcall.yaml with some of its systems stated anew. */
  config(systems: Readonly<Record<string, SystemSetup>>, config?: Readonly<Record<string, Value>>): string;
  /** The real command line, as a process. */
  rollcall(args: readonly string[], options?: ProcessOptions): Promise<Outcome>;
  plan(options?: RunOptions): Promise<Run>;
  apply(options?: RunOptions): Promise<Run>;
  /** A fresh clone of the remote. */
  clone(): string;
}

const connectors: Readonly<Record<string, Connector>> = { springest, officevibe };

const open: SimulatorServer[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** Makes a firm: a git repository with one commit, and a simulator on loopback for each of its systems. */
export async function makeFirm(setup: FirmSetup): Promise<Firm> {
  const systems: Record<string, FirmSystem> = {};
  for (const [name, system] of Object.entries(setup.systems)) systems[name] = await startSystem(name, system);
  const dir = emptyRepository();
  const bare = setup.remote ? temporaryFolder() : undefined;
  const environment = {
    ...cleanHome(),
    ...Object.fromEntries(Object.entries(systems).map(([name, { key }]) => [variable(name), key])),
  };
  const configOf: Firm['config'] = (changed, config = {}) =>
    JSON.stringify(
      {
        version: 1,
        timezone: 'Europe/Paris',
        sources: { hr: { employees: 'hr/people.csv' } },
        ...setup.config,
        ...config,
        systems: Object.fromEntries(
          Object.entries({ ...setup.systems, ...changed }).map(([name, one]) => [
            name,
            {
              connector: one.connector,
              endpoint: systems[name]?.server.url ?? 'http://127.0.0.1:9',
              with: { ...defaultWith(name, one), api_key: `\${${variable(name)}}` },
              ...one.rules,
            },
          ]),
        ),
      },
      null,
      2,
    );

  const firm: Firm = {
    dir,
    bare,
    environment,
    systems,
    system(name) {
      const system = systems[name];
      if (!system) throw new Error(`no system ${name}`);
      return system;
    },
    edit: (files) => writeFiles(dir, files),
    commit(files = {}, message = 'Change') {
      writeFiles(dir, files);
      git(dir, 'add', '--all');
      git(dir, 'commit', '--quiet', '--allow-empty', '-m', message);
      if (bare !== undefined) git(dir, 'push', '--quiet', 'origin', 'main');
      return git(dir, 'rev-parse', 'HEAD');
    },
    config: configOf,
    rollcall: (args, options = {}) =>
      runProcess(args, {
        cwd: options.directory ?? dir,
        env: { ...environment, ...options.environment },
        ...(options.onStart && { onStart: options.onStart }),
      }),
    plan: (options = {}) => run('plan', options),
    apply: (options = {}) => run('apply', options),
    clone: () => clone(bare ?? dir),
  };

  async function run(what: 'plan' | 'apply', options: RunOptions): Promise<Run> {
    let planned: sync.Planned | undefined;
    const base: sync.SyncOptions = {
      directory: options.directory ?? dir,
      config: options.config ?? 'rollcall.yaml',
      connectors: async (wanted) => new Map(wanted.map((id) => [id, connectors[id] as Connector])),
      environment: { ...environment, ...options.environment },
      now: options.day === undefined ? Date.now : () => Date.parse(`${options.day}T12:00:00Z`),
      releases: (options.allow ?? []).map(toRelease),
      network: {
        sleep: options.sleep ?? (async () => {}),
        ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
      },
      ...(options.system !== undefined && { system: options.system }),
      ...(options.only !== undefined && { only: options.only }),
    };
    try {
      if (what === 'plan') {
        planned = await sync.plan(base);
        return runOf({ code: planned.exit, plan: planned.plan, systems: planned.systems });
      }
      const shard = options.shard === undefined ? {} : { shard: toShard(options.shard, options.inTurn === true) };
      const applied = await sync.apply({ ...base, ...shard, actor: 'tester' });
      return runOf({ code: applied.exit, plan: applied.plan, receipts: applied.receipts });
    } catch (error) {
      if (error instanceof RollcallError) return runOf({ code: error.exit, error });
      throw error;
    }
  }

  if (bare !== undefined) {
    git(bare, 'init', '--quiet', '--bare', '--initial-branch=main');
    git(dir, 'remote', 'add', 'origin', bare);
  }
  firm.commit({ 'rollcall.yaml': configOf({}), ...setup.files }, 'Begin');
  return firm;
}

/** The environment variable that holds a system's key. */
export function variable(system: string): string {
  return `${system.toUpperCase().replaceAll('-', '_')}_KEY`;
}

export interface PersonRow {
  readonly id: string;
  readonly [column: string]: string;
}

/** A made-up person with everything filled in. */
export function person(id: string | number, rest: Readonly<Record<string, string>> = {}): PersonRow {
  return {
    id: String(id),
    email: `p${id}@firm.test`,
    first_name: `First${id}`,
    last_name: `Last${id}`,
    department: 'Sales',
    job_title: 'Clerk',
    manager_id: '',
    ...rest,
  };
}

export function people(count: number, rest: Readonly<Record<string, string>> = {}): readonly PersonRow[] {
  return Array.from({ length: count }, (_, index) => person(index + 1, rest));
}

/** Rows as a CSV text, with the columns of the first row. */
export function csv(rows: readonly Readonly<Record<string, string>>[], columns?: readonly string[]): string {
  const header = columns ?? Object.keys(rows[0] ?? {});
  return [header, ...rows.map((row) => header.map((column) => row[column] ?? ''))]
    .map((cells) => `${cells.map(quoted).join(',')}\n`)
    .join('');
}

/** Accounts of a Springest site, as the simulator keeps them. */
export interface SpringestPerson {
  readonly external_id: string;
  readonly email: string;
  readonly active: boolean;
  readonly texts: Readonly<Record<string, string>>;
  readonly approvers: readonly { readonly email: string; readonly label: string }[];
}

export function springestPeople(system: FirmSystem): readonly SpringestPerson[] {
  return (system.state() as unknown as { people: SpringestPerson[] }).people;
}

/** Ids of the accounts that are open, sorted. */
export function activeIn(system: FirmSystem): readonly string[] {
  return springestPeople(system)
    .filter((one) => one.active)
    .map((one) => one.external_id)
    .sort();
}

export interface OfficevibeState {
  readonly users: readonly {
    readonly externalId: string | null;
    readonly email: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly jobTitle: string;
    readonly status: string;
    readonly isAdmin: boolean;
  }[];
  readonly groups: readonly {
    readonly id: string;
    readonly externalId: string | null;
    readonly name: string;
    readonly members: readonly string[];
  }[];
  readonly mails: readonly string[];
}

export function officevibeState(system: FirmSystem): OfficevibeState {
  return system.state() as unknown as OfficevibeState;
}

/** Ids of the people whom the app lists, administrators without an id aside, sorted. */
export function listedIn(system: FirmSystem): readonly string[] {
  return officevibeState(system)
    .users.filter((user) => user.status !== 'Deactivated' && user.status !== 'Deleted' && user.externalId !== null)
    .map((user) => String(user.externalId))
    .sort();
}

/** `op kind/key` of all changes of a system's plan. */
export function changesOf(plan: SystemPlan): readonly string[] {
  return plan.changes.map((change) => `${change.op} ${change.kind}/${change.key}`);
}

/** The changes of people, as `op key`. */
export function peopleOf(plan: SystemPlan): readonly string[] {
  return plan.changes
    .filter((change) => change.kind === 'employees')
    .map((change) => `${change.op} ${change.key}`)
    .sort();
}

/** Every file below a folder, as text. */
export function ledgerText(dir: string): string {
  const tree = git(dir, 'ls-tree', '-r', '--name-only', 'refs/rollcall/ledger').split('\n');
  return tree.map((path) => git(dir, 'cat-file', 'blob', `refs/rollcall/ledger:${path}`)).join('\n');
}

function defaultWith(name: string, { connector, with: stated }: SystemSetup): Readonly<Record<string, Value>> {
  const own: Readonly<Record<string, Value>> =
    connector === 'springest'
      ? { site: name, calls_per_hour: 1_000_000 }
      : { account: name, sync_manager_email: 'admin@firm.test', calls_per_minute: 100_000 };
  return { ...own, ...stated };
}

async function startSystem(name: string, setup: SystemSetup): Promise<FirmSystem> {
  const connector = connectors[setup.connector] as Connector;
  const key = `canary-key-of-${name}`;
  const create = await connector.simulator?.();
  if (!create) throw new Error(`${setup.connector} has no simulator`);
  const simulator = create({ settings: defaultWith(name, setup), credentials: { api_key: key } });
  let count = 0;
  const watched: Simulator = {
    ...simulator,
    handle(request) {
      const isWrite = request.method !== 'GET' && !request.path.includes('/_sim/');
      if (isWrite) system.beforeWrite(++count);
      const response = simulator.handle(request);
      if (isWrite) system.afterWrite(count);
      return response;
    },
  };
  const server = await serveSimulator({
    simulator: watched,
    title: name,
    credentials: connector.credentials,
  });
  open.push(server);
  const system: FirmSystem = {
    server,
    key,
    fault: server.fault,
    mend: server.mend,
    calls: server.calls,
    writes: () => server.calls().filter((call) => call.method !== 'GET' && !call.path.includes('/_sim/')),
    async byHand(path, body) {
      const answer = await fetch(`${server.url}/_sim/${path}`, { method: 'POST', body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`/_sim/${path} answered ${answer.status}`);
    },
    state: () => simulator.state(),
    beforeWrite: () => {},
    afterWrite: () => {},
  };
  return system;
}

function runProcess(
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly onStart?: (pid: number) => void },
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const { cwd, env, onStart } = options;
    const child = spawn(process.execPath, [join(project, 'bin', 'run.js'), ...args], { cwd, env, stdio: 'pipe' });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output.stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 128, signal, ...output, json: linesOf(output.stdout) }),
    );
    if (child.pid !== undefined) onStart?.(child.pid);
  });
}

function linesOf(text: string): readonly Json[] {
  return text.split('\n').flatMap((line): readonly Json[] => {
    try {
      return line.startsWith('{') ? [JSON.parse(line)] : [];
    } catch {
      return [];
    }
  });
}

function runOf(found: {
  readonly code: number;
  readonly error?: RollcallError;
  readonly plan?: Plan;
  readonly receipts?: readonly Receipt[];
  readonly systems?: readonly sync.PreparedSystem[];
}): Run {
  const nothing: Plan = {
    version: 1,
    digest: '',
    commit: '',
    uncommitted: false,
    date: '',
    systems: [],
    findings: [],
  };
  const plan = found.plan ?? nothing;
  return {
    code: found.code,
    error: found.error,
    words: found.error ? describeError(found.error, { color: false }) : '',
    plan,
    receipts: found.receipts ?? [],
    systems: found.systems ?? [],
    of(name) {
      const system = plan.systems.find((one) => one.name === name);
      if (!system) throw new Error(`no plan for ${name}: ${found.error?.code} ${found.error?.message}`);
      return system;
    },
  };
}

function toRelease(text: string): Release {
  const [, system = '', limit = '', count = ''] = /^([^:=]+):(.+)=(\d+)$/.exec(text) ?? [];
  return { system, limit, count: Number(count), by: 'tester' };
}

function writeFiles(dir: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(dir, path);
    if (content === null) rmSync(file, { force: true });
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A file of the firm as it lies there. */
export function readText(dir: string, path: string): string {
  return readFileSync(join(dir, path), 'utf8');
}
