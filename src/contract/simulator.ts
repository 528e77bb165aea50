import type { DesiredRecord, Fields, Kind, Value } from './value.ts';

/**
 * A vendor's system as a state machine without a socket: the host serves it on loopback.
 * It is written from the vendor's documents and enforces the odd rules found there.
 */
export interface Simulator {
  /** Answers one call. Never throws: a vendor's fault is a response too. */
  handle(request: SimulatedRequest): SimulatedResponse;
  /** Everything it remembers, so that it can be stopped and started again. */
  state(): Value;
  /** What to show a person who looks: one table a kind. Made-up people only. */
  show(): readonly SimulatedTable[];
  /** True when its account began with the `live` that it was given. Absent: it does not know how. */
  readonly isSeeded?: true;
}

/** Makes a simulator for the settings of one system. `state` is what an earlier one gave back; absent for an empty account. */
export type CreateSimulator = (options: {
  readonly settings: Readonly<Record<string, Value>>;
  /** The credentials it accepts, by name. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Further sets that it accepts: service accounts for single kinds or sources. */
  readonly others?: readonly Readonly<Record<string, string>>[];
  readonly state?: Value;
  /** What the real account holds, so that a plan can be rehearsed: the simulated one begins so. `state` is absent then. */
  readonly live?: readonly SeedRecord[];
  /** With `live`: what the real account shall hold. The departments and the like that it names were found there. */
  readonly desired?: readonly DesiredRecord[];
}) => Simulator;

/** A record with which a rehearsal begins, in the connector's field names, as `LiveRecord` has it. A field left out is unknown. */
export interface SeedRecord {
  readonly kind: Kind;
  readonly remote: string;
  readonly key?: string;
  readonly parts?: readonly string[];
  readonly active?: boolean;
  readonly fields: Fields;
}

export interface SimulatedRequest {
  readonly method: string;
  readonly path: string;
  /** A name that came more than once has its values joined by commas. */
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it came over the wire. */
  readonly text: string;
  /** The parts of a `multipart/form-data` body. */
  readonly parts?: readonly SimulatedPart[];
  /** Milliseconds since 1970, for rate windows. */
  readonly nowMs: number;
}

/** A part with its content as UTF-8 text; `bytes` and `digest` (SHA-256, hexadecimal) tell of what is no text. */
export interface SimulatedPart {
  readonly name: string;
  readonly fileName?: string;
  readonly type?: string;
  readonly text: string;
  readonly bytes: number;
  readonly digest: string;
}

export interface SimulatedResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON with its content type; `text` instead is sent as it is. */
  readonly json?: Value;
  readonly text?: string;
}

export interface SimulatedTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
