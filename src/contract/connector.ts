import type { Finding } from './finding.ts';
import type { CreateSimulator } from './simulator.ts';
import type { ReadRoute, Request, Send } from './transport.ts';
import type { DesiredRecord, FieldClass, Fields, Kind, Operation, Value } from './value.ts';

/** The version of this contract. A connector made for another one is refused by name. */
export const contractVersion = 1;

/**
 * A plugin's knowledge of one HR system: what it declares (plain data, safe answers by default)
 * and the three things it does. It never opens a socket, retries, sleeps, logs, reads the
 * environment or decides what to change.
 */
export interface Connector {
  readonly contract: typeof contractVersion;
  /** Lower-case word used in rollcall.yaml: `springest`. */
  readonly id: string;
  readonly title: string;
  /** Semantic version of the connector. */
  readonly version: string;
  /** Raised whenever the default mapping or a normal form changes; another number makes base fields unknown. */
  readonly mapping: number;
  /** Why results should be watched, where the vendor's behaviour is assumed rather than documented. */
  readonly experimental?: string;
  readonly settings: readonly SettingDeclaration[];
  readonly credentials: readonly CredentialDeclaration[];
  /** How credentials with `in: 'authentication'` become a header; the first one whose condition holds counts. */
  readonly authentication?: readonly AuthenticationDeclaration[];
  /** Where calls go, with settings in braces: `https://{site}.api.go.springest.{region}`. The only host it may call. */
  readonly endpoint: string;
  /** Names of the settings that tell one account from another. */
  readonly fingerprint: readonly string[];
  readonly reads: readonly ReadRoute[];
  /** Every rate whose route a call matches is kept; the first one without a route is that of the account. */
  readonly rates?: readonly RateDeclaration[];
  /** Headers in which the system says how much of its rate is left. */
  readonly quota?: QuotaDeclaration;
  /** How many records may be written at the same time. Default: one. */
  readonly parallel?: number;
  readonly kinds: readonly KindDeclaration[];
  /** What happens by default when the live side moved and git did not. `correct` for systems that overwrite by nature. */
  readonly drift: 'report' | 'correct';
  readonly effects: readonly EffectDeclaration[];
  /** What the system only gives out, for `rollcall export`. */
  readonly exports?: readonly ExportDeclaration[];
  /** What people ask for and the system does not give out, refused by name. */
  readonly withheld?: readonly WithheldDeclaration[];

  /** Checks credentials and rights with reads only. An empty list means that all is well. */
  check(context: Context): Promise<readonly Finding[]>;
  /**
   * Reads one kind in batches; the last batch carries the proof of completeness.
   * `keys` limits the read for kinds with `list: 'by-key'`, and is absent otherwise.
   */
  read(context: Context, kind: Kind, keys?: readonly ReadKey[]): AsyncIterable<ReadBatch>;
  /**
   * Judges desired, live and base together by rules of this system alone, before anything is planned.
   * Called only when every kind that can be listed was read completely. An error of scope `system` refuses the system,
   * one of scope `record` holds the record it names; a warning stops nothing. May send reads.
   */
  inspect?(context: Context, view: InspectView): Promise<readonly Finding[]>;
  /**
   * Writes one change, or one snapshot with all its changes, and says what became of each.
   * A change that is missing from the answer is taken as uncertain. An answer for a record of the snapshot that
   * had no change says that the system refused what it was told again.
   */
  write(context: Context, request: WriteRequest): Promise<readonly WriteOutcome[]>;
  /** Gives out one of `exports` in batches; the last one carries the proof of completeness. Sends reads only. */
  export?(context: Context, request: ExportRequest): AsyncIterable<ExportBatch>;
  /** A faithful local stand-in, loaded only when asked for. */
  readonly simulator?: () => Promise<CreateSimulator>;
}

export interface Context {
  /** The settings of `with:`, defaults filled in, credentials left out. */
  readonly settings: Readonly<Record<string, Value>>;
  /** The day of the run in the configured time zone, yyyy-mm-dd. */
  readonly today: string;
  /** The moment of the run, ISO 8601 in UTC, for rules that know the hour. */
  readonly now?: string;
  /** The kinds that are asked for with these credentials, those read for references included. Absent: all. */
  readonly kinds?: readonly Kind[];
  readonly send: Send;
  /** What a file that a record names is like: undefined when it is not there. The host reads it, a connector never does. */
  readonly file: (path: string) => Promise<FileFacts | undefined>;
  /**
   * Loads something once a run (a list of offices by name) and gives the same promise ever after, also when planning
   * turns into writing. A load that fails is forgotten.
   */
  readonly once: <Loaded>(name: string, load: () => Promise<Loaded>) => Promise<Loaded>;
}

