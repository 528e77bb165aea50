import { createHmac, randomUUID } from 'node:crypto';
import { type Connector, RollcallError } from './contract/index.ts';
import { isOurs } from './engine/base.ts';
import { type Plan, type Receipt, type Release, recordName, type SystemPlan } from './engine/change.ts';
import { concealPlan, concealReceipt } from './engine/conceal.ts';
import { isDue, type Trigger } from './engine/due.ts';
import { exitOfApply, exitOfPlan } from './engine/exit.ts';
import { mapRoster } from './engine/map.ts';
import { canonical } from './engine/normal.ts';
import { type PlannedSystem, planSystem } from './engine/plan.ts';
import { wrongRelease } from './engine/releases.ts';
import type { SystemRules } from './engine/rules.ts';
import { applySystem } from './io/apply.ts';
import { digestKey } from './io/digest-key.ts';
import { type Gathered, gatherState } from './io/gather.ts';
import { openRepository } from './io/git.ts';
import { concealOf, noteAttempts, recordRuns } from './io/journal.ts';
import { type Ledger, openLedger } from './io/ledger.ts';
import type { LiveReader } from './io/live-reader.ts';
import { type Lock, takeLock } from './io/lock.ts';
import { type Moment, readMoment } from './io/moment.ts';
import { openReceipts, receiptsDir } from './io/receipts.ts';
import { type SandboxAddress, sandboxRef } from './io/sandbox-file.ts';
import { saveLive } from './io/save-live.ts';
import type { Environment } from './io/secrets.ts';
import { type NetworkOptions, openSystems, type System } from './io/system.ts';

export interface SyncOptions {
  /** Any folder of the repository. */
  readonly directory: string;
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
}

/**
 * What would be done in every system: **read → check → diff → plan → limit**. Writes nothing, anywhere.
 * @throws RollcallError `ROSTER_REFUSED`, `CONFIG_INVALID`, `SECRET_MISSING`, `LEDGER_UNREACHABLE` and others that make
 * any plan impossible. A system that cannot be read is refused in the plan; the others are planned.
 */
export async function plan(options: SyncOptions): Promise<Planned> {
  options.onStep?.('reading the roster');
  const repository = await openRepository(options.directory);
  return planMoment(await readMoment(repository, options.config, options.now()), options);
}

/** The same for a moment at hand, such as a commit under review. Plans that share a `reader` read each system once. */
export async function planMoment(
  moment: Moment,
  options: SyncOptions & { readonly reader?: LiveReader },
): Promise<Planned> {
  const { sandbox, onStep = () => {} } = options;
  const environment = { ...options.environment, ...sandbox?.environment };
  const ledger = await openLedger(moment.repository, ledgerOf(options));
  const key = await digestKey(moment.repository, environment);

  const { due, later } = await chooseDue(chooseSystems(moment, options.system), moment, ledger, options);
  const connectors = await options.connectors(due.map((system) => system.connector));
  const opened = openSystems(due, {
    rules: moment.rules,
    connectors,
    environment,
    ...(options.network && { network: options.network }),
    ...(sandbox && { endpoints: endpointsOf(sandbox) }),
  });
  refuseWrongReleases(options.releases ?? [], moment, opened);
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
        ...(options.reader && { reader: options.reader }),
      });
      return [system, state] as const;
    }),
  );
  refuseNobody(options.only, gathered);
  const planWith = (releases: readonly Release[]): Planned => {
    const systems = gathered.map(([system, one]): PreparedSystem => {
      const only = options.only === undefined ? {} : { only: options.only };
      return { ...planSystem(one.state, { ...one, releases, ...only }), system, gathered: one };
    });
    const plans = systems.map((one) => one.plan);
    const sealed = seal(plans, moment, key);
    const conceal = concealOf(moment, key);
    const shown = conceal ? concealPlan(sealed, conceal) : sealed;
    return { plan: shown, exit: exitOfPlan(sealed), moment, systems, later, key };
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
  const run = `${new Date(options.now()).toISOString().replace(/[-:]|\.\d+/g, '')}-${randomUUID().slice(0, 8)}`;
  const repository = await openRepository(options.directory);
  const lock = await takeLock(repository, { run, ...lockOf(options) });
  const lease = keepLock(lock);
  try {
    const planned = await plan(options);
    await refuseStale(planned, options);
    options.confirm?.(planned.plan, planned.key);
    const approved = await options.approve?.(planned);
    refuseStopped(planned.plan);
    const ready = planned.systems.filter((one) => one.plan.verdict !== 'refused');
    const ledger = await openLedger(repository, ledgerOf(options));
    const journal = { run, moment: planned.moment, ledger, key: planned.key };
    const entries = await noteAttempts(ready, journal);
    const receipts = await applyAll(ready, planned, { ...options, run, mayWrite: lease.isHeld });
    await recordRuns(entries, journal, {
      receipts,
      digest: planned.plan.digest,
      endedAt: new Date(options.now()).toISOString(),
      isPartial: options.only !== undefined,
      ...(options.actor !== undefined && { actor: options.actor }),
      ...(approved && { approved }),
    });
    return { plan: planned.plan, exit: exitOfApply(planned.plan, receipts), run, receipts, later: planned.later };
  } finally {
    lease.end();
    await lock.release();
  }
}

