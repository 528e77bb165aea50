import {
  type Finding,
  type LiveRecord,
  RollcallError,
  type SnapshotRecord,
  type WriteChange,
  type WriteOutcome,
} from '../../contract/index.ts';
import { type Change, type Receipt, recordName } from '../../engine/change.ts';
import { remoteFields, withRemotes } from '../../engine/plan/remote-references.ts';
import { asFinding, dependsOn, lockLost, noAnswer } from './apply-findings.ts';
import { inTurn } from './in-turn.ts';
import { readKind } from './read-live.ts';
import { createReceiptLog, type ReceiptLog, type ReceiptLogOptions } from './receipt-log.ts';

export interface ApplyOptions extends ReceiptLogOptions {
  /** The system's own ids, by record name, of what is there already. */
  readonly remotes: ReadonlyMap<string, string>;
  /** The whole organisation, for kinds that are sent as one. */
  readonly snapshot: readonly SnapshotRecord[];
  readonly today: string;
  /** False once another run holds the lock: nothing more is written then. */
  readonly mayWrite: () => boolean;
  /** Why nothing at all may be written there in this run. */
  readonly barred?: Finding;
}

/**
 * Writes the changes of one system in their order, as many at a time as its connector says, and the kinds that go as a
 * whole in one push.
 * Never throws for what the system does: what failed is in the receipts, what depends on it is held, and a system that
 * refuses as a whole or gives no answer is not asked again in this run.
 */
export async function applySystem(options: ApplyOptions): Promise<readonly Receipt[]> {
  const { system, plan } = options;
  const isSnapshot = (change: Change): boolean =>
    system.connector.kinds.find((kind) => kind.kind === change.kind)?.write === 'snapshot';
  const pushed = plan.changes.filter(isSnapshot);
  const single = plan.changes.filter((change) => !isSnapshot(change));
  const log = createReceiptLog(options);
  if (options.barred) {
    for (const change of plan.changes) await log.add(change, 'held', { findings: [options.barred] });
    return log.receipts;
  }
  if (pushed.length > 0) await push(pushed, options, log);
  await inTurn(single, system.connector.parallel ?? 1, (change) => writeOne(change, options, log));
  return log.receipts;
}

async function writeOne(change: Change, options: ApplyOptions, log: ReceiptLog): Promise<void> {
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
async function push(changes: readonly Change[], options: ApplyOptions, log: ReceiptLog): Promise<void> {
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
  log: ReceiptLog,
): Promise<void> {
  if (!outcome) return log.add(change, 'uncertain', { findings: [noAnswer(change, options.system)] });
  const findings = outcome.findings ?? [];
  if (outcome.status === 'refused') log.stopped ??= findings.find((finding) => finding.scope === 'system');
  const remote = outcome.status === 'done' ? (outcome.remote ?? change.remote) : undefined;
  await log.add(change, outcome.status, { findings, ...(remote !== undefined && { remote }) });
}

function toWriteChange(change: Change, log: ReceiptLog): WriteChange {
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
    { keys: [key] },
  ).catch(() => undefined);
  const record = records?.[0];
  return records !== undefined && (record === undefined || (change.op === 'leave' && record.active === false));
}

function isSystemWide(error: unknown): boolean {
  return (
    error instanceof RollcallError &&
    (error.code === 'SYSTEM_UNREACHABLE' || error.code === 'SYSTEM_REFUSED' || error.code === 'HOST_FORBIDDEN')
  );
}
