import type { Kind, Operation } from '../contract/index.ts';
import type { Cause, Hold, Verdict } from './change.ts';

/**
 * A plan as it is saved to be applied later: keys, causes, operations and names of changed fields, never a value.
 * Values are covered by the digests, which are keyed so that nobody can try out values against them.
 */
export interface SavedPlan {
  readonly version: 1;
  readonly digest: string;
  readonly commit: string;
  readonly date: string;
  readonly systems: readonly SavedSystem[];
}

export interface SavedSystem {
  readonly name: string;
  readonly connector: string;
  readonly verdict: Verdict;
  readonly changes: readonly SavedChange[];
  readonly holds: readonly SavedHold[];
}

export interface SavedChange {
  readonly op: Operation;
  readonly kind: Kind;
  readonly key: string;
  readonly step?: 1 | 2;
  /** Names of the fields that change. */
  readonly fields: readonly string[];
  readonly cause: Cause;
  /** Keyed digest of the change with its values; absent when no digest was given. */
  readonly digest?: string;
}

export interface SavedHold {
  readonly kind: Kind;
  readonly key: string;
  readonly why: Hold['why'];
}
