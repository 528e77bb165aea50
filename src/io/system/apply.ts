import {
  type Finding,
  type LiveRecord,
  RollcallError,
  type SnapshotRecord,
  type WriteChange,
  type WriteOutcome,
} from '../../contract/index.ts';
import { type Change, type Receipt, recordName, type SystemPlan } from '../../engine/change.ts';
import { remoteFields, withRemotes } from '../../engine/plan/remote-references.ts';
import { readKind } from './read-live.ts';
import type { System } from './system.ts';

export interface ApplyOptions {
  readonly system: System;
  readonly plan: SystemPlan;
  /** The system's own ids, by record name, of what is there already. */
  readonly remotes: ReadonlyMap<string, string>;
  /** The whole organisation, for kinds that are sent as one. */
  readonly snapshot: readonly SnapshotRecord[];
  readonly run: string;
  readonly today: string;
  readonly now: () => number;
  /** False once another run holds the lock: nothing more is written then. */
  readonly mayWrite: () => boolean;
  /** Told of each outcome as it happens; the next write waits until it is kept. */
  readonly onReceipt: (receipt: Receipt) => Promise<void>;
}

/**
 * Writes the changes of one system in their order, one after another, and the kinds that go as a whole in one push.
 * Never throws for what the system does: what failed is in the receipts, what depends on it is held, and a system that
 * refuses as a whole or gives no answer is not asked again in this run.
 */
export async function applySystem(options: ApplyOptions): Promise<readonly Receipt[]> {
  const { system, plan } = options;
  const isSnapshot = (change: Change): boolean =>
    system.connector.kinds.find((kind) => kind.kind === change.kind)?.write === 'snapshot';
  const pushed = plan.changes.filter(isSnapshot);
  const single = plan.changes.filter((change) => !isSnapshot(change));
  const log = createLog(options);
  if (pushed.length > 0) await push(pushed, options, log);
  for (const change of single) await writeOne(change, options, log);
  return log.receipts;
}

interface Log {
  readonly receipts: readonly Receipt[];
  add(
    change: Change,
    outcome: Receipt['outcome'],
    rest?: { remote?: string; findings?: readonly Finding[] },
  ): Promise<void>;
  /** The system's own id of a record that this run made. */
  remoteOf(name: string): string | undefined;
  /** What did not come to its end; what waits for it is held. */
  hasFailed(name: string): boolean;
  /** Why the system is not asked any more. */
  stopped: Finding | undefined;
}

function createLog({ system, plan, run, now, onReceipt }: ApplyOptions): Log {
  const receipts: Receipt[] = [];
  const failed = new Set<string>();
  const remotes = new Map<string, string>();
  return {
    receipts,
    stopped: undefined,
    hasFailed: (name) => failed.has(name),
    remoteOf: (name) => remotes.get(name),
    async add(change, outcome, { remote, findings = [] } = {}) {
      const receipt: Receipt = {
        run,
        at: new Date(now()).toISOString(),
        system: system.rules.name,
        op: change.op,
        kind: change.kind,
        key: change.key,
        ...(change.source !== undefined && { source: change.source }),
        outcome,
        ...(remote !== undefined && !isPersonal(system, change) && { remote }),
        findings,
        releases: plan.releases,
      };
      if (outcome !== 'done' && outcome !== 'accepted') failed.add(recordName(change.kind, change.key));
      if (remote !== undefined) remotes.set(recordName(change.kind, change.key), remote);
      receipts.push(receipt);
      await onReceipt(receipt);
    },
  };
}

async function writeOne(change: Change, options: ApplyOptions, log: Log): Promise<void> {
  const name = recordName(change.kind, change.key);
  if (!options.mayWrite()) log.stopped ??= lockLost(options.system);
  if (log.stopped) return log.add(change, 'held', { findings: [log.stopped] });
  const blocker =
    change.after.find((other) => log.hasFailed(other)) ?? (change.step === 2 && log.hasFailed(name) ? name : undefined);
  if (blocker !== undefined) return log.add(change, 'held', { findings: [dependsOn(blocker, change, options.system)] });
  try {
    const { connector } = options.system;
    const context = options.system.context('apply', options.today, change);
    const { kinds } = connector;
    const declared = kinds.find((kind) => kind.kind === change.kind);
    const written = toWriteChange(change, log);
    const { fields, unknown } = withRemotes(
      written.fields,
      declared ? remoteFields(declared) : [],
      (other) => log.remoteOf(other) ?? options.remotes.get(other),
    );
    if (unknown !== undefined)
      return log.add(change, 'held', { findings: [dependsOn(unknown, change, options.system)] });
    const outcomes = await connector.write(context, { changes: [{ ...written, fields }] });
    const outcome = outcomes.find((one) => one.kind === change.kind && one.key === change.key);
    await settle(change, outcome, options, log);
  } catch (error) {
    const finding = asFinding(error, options.system);
    if (await isDoneAnyway(change, options)) return log.add(change, 'done');
    if (isSystemWide(error)) log.stopped = finding;
    await log.add(change, 'uncertain', { findings: [finding] });
  }
}