function endpointsOf({ systems }: SandboxAddress): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(systems).map(([name, { endpoint }]) => [name, endpoint]));
}

function chooseSystems(moment: Moment, name: string | undefined) {
  const { systems } = moment.rules;
  const chosen = name === undefined ? systems : systems.filter((system) => system.name === name);
  if (chosen.length > 0 || name === undefined) return chosen;
  const known = systems.map((system) => system.name).join(', ') || 'none';
  throw new RollcallError('USAGE', `There is no system ${name} in ${moment.config}; there is ${known}.`);
}

/** Which of the systems have their turn now, by their `when:` and the day on which they last ran. */
async function chooseDue(systems: readonly SystemRules[], moment: Moment, ledger: Ledger, { trigger }: SyncOptions) {
  if (trigger === undefined) return { due: systems, later: [] };
  const entries = await Promise.all(systems.map(({ name }) => ledger.read(name)));
  const due = systems.filter((system, index) => isDue(system.when, trigger, entries[index], moment.today));
  return { due, later: systems.filter((system) => !due.includes(system)).map(({ name }) => name) };
}

/** A trial of somebody who is in no system and not going to be would look like one that went well. */
function refuseNobody(only: string | undefined, gathered: readonly (readonly [System, Gathered])[]): void {
  if (only === undefined) return;
  const name = recordName('employees', only);
  if (gathered.some(([, { state }]) => state.desired.has(name) || isOurs(state.base, name))) return;
  throw new RollcallError('USAGE', 'There is no person with the id of --only, neither in the files nor in a system.');
}

/** A release of a system or limit that there is not would sleep, and the reader believe that it holds. */
function refuseWrongReleases(releases: readonly Release[], moment: Moment, opened: readonly System[]): void {
  const systems = moment.rules.systems.map(({ name }) => {
    const mapping = opened.find((system) => system.rules.name === name)?.mapping;
    return { name, ...(mapping && { mapping }) };
  });
  const wrong = releases.map((release) => wrongRelease(release, systems)).find((one) => one !== undefined);
  if (wrong === undefined) return;
  throw new RollcallError('USAGE', `--allow: ${wrong}`, { next: 'Copy the --allow that the stopped plan names.' });
}

/** What other systems of the same account want: gone here and wanted there is a move. */
function wantedElsewhere(
  system: System,
  desired: ReadonlyMap<System, ReturnType<typeof mapRoster>>,
): ReadonlySet<string> {
  const others = [...desired].filter(([other]) => other !== system && other.account === system.account);
  return new Set(
    others.flatMap(([, records]) =>
      [...records].flatMap(([name, record]) => (record.state === 'inactive' ? [] : [name])),
    ),
  );
}

/** Puts a keyed digest over what would be done, values included; a limit that is released changes nothing in it. */
function seal(systems: readonly SystemPlan[], moment: Moment, key: Buffer): Plan {
  const { commit, uncommitted, today: date, roster } = moment;
  const done = systems.map(({ name, connector, changes, holds }) => ({ name, connector, changes, holds }));
  const digest = createHmac('sha256', key).update(canonical({ commit, done })).digest('hex');
  return { version: 1, digest, commit, uncommitted, date, systems, findings: roster.findings };
}

