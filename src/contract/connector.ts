import type { ExportBatch, ExportDeclaration, ExportRequest, WithheldDeclaration } from './exports.ts';
import type { Finding } from './finding.ts';
import type { EffectDeclaration, KindDeclaration } from './kinds.ts';
import type { InspectView, ReadBatch, ReadKey, WriteOutcome, WriteRequest } from './records.ts';
import type {
  AuthenticationDeclaration,
  CredentialDeclaration,
  QuotaDeclaration,
  RateDeclaration,
  SettingDeclaration,
} from './settings.ts';
import type { CreateSimulator } from './simulator.ts';
import type { ReadRoute, Send } from './transport.ts';
import type { Kind, Value } from './value.ts';

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

/** Types a connector's data sheet; gives back what it was given. */
export function defineConnector(connector: Connector): Connector {
  return connector;
}
