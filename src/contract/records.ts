import type { Finding } from './finding.ts';
import type { KindDeclaration } from './kinds.ts';
import type { Fields, Kind, Operation, Value } from './value.ts';

/** How one record is asked for: by our key, and by the remote id where the ledger knows it. */
export interface ReadKey {
  readonly key: string;
  readonly remote?: string;
}

export interface LiveRecord {
  readonly kind: Kind;
  /** The system's own id for it. */
  readonly remote: string;
  /** Our key, where the system keeps it. */
  readonly key?: string;
  /** For kinds with `identity.parts`: the remote ids of those parts, in order. */
  readonly parts?: readonly string[];
  /** Absent when the system does not say. */
  readonly active?: boolean;
  /** Why nobody may touch it (a rule-based team); counted and listed, never changed. */
  readonly untouchable?: string;
  /** What not sending this very record would do, where it is not what the kind declares. */
  readonly absence?: KindDeclaration['absence'];
  /** Why absence does nothing to it (an administrator): its fields may change, but no `leave` or `delete` is planned. */
  readonly staying?: string;
  /** What was read, in the connector's field names. A field left out is unknown. */
  readonly fields: Fields;
}

export interface ReadBatch {
  readonly records: readonly LiveRecord[];
  /** On the last batch only. Without one the read is incomplete. */
  readonly proof?: Proof;
}

/**
 * `total` is what the system itself said there is; `counted` what arrived. Both must agree where both are known.
 * `cause` says who can do what about a read that did not reach its end.
 */
export type Proof =
  | { readonly complete: true; readonly counted: number; readonly total?: number }
  | { readonly complete: false; readonly reason: string; readonly cause?: Finding };

export interface WriteChange {
  readonly op: Operation;
  readonly kind: Kind;
  readonly key: string;
  readonly remote?: string;
  /** Whether the record is active once the change is done. */
  readonly active: boolean;
  /** All managed fields with a known value, as they shall be. Left out: unknown or not managed, never send those. */
  readonly fields: Fields;
  /** Names of the fields that differ from before. */
  readonly changed: readonly string[];
}

/** A record of the whole organisation as it shall be, or as it was last applied. */
export interface SnapshotRecord {
  readonly kind: Kind;
  readonly key: string;
  readonly remote?: string;
  /** An earlier run gave the system this key: the record is in base, or its last outcome was `accepted`. */
  readonly known?: true;
  /** It is off, and goes along only because leaving it out would erase it (`LiveRecord.absence`). */
  readonly active?: false;
  readonly fields: Fields;
}

/** The three states as a connector sees them, in its own field names. */
export interface InspectView {
  /** What the system shall hold, held records included. */
  readonly desired: readonly SnapshotRecord[];
  readonly live: readonly LiveRecord[];
  /** What was applied last, or null when nothing is known of it, as on the first sync. */
  readonly base: readonly SnapshotRecord[] | null;
  /**
   * What the system took to work on in an earlier run and nothing read since speaks against: it stands in base as applied,
   * though a system that rejected all of it may look the same. Absent: nothing.
   */
  readonly unproven?: readonly { readonly kind: Kind; readonly key: string }[];
  /** The settings with which base was applied, or null with base. */
  readonly baseSettings: Readonly<Record<string, Value>> | null;
}

export interface WriteRequest {
  readonly changes: readonly WriteChange[];
  /** Only for kinds with `write: 'snapshot'`: everything that shall be there afterwards. */
  readonly snapshot?: readonly SnapshotRecord[];
}

/**
 * What became of one change. `accepted`: the vendor works on it, or a procedure in two runs has taken its first step;
 * not applied until read back. `refused`: nothing happened. `uncertain`: nobody knows, the next run reads it back.
 * The findings say why and who can fix it.
 */
export type WriteOutcome = { readonly kind: Kind; readonly key: string } & (
  | { readonly status: 'done'; readonly remote?: string; readonly findings?: readonly Finding[] }
  | { readonly status: 'accepted'; readonly findings?: readonly Finding[] }
  | { readonly status: 'uncertain'; readonly findings: readonly Finding[] }
  | { readonly status: 'refused'; readonly findings: readonly Finding[] }
);
