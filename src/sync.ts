import { randomUUID } from 'node:crypto';
import { type Connector, type Kind, RollcallError } from './contract/index.ts';
import type { Plan, Receipt, Release } from './engine/change.ts';
import type { Trigger } from './engine/due.ts';
import { exitOfApply, exitOfPlan } from './engine/exit.ts';
import { refuseNobody, refuseStopped, refuseWrongReleases } from './engine/limits/refusals.ts';
import { mapRoster } from './engine/map/map.ts';
import { type PlannedSystem, planSystem } from './engine/plan/plan.ts';
import type { Shard } from './engine/shard.ts';
import type { Environment } from './io/config/secrets.ts';
import { openRepository, type Repository } from './io/git/git.ts';
import { digestKey } from './io/ledger/digest-key.ts';
import { takeLease } from './io/ledger/lease.ts';
import { openLedger } from './io/ledger/ledger.ts';
import type { LockPart } from './io/ledger/lock-holder.ts';
import { sealPlan } from './io/ledger/seal.ts';
import { type Moment, readMoment } from './io/moment.ts';
import { type SandboxAddress, sandboxRef } from './io/sandbox/sandbox-file.ts';
import { type Gathered, gatherState } from './io/system/gather.ts';
import type { LiveReader } from './io/system/live-reader.ts';
import { systemClock } from './io/system/pace.ts';
import { recordFiles } from './io/system/record-files.ts';
import { type NetworkOptions, openSystems, type System } from './io/system/system.ts';
import { chooseSystems, wantedElsewhere } from './io/system/turn.ts';
import { inRounds } from './shard-rounds.ts';
import { writePlanned } from './write-planned.ts';

export interface SyncOptions {
  /** Any folder of the repository. */
  readonly directory: string;
  /** The repository, where it is open already. */
  readonly repository?: Repository;
  /** Path of the configuration within the repository. */
  readonly config: string;
  /** Finds the connectors that are asked for, or refuses. */
  readonly connectors: (wanted: readonly string[]) => Promise<ReadonlyMap<string, Connector>>;
  readonly environment: Environment;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** This system only. */
  readonly system?: string;
  /** This person only. */
  readonly only?: string;
  /** The person may be one who has left long ago: a question, not a trial. */
  readonly mayBeGone?: boolean;
  readonly releases?: readonly Release[];
  /** Asked when limits stop the plan: what releases them for exactly this plan. */
  readonly release?: (stopped: Planned) => Promise<readonly Release[]>;
  /** Leaves out systems whose `when:` does not make them due: on a push all that are not `push`, on a schedule those that had their turn. */
  readonly trigger?: Trigger;
  /** Simulators in place of all systems; what is applied to them is noted apart, in this clone only. */
  readonly sandbox?: SandboxAddress;
  /** Patience with the systems. Default: that of the transport. */
  readonly network?: NetworkOptions;
  /** Told what is being done, for those who watch. */
  readonly onStep?: (step: string) => void;
}

export interface ApplyOptions extends SyncOptions {
  /** Refuses a plan that is not the one reviewed; called with the fresh plan before anything is written. */
  readonly confirm?: (plan: Plan, key: Buffer) => void;
  /** Accounts that approved what is applied, for the ledger; throws to refuse. Called before anything is written. */
  readonly approve?: (planned: Planned) => Promise<readonly string[]>;
  readonly onReceipt?: (receipt: Receipt) => void;
  /** Account that runs it, for the ledger. */
  readonly actor?: string;
  /** One of several jobs that share the work; a run without it settles what they did and does what is left. */
  readonly shard?: Shard;
}

/** A plan with all that it was made from. */
export interface Planned {
  readonly plan: Plan;
  readonly exit: number;
  readonly moment: Moment;
  readonly systems: readonly PreparedSystem[];
  /** Names of systems whose turn has not come. */
  readonly later: readonly string[];
  /** Keys the plan's digest, so that values cannot be guessed from it. */
  readonly key: Buffer;
}

export interface PreparedSystem extends PlannedSystem {
  readonly system: System;
  readonly gathered: Gathered;
}

export interface Applied {
  readonly plan: Plan;
  readonly exit: number;
  readonly run: string;
  readonly receipts: readonly Receipt[];
  /** Names of systems whose turn has not come. */
  readonly later: readonly string[];
  /** Changes of this shard that wait for others; the run without `shard` takes them up. */
  readonly left: number;
}

/**
 * What would be done in every system: **read → check → diff → plan → limit**. Writes nothing, anywhere.
 * @throws RollcallError `ROSTER_REFUSED`, `CONFIG_INVALID`, `SECRET_MISSING`, `LEDGER_UNREACHABLE` and others that make
 * any plan impossible. A system that cannot be read is refused in the plan; the others are planned.
 */
export async function plan(options: SyncOptions): Promise<Planned> {
  return planIn(options.repository ?? (await openRepository(options.directory)), options);
}

async function planIn(repository: Repository, options: Parameters<typeof planMoment>[1]): Promise<Planned> {
  options.onStep?.('reading the roster');
  return planMoment(await readMoment(repository, options.config, options.now()), options);
}

