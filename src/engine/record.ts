import { appliedAt, isOurs } from './base.ts';
import { type Receipt, recordName, type SystemPlan } from './change.ts';
import { type AppliedAt, type LedgerException, type RunSummary, type SystemLedger, withRun } from './ledger.ts';
import type { SystemState } from './state.ts';

export interface RecordInput {
  /** The ledger as it stood when the run began, this run's attempt included. */
  readonly ledger: SystemLedger;
  readonly state: SystemState;
  readonly plan: SystemPlan;
  readonly receipts: readonly Receipt[];
  readonly at: AppliedAt;
  readonly run: RunSummary;
  /** True when the run was for one person: everybody else stays as last applied. */
  readonly isPartial: boolean;
}

/**
 * The ledger after a run: the system is as of this commit, but for the exceptions, each of which says when it was last
 * applied and what may have been tried since.
 */
export function recordRun(input: RecordInput): SystemLedger {
  const { ledger, at, run, isPartial } = input;
  const exceptions = isPartial ? partialExceptions(input) : wholeExceptions(input);
  return {
    ...ledger,
    connectorVersion: input.state.mapping.connector.version,
    mapping: input.state.mapping.connector.mapping,
    applied: isPartial ? ledger.applied : { commit: at.commit, date: at.date },
    attempted: isPartial ? ledger.attempted.filter((attempt) => attempt.run !== run.run) : [],
    exceptions,
    remote: remoteIds(input),
    runs: withRun(ledger.runs, run),
  };
}

function wholeExceptions(input: RecordInput): Record<string, LedgerException> {
  const { state, plan, receipts, at } = input;
  const exceptions: Record<string, LedgerException> = {};
  for (const [name, record] of state.desired) {
    const isStopped = record.state === 'held' || record.state === 'waiting' || record.state === 'skipped';
    if (isStopped && isOurs(state.base, name))
      exceptions[name] = asBefore(name, record.state as LedgerException['why'], input);
  }
  for (const hold of plan.holds) {
    const name = recordName(hold.kind, hold.key);
    const isNew = !isOurs(state.base, name);
    if (isNew && state.desired.get(name)?.state !== 'active') continue;
    exceptions[name] = asBefore(name, hold.why, input);
  }
  for (const [name, receipt] of lastOutcomes(receipts)) {
    if (receipt.outcome === 'done') delete exceptions[name];
    else if (receipt.outcome === 'refused') exceptions[name] = asBefore(name, 'failed', input);
    else if (receipt.outcome === 'held') exceptions[name] = asBefore(name, 'pending', input);
    else exceptions[name] = withTried(asBefore(name, receipt.outcome, input), at);
  }
  return exceptions;
}

/** One person's run leaves the system at its commit; the person is the exception. */
function partialExceptions(input: RecordInput): Record<string, LedgerException> {
  const exceptions: Record<string, LedgerException> = { ...input.ledger.exceptions };
  for (const [name, receipt] of lastOutcomes(input.receipts)) {
    const at = { commit: input.at.commit, date: input.at.date };
    if (receipt.outcome === 'done') exceptions[name] = { applied: at, why: 'pending' };
    else if (receipt.outcome === 'uncertain' || receipt.outcome === 'accepted') {
      exceptions[name] = withTried(asBefore(name, receipt.outcome, input), at);
    }
  }
  return exceptions;
}

/** The last outcome of each record; a step that was not done makes the whole not done. */
function lastOutcomes(receipts: readonly Receipt[]): ReadonlyMap<string, Receipt> {
  const last = new Map<string, Receipt>();
  for (const receipt of receipts) {
    const name = recordName(receipt.kind, receipt.key);
    const earlier = last.get(name);
    if (!earlier || earlier.outcome === 'done') last.set(name, receipt);
  }
  return last;
}

function asBefore(name: string, why: LedgerException['why'], { state, ledger }: RecordInput): LedgerException {
  const former = [...state.base.renamed].find(([, current]) => current === name)?.[0];
  const isApplied = state.base.records.has(name);
  const applied = isApplied ? appliedAt(state.base, former ?? name) : null;
  const tried = state.base.tried.has(name)
    ? [...(ledger.exceptions[name]?.tried ?? []), ...earlierAttempts(ledger)]
    : [];
  return { applied, why, ...(tried.length > 0 && { tried: unique(tried) }) };
}

function withTried(exception: LedgerException, at: AppliedAt): LedgerException {
  return { ...exception, tried: unique([...(exception.tried ?? []), { commit: at.commit, date: at.date }]) };
}

/** Attempts of runs before this one, which is noted last. */
function earlierAttempts(ledger: SystemLedger): readonly AppliedAt[] {
  return ledger.attempted.slice(0, -1).map(({ commit, date }) => ({ commit, date }));
}

function unique(versions: readonly AppliedAt[]): readonly AppliedAt[] {
  return [...new Map(versions.map((at) => [`${at.commit} ${at.date}`, at])).values()];
}

/** The system's own ids of what is ours there, where they hold nothing personal. */
function remoteIds({ ledger, state, receipts }: RecordInput): Record<string, string> {
  const ids: Record<string, string> = {};
  const isKept = (name: string): boolean =>
    !state.mapping.kinds.some(
      (kind) => kind.declaration.remoteIsPersonal && name.startsWith(`${kind.declaration.kind}/`),
    );
  const known: [string, string][] = [
    ...Object.entries(ledger.remote),
    ...[...state.matched].map(([name, record]): [string, string] => [name, record.remote]),
    ...receipts.flatMap((receipt): [string, string][] =>
      receipt.remote === undefined ? [] : [[recordName(receipt.kind, receipt.key), receipt.remote]],
    ),
  ];
  for (const [name, remote] of known)
    if (isKept(name) && (state.desired.has(name) || isOurs(state.base, name))) ids[name] = remote;
  return ids;
}
