import type { ShardNumber } from './shard-of.ts';

/** A commit, and the day (yyyy-mm-dd) as of which it was applied: dates in the data count as of that day. */
export interface AppliedAt {
  readonly commit: string;
  readonly date: string;
}

/** A run that started to write and may not have ended. Noted before its first write, cleared when it ends. */
export interface Attempt extends AppliedAt {
  readonly run: string;
  /** It tried the records of this shard only. */
  readonly shard?: ShardNumber;
}

/** A record that is not as of the system's `applied` commit. */
export interface LedgerException {
  /** Where it was last applied; null when never. */
  readonly applied: AppliedAt | null;
  /** Versions that were sent without an answer, so that any of them may be live. */
  readonly tried?: readonly AppliedAt[];
  readonly why: 'held' | 'failed' | 'uncertain' | 'skipped' | 'pending' | 'waiting' | 'accepted';
}

/** A limit that was released for one run: by whom, and for the plan with which digest. */
export interface LedgerRelease {
  readonly limit: string;
  readonly count: number;
  /** Account that released it, as `accountName` gives it. */
  readonly by: string;
  readonly digest: string;
}

/** What one run did in one system. */
export interface RunSummary {
  readonly run: string;
  /** When it ended, as ISO 8601 in UTC. */
  readonly at: string;
  readonly commit: string;
  /** How many changes came to each outcome. */
  readonly counts: Readonly<Record<string, number>>;
  readonly releases: readonly LedgerRelease[];
  /** Account that ran it, as `accountName` gives it. */
  readonly actor?: string;
  /** Accounts that approved what was merged, as `accountName` gives them. */
  readonly approved?: readonly string[];
}

/**
 * What was last applied to one system. Holds no personal value: rosters are read from git at the commits named.
 * Records are named `kind/key`; names whose key is not open are stored through `concealNames`.
 */
export interface SystemLedger {
  readonly version: 1;
  readonly system: string;
  readonly connector: string;
  readonly connectorVersion: string;
  /** The connector's `mapping` at that time; another one makes the fields of base unknown. */
  readonly mapping: number;
  /** Fingerprint of the account; another one makes base unknown. */
  readonly account: string;
  /** Null until a first run has ended. */
  readonly applied: AppliedAt | null;
  readonly attempted: readonly Attempt[];
  readonly exceptions: Readonly<Record<string, LedgerException>>;
  /** The system's own ids by record name. */
  readonly remote: Readonly<Record<string, string>>;
  /** Records that were there before and became ours by request. */
  readonly adopted?: readonly string[];
  /** Which key conceals names; with another one they cannot be recognised. Absent when none is concealed. */
  readonly concealed?: string;
  /** The last runs, oldest first. */
  readonly runs: readonly RunSummary[];
}

/** How many runs a ledger keeps the summaries of. */
export const runsKept = 50;

/** Puts a record name in the form in which it is stored; gives it back as it is where its key is open. */
export type Conceal = (name: string) => string;

/** The runs with one more, without those beyond `runsKept`. */
export function withRun(runs: readonly RunSummary[], run: RunSummary): readonly RunSummary[] {
  return [...runs, run].slice(-runsKept);
}

/** An account's name as a ledger may hold it (`anna-b`, `github-actions[bot]`); anything that could be a person's name or address is `unknown`. */
export function accountName(account: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9_.[\]-]{0,99}$/.test(account) ? account : 'unknown';
}

/** The ledger with all record names in the form in which they are stored. */
export function concealNames(ledger: SystemLedger, conceal: Conceal): SystemLedger {
  return renameRecords(ledger, conceal);
}

/** The ledger with stored names put back for those of `names` that it holds; others stay as they are stored. */
export function revealNames(ledger: SystemLedger, names: Iterable<string>, conceal: Conceal): SystemLedger {
  const known = new Map<string, string>();
  for (const name of names) known.set(conceal(name), name);
  return renameRecords(ledger, (stored) => known.get(stored) ?? stored);
}

function renameRecords(ledger: SystemLedger, rename: (name: string) => string): SystemLedger {
  const renamed = <T>(records: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(records).map(([name, value]) => [rename(name), value]));
  const adopted = ledger.adopted && { adopted: ledger.adopted.map(rename) };
  return { ...ledger, exceptions: renamed(ledger.exceptions), remote: renamed(ledger.remote), ...adopted };
}