/** A file in the repository, or in the folder that `files:` of its source names. */
export interface FileFacts {
  /** Last part of the path. */
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of its content, in hexadecimal. */
  readonly digest: string;
}

export interface SettingDeclaration {
  readonly name: string;
  readonly type: 'text' | 'number' | 'boolean' | 'list' | 'map';
  readonly description: string;
  readonly required?: boolean;
  readonly default?: Value;
  readonly options?: readonly string[];
  /** Regular expression the whole text must match. */
  readonly pattern?: string;
  /** Who may see its value. Default `secret`. */
  readonly class?: FieldClass;
}

/** A secret that the host adds to every call. Its value comes from the environment through `${NAME}`. */
export interface CredentialDeclaration {
  readonly name: string;
  readonly description: string;
  /** `authentication`: never sent by itself, used by the declaration of that name. */
  readonly in: 'query' | 'header' | 'authentication';
  /** Name of the query parameter or header; of the form's field where a token is asked for. */
  readonly parameter: string;
  /** Put before the value: `Bearer `. */
  readonly prefix?: string;
}

/**
 * What the host makes of credentials before it calls.
 * `basic`: `Authorization: Basic` of two of them, as RFC 7617 says.
 * `token`: OAuth client credentials (RFC 6749, 4.4). All credentials with `in: 'authentication'` are sent as form fields
 * with `form` to `path`; the answer's token goes with every call until it ends, and is asked for once more after a 401.
 * Where no token is to be had, the answer that says why comes back in place of the call's own, with `isUnauthenticated`.
 * A connector that sends a POST to `path` itself has a new token made, and gets the answer with the token hidden.
 */
export type AuthenticationDeclaration = { readonly when?: SettingCondition } & (
  | { readonly type: 'basic'; readonly user: string; readonly password: string }
  | { readonly type: 'token'; readonly path: string; readonly form: Readonly<Record<string, string>> }
);

/** At most `calls` in any window of `perMs` milliseconds. */
export interface RateDeclaration {
  readonly calls: number;
  readonly perMs: number;
  /** Setting that overrides `calls`. */
  readonly setting?: string;
  /** The calls it is about, with `*` for one segment of the path. Absent: all of them. */
  readonly route?: { readonly method: Request['method']; readonly path: string };
}

/** Names of response headers, in lower case. */
export interface QuotaDeclaration {
  /** Calls that may still be made at once. */
  readonly remaining: string;
  /** Calls a second that are added to those; or seconds until the window begins anew. */
  readonly perSecond?: string;
  readonly resetSeconds?: string;
}

export interface KindDeclaration {
  readonly kind: Kind;
  readonly fields: readonly FieldDeclaration[];
  /**
   * How fields are treated that `fields:` in rollcall.yaml names and the list above does not, where customers of the
   * system have columns of their own. Absent: such a name is an error. Default: texts that are not given back.
   */
  readonly extraFields?: Partial<Pick<FieldDeclaration, 'type' | 'class' | 'writable' | 'normal' | 'readable'>>;
  /**
   * Expression over a person that says who is active there, where that is narrower than who is employed: `status != "leave"`.
   * `active:` of the system takes its place. Columns that are not there leave the person active.
   */
  readonly active?: string;
  /**
   * `key` is the field that holds our key; `also` the field that matches a live record whose key is unknown
   * (an e-mail, a team's name; or a list of fields that do so together, as person, day and hour of an attendance).
   * `parts` names the kinds whose keys make up this one's key, in order, joined by `/`.
   */
  readonly identity: {
    readonly key: string;
    readonly also?: string | readonly string[];
    readonly parts?: readonly Kind[];
  };
  /**
   * Only records whose date `field` is at most as many days ago as the setting says are read, written and removed; older
   * ones are closed. The read may leave those out, and nothing follows from their absence.
   */
  readonly window?: { readonly field: string; readonly setting: string };
  /** How the live side can be read: everything with a proven total, everything without one, single records by key, or not at all. */
  readonly list: 'counted' | 'uncounted' | 'by-key' | 'none';
  /** The system's own ids hold personal values (an e-mail), and are never shown nor kept in the ledger. */
  readonly remoteIsPersonal?: true;
  readonly write: 'record' | 'snapshot';
  /** What not sending a record does there; `LiveRecord.absence` says otherwise for one. */
  readonly absence: 'nothing' | 'deactivates' | 'deletes';
  /** Operations the system has. What is not listed is refused, never imitated. */
  readonly operations: Readonly<Partial<Record<Operation, OperationDeclaration>>>;
}