/** Only what is merged is applied, and only from the tip: running an old job again rolls nothing back. */
async function refuseStale({ moment }: Planned, options: SyncOptions): Promise<void> {
  if (moment.uncommitted) throw new RollcallError('UNCOMMITTED', 'Files that rollcall reads differ from the commit.');
  if (options.sandbox) return;
  const tip = await moment.repository.tipOfDefaultBranch();
  if (tip !== moment.commit) {
    throw new RollcallError(
      'HEAD_BEHIND',
      `HEAD is ${moment.commit.slice(0, 7)}, the tip of the default branch is ${tip.slice(0, 7)}.`,
    );
  }
}

function refuseStopped({ systems }: Plan): void {
  const stops = systems.flatMap((system) => system.stops.map((stop) => ({ system: system.name, stop })));
  if (stops.length === 0) return;
  const message = stops.map(({ system, stop }) => `${system}: ${stop.message}`).join('\n');
  const releases = stops.map(({ system, stop }) => `--allow ${system}:${stop.limit}=${stop.planned}`).join(' ');
  const limits = new Set(stops.map(({ stop }) => stop.limit));
  const code = limits.has('rewritten') ? 'HISTORY_REWRITTEN' : limits.has('base') ? 'LEDGER_LOST' : 'LIMITS_EXCEEDED';
  const isColumn = [...limits].every((limit) => limit === 'column_gone');
  throw new RollcallError(isColumn ? 'COLUMN_GONE' : code, `${message}\nNothing was written.`, {
    next: `Check the source first. If all of it is meant, run again with ${releases}`,
  });
}

/** Writes to independent systems side by side, to those that share an account one after another. */
async function applyAll(
  ready: readonly PreparedSystem[],
  { moment, key }: Planned,
  options: ApplyOptions & { readonly run: string; readonly mayWrite: () => boolean },
): Promise<readonly Receipt[]> {
  const kept = openReceipts(receiptsDir(moment.repository), options.run);
  if (ready.some((one) => one.plan.changes.length > 0)) await kept.make();
  const conceal = concealOf(moment, key);
  const accounts = Map.groupBy(ready, (one) => one.system.account);
  // The lock is given back after this: nobody may still be writing then, also when one of them cannot go on.
  const applied = await Promise.allSettled(
    [...accounts.values()].map(async (sharing) => {
      const receipts: (readonly Receipt[])[] = [];
      for (const one of sharing) {
        options.onStep?.(`writing to ${one.plan.name}`);
        await saveLive(moment.repository, options.run, one.plan, one.gathered.state.live);
        const { run, now, mayWrite } = options;
        const onReceipt = async (receipt: Receipt): Promise<void> => {
          const shown = conceal ? concealReceipt(receipt, conceal) : receipt;
          await kept.append(shown);
          options.onReceipt?.(shown);
        };
        receipts.push(await applySystem({ ...one, run, now, mayWrite, today: moment.today, onReceipt }));
      }
      return receipts.flat();
    }),
  );
  await kept.close();
  return applied.flatMap((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

/** Simulators keep a ledger of their own, which never leaves the clone. */
function ledgerOf({ sandbox }: SyncOptions) {
  return sandbox ? { ref: sandboxRef, remote: null } : {};
}

function lockOf({ sandbox }: SyncOptions) {
  return sandbox ? { ref: `${sandboxRef}-lock`, remote: null } : {};
}

/** Renews the lease while the run goes on. Once another run holds the lock, nothing more may be written. */
function keepLock(lock: Lock): { isHeld(): boolean; end(): void } {
  let isLost = false;
  const renew = (): Promise<void> =>
    lock.renew().catch((error: unknown) => {
      isLost = isLost || (error instanceof RollcallError && error.code === 'LOCKED');
    });
  const timer = setInterval(() => void renew(), 120_000).unref();
  return { isHeld: () => !isLost && Date.now() < lock.untilMs, end: () => clearInterval(timer) };
}
