import type { FieldClass, Fields, Finding, Kind, Operation, Place, Value } from '../contract/index.ts';

/** Why a change is in the plan. */
export type Cause =
  /** Git moved. `commits` are those in between that touched the file, newest first; `place` the row at HEAD, when it is still there. */
  | { readonly type: 'commits'; readonly commits: readonly string[]; readonly place?: Place }
  /** rollcall.yaml moved. */
  | { readonly type: 'config'; readonly commits: readonly string[] }
  /** A date has come. */
  | { readonly type: 'date'; readonly date: string; readonly place?: Place }
  /** Live moved, git did not. */
  | { readonly type: 'drift' }
  /** Nothing was ever applied there, or what was applied is not known any more. */
  | { readonly type: 'first-sync'; readonly place?: Place }
  /** Live only, in a system that takes a whole organisation. */
  | { readonly type: 'not-ours' };

/** One side of a field; `known: false` is unknown, which is not empty. */
export type Side = { readonly known: true; readonly value: Value } | { readonly known: false };

export interface FieldChange {
  readonly before: Side;
  readonly after: Value;
  readonly class: FieldClass;
  /** Git and live both moved; git wins. */
  readonly conflict?: true;
  /** The row says nothing: it is the value of `defaults:`. */
  readonly isDefault?: true;
}

/** A change of one record in one system. */
export interface Change {
  readonly op: Operation;
  readonly kind: Kind;
  readonly key: string;
  readonly remote?: string;
  /** Fields that differ, in the connector's order. */
  readonly fields: Readonly<Record<string, FieldChange>>;
  /** Everything managed and known, as it shall be. */
  readonly desired: Fields;
  readonly cause: Cause;
  /** Ids of effects, as the connector declares them. */
  readonly effects: readonly string[];
  /** Words that must be allowed for it: `delete`, `remove_team`, `invite`. */
  readonly needs: readonly string[];
  /** Its source, for receipts. */
  readonly source?: string;
  /** Second step of a broken cycle or of a procedure in two runs. */
  readonly step?: 1 | 2;
  /** Changes that must be done first, as `kind/key`. */
  readonly after: readonly string[];
}

/** A record that wants a change and does not get one now. */
export interface Hold {
  readonly kind: Kind;
  readonly key: string;
  /** `waiting` needs nobody (no e-mail yet, a date to come); `held` needs someone. */
  readonly why: 'held' | 'waiting' | 'skipped' | 'pending';
  readonly findings: readonly Finding[];
}

/** Drift that is reported and not corrected. */
export interface Drift {
  readonly kind: Kind;
  readonly key: string;
  /** `gone`: ours, but not there any more; `inactive` and `active`: switched by hand; `fields`: other values. */
  readonly type: 'gone' | 'inactive' | 'active' | 'fields';
  readonly fields: Readonly<Record<string, FieldChange>>;
}

export type Verdict = 'ready' | 'stopped' | 'refused' | 'nothing';

/** A limit that stops the plan: what it allows, what the plan holds, and how to release it. */
export interface Stop {
  /** `leave`, `create`, `update`, `delete`, `column:job_title`, `emptied:job_title`, `last`, `protect`, `base`, … */
  readonly limit: string;
  readonly permitted: number;
  readonly planned: number;
  /** The records a share counts. */
  readonly ours: number;
  readonly message: string;
}

/** A limit released by name and number, and by whom. */
export interface Release {
  readonly system: string;
  readonly limit: string;
  readonly count: number;
  readonly by: string;
  /** The changes it was given for, by their keyed digest; absent where it was given for one run. */
  readonly digest?: string;
}

export interface SystemPlan {
  readonly name: string;
  readonly connector: string;
  readonly experimental?: string;
  readonly verdict: Verdict;
  /** In the order in which they are applied. */
  readonly changes: readonly Change[];
  readonly holds: readonly Hold[];
  readonly drift: readonly Drift[];
  /** Live records that are not ours, counted by kind; `listed` names their remote ids, or nothing where those are not open. */
  readonly unmanaged: number;
  readonly unchanged: number;
  readonly findings: readonly Finding[];
  readonly stops: readonly Stop[];
  readonly releases: readonly Release[];
  /** How often each effect occurs, with its sentence. */
  readonly effects: readonly PlannedEffect[];
  /** Calls that the writes take, an estimate, and how long they take at the declared rate. */
  readonly calls: number;
  readonly seconds: number;
}

export interface PlannedEffect {
  readonly id: string;
  readonly text: string;
  readonly count: number;
  readonly reversible: boolean;
}

/** What would be done in every system, from one commit. */
export interface Plan {
  readonly version: 1;
  /** Keyed digest over everything in the plan, values included. */
  readonly digest: string;
  readonly commit: string;
  /** True when files differ from the commit; such a plan is never applied. */
  readonly uncommitted: boolean;
  readonly date: string;
  readonly systems: readonly SystemPlan[];
  /** Findings of the roster. */
  readonly findings: readonly Finding[];
}

/** What became of one change. One JSON line each, streamed to disk as it happens. */
export interface Receipt {
  readonly run: string;
  readonly at: string;
  readonly system: string;
  readonly op: Operation;
  readonly kind: Kind;
  readonly key: string;
  readonly source?: string;
  /** `uncertain`: no answer came; read back by the next run. */
  readonly outcome: 'done' | 'accepted' | 'refused' | 'uncertain' | 'held';
  readonly remote?: string;
  /** Codes of the findings, without values. */
  readonly findings: readonly Finding[];
  /** Releases without which it would not have been done. */
  readonly releases: readonly Release[];
}

/**
 * `kind/key`, the name of a record within a system. Joined, because a text that is pieced together keeps its pieces, and
 * there are several of these for each record.
 */
export function recordName(kind: Kind, key: string): string {
  return [kind, key].join('/');
}

/** The name of the record that a change is about. */
export function nameOfChange(change: Pick<Change, 'kind' | 'key'>): string {
  return recordName(change.kind, change.key);
}