export interface OperationDeclaration {
  readonly reversible: boolean;
  /** Calls that one such change takes, on average where that differs, for the estimate in the plan. Default: one. */
  readonly calls?: number;
  /** Word that must stand in the system's `allow:` list: `delete`, `remove_team`, `invite`. */
  readonly needs?: string;
  /** `needs` applies only while this setting has this value. */
  readonly when?: SettingCondition;
}

export interface SettingCondition {
  readonly setting: string;
  readonly equals: Value;
}

export interface FieldDeclaration {
  /** The connector's name for the field, used under `fields:`. */
  readonly name: string;
  readonly type: 'text' | 'number' | 'boolean' | 'date' | 'list';
  /** Default `secret`. */
  readonly class?: FieldClass;
  /** Default mapping: an expression over the record of the roster. A field without one is managed only when `fields:` names it. */
  readonly from?: string;
  /** Default `always`. */
  readonly writable?: 'always' | 'create' | 'never';
  /** A record that lacks it is waiting, not wrong, and is not sent. */
  readonly required?: boolean;
  readonly options?: readonly string[];
  readonly maxLength?: number;
  /** Days around the day of the run within which a date makes sense; beyond them it is not sent, and a warning says so. */
  readonly guard?: { readonly pastDays: number; readonly futureDays: number };
  /** How two values are made comparable, applied in order to both sides. */
  readonly normal?: readonly ('trim' | 'lowercase' | 'set' | 'empty-is-null')[];
  /** False when the system never gives the field back, so that its live value is always unknown. */
  readonly readable?: boolean;
  /** The system never holds it empty (it fills in a default of its own): an empty cell leaves alone what stands there. */
  readonly blank?: 'keep';
  /** Records of which kind the value points at, each of which must be there and active first. */
  readonly reference?: ReferenceDeclaration;
}

/** The value is a key or e-mail, or a list of them; `path` picks it out of each item of a list of maps. */
export interface ReferenceDeclaration {
  readonly kind: Kind;
  /**
   * The referred record's field, in the connector's names. `@remote`: git gives the referred record's key, the system its
   * own id, and the host translates both ways: connectors read and write remote ids only.
   */
  readonly by: string;
  readonly path?: string;
  /** May point at somebody who has left and is known there: a last payslip. */
  readonly inactive?: true;
}

/** What a change sets off that is not in the data: a mail, lost history, an erasure later, a right to see. */
export interface EffectDeclaration {
  /** Stable name in kebab-case. */
  readonly id: string;
  /** One plain sentence for an HR clerk, about one change. */
  readonly text: string;
  readonly kind: Kind;
  readonly operations: readonly Operation[];
  /** Only when this field changes to something not empty. */
  readonly field?: string;
  readonly when?: SettingCondition;
  readonly reversible: boolean;
}

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

/** `total` is what the system itself said there is; `counted` what arrived. Both must agree where both are known. */
export type Proof =
  | { readonly complete: true; readonly counted: number; readonly total?: number }
  | { readonly complete: false; readonly reason: string };

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

/** Something a system only gives out: scores, comments, learning status. */
export interface ExportDeclaration {
  /** Word of the command line: `engagement`. */
  readonly name: string;
  readonly description: string;
  /** Columns of the CSV file, in order, with their class. */
  readonly columns: readonly { readonly name: string; readonly class: FieldClass }[];
  /** Named values that it takes, each with its meaning. */
  readonly options?: readonly {
    readonly name: string;
    readonly description: string;
    readonly required?: boolean;
    /** Regular expression the whole text must match. */
    readonly pattern?: string;
  }[];
  /** Set when it is asked for about the people of the roster, one by one: the kind whose keys `ExportRequest` brings. */
  readonly about?: Kind;
  /**
   * Made of what the system shall hold, for whoever brings it there by hand: `ExportRequest.records` has all of it, and
   * nothing is read from the system.
   */
  readonly from?: 'desired';
}

/** What a system does not give out, and why or where else it is to be had. */
export interface WithheldDeclaration {
  readonly name: string;
  readonly reason: string;
}

export interface ExportRequest {
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
  /** For exports with `about`: whom it is asked for. */
  readonly keys?: readonly ReadKey[];
  /** For exports `from: 'desired'`: everybody, nobody held or waiting among them. */
  readonly records?: readonly DesiredRecord[];
}

/** Rows hold one value a column, in the order declared. */
export interface ExportBatch {
  /** With the first batch, where customers have columns of their own: all columns, in place of those declared. */
  readonly columns?: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  readonly proof?: Proof;
  /** What could not be had of single rows. */
  readonly findings?: readonly Finding[];
}

/** Types a connector's data sheet; gives back what it was given. */
export function defineConnector(connector: Connector): Connector {
  return connector;
}