/** The same for a moment at hand, such as a commit under review. Plans that share a `reader` read each system once. */
export async function planMoment(
  moment: Moment,
  options: SyncOptions & {
    readonly reader?: LiveReader;
    readonly alsoRead?: readonly Kind[];
    /** One of several jobs; those at the same time use their share of the rates. */
    readonly shard?: Shard;
  },
): Promise<Planned> {
  const { sandbox, shard, onStep = () => {} } = options;
  const environment = { ...options.environment, ...sandbox?.environment };
  const ledger = await openLedger(moment.repository, refOf(options));
  const key = await digestKey(moment.repository, environment);

  const { due, later } = await chooseSystems(moment, ledger, options);
  const connectors = await options.connectors(due.map((system) => system.connector));
  const opened = openSystems(due, {
    rules: moment.rules,
    connectors,
    environment,
    now: options.now,
    ...(shard && !shard.inTurn && { callers: shard.count }),
    files: recordFiles(moment.tree, environment.ROLLCALL_FILES),
    ...(options.network && { network: options.network }),
    ...(sandbox && { endpoints: endpointsOf(sandbox) }),
  });
  const mappings = opened.map((system) => system.mapping);
  refuseWrongReleases(options.releases ?? [], moment.rules.systems, mappings);
  const desired = new Map(opened.map((system) => [system, mapRoster(moment.roster, system.mapping, moment.today)]));

  const gathered = await Promise.all(
    opened.map(async (system) => {
      onStep(`reading ${system.rules.name}`);
      const state = await gatherState({
        system,
        moment,
        ledger,
        key,
        environment,
        desired: desired.get(system) ?? new Map(),
        wantedElsewhere: wantedElsewhere(system, desired),
        ...(options.only !== undefined && { only: options.only }),
        ...(shard && { shard }),
        ...(options.reader && { reader: options.reader }),
        ...(options.alsoRead && { alsoRead: options.alsoRead }),
      });
      return [system, state] as const;
    }),
  );
  if (!options.mayBeGone) {
    refuseNobody(
      options.only,
      gathered.map(([, { state }]) => state),
    );
  }
  const planWith = (releases: readonly Release[]): Planned => {
    const systems = gathered.map(([system, one]): PreparedSystem => {
      const only = options.only === undefined ? {} : { only: options.only };
      const measured = system.measured();
      return { ...planSystem(one.state, { ...one, releases, ...only, measured }), system, gathered: one };
    });
    const plans = systems.map((one) => one.plan);
    return { plan: sealPlan(plans, moment, key), exit: exitOfPlan({ systems: plans }), moment, systems, later, key };
  };
  const planned = planWith(options.releases ?? []);
  const isStopped = planned.plan.systems.some((system) => system.stops.length > 0);
  const found = isStopped ? ((await options.release?.(planned)) ?? []) : [];
  return found.length > 0 ? planWith([...(options.releases ?? []), ...found]) : planned;
}

/**
 * Does what the plan says: **plan → apply → record**. All systems are judged before the first write of any;
 * one that cannot be reached does not stop the others.
 * @throws RollcallError as `plan` does, and `UNCOMMITTED`, `HEAD_BEHIND`, `LIMITS_EXCEEDED`, `HISTORY_REWRITTEN`,
 * `LEDGER_LOST`, `LOCKED`. Nothing was written then.
 */
export async function apply(options: ApplyOptions): Promise<Applied> {
  const { shard } = options;
  const run = `${new Date(options.now()).toISOString().replace(/[-:]|\.\d+/g, '')}-${randomUUID().slice(0, 8)}`;
  const repository = options.repository ?? (await openRepository(options.directory));
  const part = shard && partOf(await repository.head(), shard, options.system);
  const lease = await takeLease(repository, { run, ...(part && { part }), ...refOf(options, '-lock') });
  try {
    const planAgain = (): Promise<Planned> => planIn(repository, options);
    const planned = await planAgain();
    await refuseStale(planned, options);
    options.confirm?.(planned.plan, planned.key);
    const approved = await options.approve?.(planned);
    refuseStopped(planned.plan);
    const written = {
      ...options,
      run,
      ledger: refOf(options),
      mayWrite: lease.isHeld,
      isPartial: options.only !== undefined || shard !== undefined,
      ...(approved && { approved }),
    };
    const write = (round: Planned) => writePlanned(round, written);
    const { receipts, plan, left } = shard
      ? await inRounds(planned, {
          ...options,
          shard,
          planAgain,
          write,
          isShared: lease.isShared,
          sleep: sleepOf(options),
        })
      : { receipts: await write(planned), plan: planned.plan, left: 0 };
    return { plan, exit: exitOfApply(plan, receipts), run, receipts, later: planned.later, left };
  } finally {
    await lease.end();
  }
}

function sleepOf({ network }: SyncOptions): (ms: number) => Promise<void> {
  return network?.sleep ?? systemClock.sleep;
}

function partOf(commit: string, { index, count, inTurn }: Shard, system: string | undefined): LockPart {
  return { commit, index, count, alone: inTurn, ...(system !== undefined && { system }) };
}

/** Only what is merged is applied, and only from the tip: running an old job again rolls nothing back. */
async function refuseStale({ moment }: Planned, options: SyncOptions): Promise<void> {
  if (moment.uncommitted) throw new RollcallError('UNCOMMITTED', 'Files that rollcall reads differ from the commit.');
  if (options.sandbox) return;
  const tip = await moment.repository.tipOfDefaultBranch();
  if (tip === moment.commit) return;
  const [here, there] = [moment.commit, tip].map((commit) => commit.slice(0, 7));
  throw new RollcallError('HEAD_BEHIND', `HEAD is ${here}, the tip of the default branch is ${there}.`);
}

function endpointsOf({ systems }: SandboxAddress): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(systems).map(([name, { endpoint }]) => [name, endpoint]));
}

/** Simulators keep a ledger and a lock of their own, which never leave the clone. */
function refOf({ sandbox }: SyncOptions, suffix = '') {
  return sandbox ? { ref: `${sandboxRef}${suffix}`, remote: null } : {};
}
