import { type Receipt, recordName, type SystemPlan } from './change.ts';
import { type AppliedAt, type LedgerException, type RunSummary, type SystemLedger, withRun } from './ledger.ts';
import { appliedAt, formerName, isOurs, isSameVersion } from './plan/base.ts';
import { carriedAlong } from './plan/carried.ts';
import type { SystemState } from './plan/state.ts';

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
  const { ledger, at, run, isPartial, state } = input;
  const exceptions = isPartial ? partialExceptions(input) : wholeExceptions(input);
  return {
    ...ledger,
    connectorVersion: state.mapping.connector.version,
    // What a run for one person leaves as it was stays as the mapping of that time made it.
    mapping: isPartial && ledger.applied ? ledger.mapping : state.mapping.connector.mapping,
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
  for (const drift of plan.drift) {
    // A change that had to wait because of it is not applied, and must be planned again.
    const name = recordName(drift.kind, drift.key);
    const isWhole = drift.type !== 'fields';
    if (isWhole && !isSameVersion(state.desired.get(name), state.base.records.get(name), state.mapping))
      exceptions[name] = asBefore(name, 'pending', input);
  }
  for (const [name, { outcome, isHalf }] of outcomesOf(receipts)) {
    if (outcome === 'done') delete exceptions[name];
    else if (isHalf || outcome === 'uncertain' || outcome === 'accepted')
      exceptions[name] = withTried(asBefore(name, outcome === 'accepted' ? 'accepted' : 'uncertain', input), at);
    else exceptions[name] = asBefore(name, outcome === 'refused' ? 'failed' : 'pending', input);
  }
  return underFormerNames(exceptions, input);
}

/** One person's run leaves the system at its commit; the person is the exception. */
function partialExceptions(input: RecordInput): Record<string, LedgerException> {
  const exceptions: Record<string, LedgerException> = { ...input.ledger.exceptions };
  const at = { commit: input.at.commit, date: input.at.date };
  for (const [name, { outcome, isHalf }] of outcomesOf(input.receipts)) {
    const former = formerName(input.state.base, name);
    if (outcome === 'done') {
      exceptions[name] = { applied: at, why: 'pending' };
      if (former !== undefined) exceptions[former] = { applied: null, why: 'pending' };
    } else if (isHalf || outcome === 'uncertain' || outcome === 'accepted') {
      const exception = asBefore(name, outcome === 'accepted' ? 'accepted' : 'uncertain', input);
      exceptions[former ?? name] = withTried(exception, at);
    }
  }
  return exceptions;
}

/** What was last applied under another name is found in its roster by that name. */
function underFormerNames(
  exceptions: Readonly<Record<string, LedgerException>>,
  input: RecordInput,
): Record<string, LedgerException> {
  return Object.fromEntries(
    Object.entries(exceptions).flatMap(([name, exception]): [string, LedgerException][] => {
      const former = formerName(input.state.base, name);
      if (former === undefined) return [[name, exception]];
      return [
        [former, exception],
        [name, { applied: null, why: exception.why }],
      ];
    }),
  );
}

interface Outcome {
  readonly outcome: Receipt['outcome'];
  /** The first of its steps was done and the second was not. */
  readonly isHalf: boolean;
}

/** What became of each record; a step that was not done makes the whole not done. */
function outcomesOf(receipts: readonly Receipt[]): ReadonlyMap<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const { kind, key, outcome } of receipts) {
    const name = recordName(kind, key);
    const earlier = outcomes.get(name);
    if (!earlier) outcomes.set(name, { outcome, isHalf: false });
    else if (earlier.outcome === 'done') outcomes.set(name, { outcome, isHalf: outcome !== 'done' });
  }
  return outcomes;
}

function asBefore(name: string, why: LedgerException['why'], { state, ledger, run }: RecordInput): LedgerException {
  const applied = state.base.records.has(name) ? appliedAt(state.base, name) : null;
  const attempts = ledger.attempted.filter((attempt) => attempt.run !== run.run);
  const tried = state.base.tried.has(name) ? [...(ledger.exceptions[name]?.tried ?? []), ...attempts] : [];
  return {
    applied,
    why,
    ...(tried.length > 0 && { tried: unique(tried.map(({ commit, date }) => ({ commit, date }))) }),
  };
}

function withTried(exception: LedgerException, at: AppliedAt): LedgerException {
  return { ...exception, tried: unique([...(exception.tried ?? []), { commit: at.commit, date: at.date }]) };
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
  const carried = carriedAlong(state);
  const known: [string, string][] = [
    ...Object.entries(ledger.remote),
    ...[...state.matched].map(([name, record]): [string, string] => [name, record.remote]),
    ...receipts.flatMap((receipt): [string, string][] =>
      receipt.remote === undefined ? [] : [[recordName(receipt.kind, receipt.key), receipt.remote]],
    ),
  ];
  for (const [stored, remote] of known) {
    const name = state.base.renamed.get(stored) ?? stored;
    if (isKept(name) && (state.desired.has(name) || isOurs(state.base, name) || carried.has(name))) ids[name] = remote;
  }
  return ids;
}