/** Sends the whole organisation once. Without an answer everything in it is uncertain, and the next run reads it back. */
async function push(changes: readonly Change[], options: ApplyOptions, log: Log): Promise<void> {
  try {
    const context = options.system.context('apply', options.today);
    const request = { changes: changes.map((change) => toWriteChange(change, log)), snapshot: options.snapshot };
    const outcomes = await options.system.connector.write(context, request);
    const byName = new Map(outcomes.map((outcome) => [recordName(outcome.kind, outcome.key), outcome]));
    for (const change of changes) await settle(change, byName.get(recordName(change.kind, change.key)), options, log);
    const planned = new Set(changes.map((change) => recordName(change.kind, change.key)));
    for (const outcome of outcomes) {
      const isBad = outcome.status === 'refused' || outcome.status === 'uncertain';
      if (isBad && !planned.has(recordName(outcome.kind, outcome.key)))
        await settle(told(outcome), outcome, options, log);
    }
  } catch (error) {
    const finding = asFinding(error, options.system);
    if (isSystemWide(error)) log.stopped = finding;
    for (const change of changes) await log.add(change, 'uncertain', { findings: [finding] });
  }
}

/** What was sent along unchanged and refused all the same. */
function told({ kind, key }: WriteOutcome): Change {
  const cause = { type: 'drift' } as const;
  return { op: 'update', kind, key, fields: {}, desired: {}, cause, effects: [], needs: [], after: [] };
}

async function settle(
  change: Change,
  outcome: WriteOutcome | undefined,
  options: ApplyOptions,
  log: Log,
): Promise<void> {
  if (!outcome) return log.add(change, 'uncertain', { findings: [noAnswer(change, options.system)] });
  const findings = outcome.findings ?? [];
  if (outcome.status === 'refused') log.stopped ??= findings.find((finding) => finding.scope === 'system');
  const remote = outcome.status === 'done' ? (outcome.remote ?? change.remote) : undefined;
  await log.add(change, outcome.status, { findings, ...(remote !== undefined && { remote }) });
}

function toWriteChange(change: Change, log: Log): WriteChange {
  const remote = change.remote ?? log.remoteOf(recordName(change.kind, change.key));
  return {
    op: change.op,
    kind: change.kind,
    key: change.key,
    ...(remote !== undefined && { remote }),
    active: change.op !== 'leave' && change.op !== 'delete',
    fields: change.desired,
    changed: Object.keys(change.fields),
  };
}

/** After a write without an answer: a leaver who is off now is off, whoever heard the answer. */
async function isDoneAnyway(change: Change, { system, today }: ApplyOptions): Promise<boolean> {
  const kind = system.connector.kinds.find((one) => one.kind === change.kind);
  if (kind?.list !== 'by-key' || (change.op !== 'leave' && change.op !== 'delete')) return false;
  const key = { key: change.key, ...(change.remote !== undefined && { remote: change.remote }) };
  const records: readonly LiveRecord[] | undefined = await readKind(
    system.connector,
    system.context('plan', today, change),
    change.kind,
    [key],
  ).catch(() => undefined);
  const record = records?.[0];
  return records !== undefined && (record === undefined || (change.op === 'leave' && record.active === false));
}

function isPersonal(system: System, change: Change): boolean {
  return system.connector.kinds.find((kind) => kind.kind === change.kind)?.remoteIsPersonal === true;
}

function isSystemWide(error: unknown): boolean {
  return (
    error instanceof RollcallError &&
    (error.code === 'SYSTEM_UNREACHABLE' || error.code === 'SYSTEM_REFUSED' || error.code === 'HOST_FORBIDDEN')
  );
}

/** What a thrown error means for one system. What is not a refusal of ours is the connector's fault, told without its words. */
export function asFinding(error: unknown, system: Pick<System, 'rules' | 'connector'>): Finding {
  const isOurs = error instanceof RollcallError;
  return {
    code: isOurs ? error.code.toLowerCase().replaceAll('_', '-') : 'connector-failed',
    severity: 'error',
    scope: 'system',
    who: isOurs ? 'admin' : 'us',
    message: isOurs
      ? error.message
      : `The connector ${system.connector.id} failed (${error instanceof Error ? error.name : typeof error}).`,
    next: isOurs ? error.next : 'Report this to the author of the connector.',
    system: system.rules.name,
  };
}

function dependsOn(blocker: string, change: Change, system: System): Finding {
  return {
    code: 'depends-on-failed',
    severity: 'error',
    scope: 'record',
    who: 'data',
    message: `It waits for ${blocker.startsWith('employees/') ? 'another person' : 'another record'}, which was not done.`,
    next: 'See what is said there; the next run takes it up.',
    system: system.rules.name,
    kind: change.kind,
    key: change.key,
  };
}

function lockLost(system: System): Finding {
  return {
    code: 'lock-lost',
    severity: 'error',
    scope: 'system',
    who: 'config',
    message: 'Another run took the lock while this one was writing, so this one stopped.',
    next: 'Let the other run end; it takes up what is left.',
    system: system.rules.name,
  };
}

function noAnswer(change: Change, system: System): Finding {
  return {
    code: 'no-outcome',
    severity: 'error',
    scope: 'record',
    who: 'vendor',
    message: `${system.connector.title} did not say what became of it.`,
    next: 'The next run reads it back and decides.',
    system: system.rules.name,
    kind: change.kind,
    key: change.key,
  };
}
