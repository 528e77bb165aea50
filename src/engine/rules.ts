import type { FieldClass, Kind, Operation, Place, Value } from '../contract/index.ts';
import type { PresetName } from './check/preset.ts';
import type { Expression } from './expression/expression.ts';
import type { FieldRules } from './fields.ts';

/** rollcall.yaml, read, checked and with all defaults filled in. */
export interface Rules {
  /** Path of the file, for findings. */
  readonly file: string;
  readonly timezone: string;
  readonly language: 'en' | 'fr' | 'de' | 'nl';
  readonly sources: readonly SourceRules[];
  /** Teams and memberships made from a column of the employees. `ids` is a CSV file with columns id,name. */
  readonly teams?: { readonly from: string; readonly ids?: string };
  readonly fields: FieldRules;
  readonly checks: readonly CheckRule[];
  readonly systems: readonly SystemRules[];
  /** `approval`: the Action applies only what came by a pull request that somebody else approved. */
  readonly require?: 'approval';
  /** Accounts and teams on GitHub (`@anna-b`, `@acme/people-ops`) that are told when a run fails or is stopped. */
  readonly notify?: readonly string[];
}

export interface SourceRules {
  readonly name: string;
  readonly place: Place;
  /** Vendor whose own files these are, read as they are. */
  readonly preset?: PresetName;
  /** Globs of files by kind, relative to the repository; a preset's are filled in. */
  readonly files: Readonly<Partial<Record<Kind, readonly string[]>>>;
  /** Header of the column that becomes the key, when it is not named `id`. */
  readonly key?: string;
  /** Header → roster field. A header that equals a roster field's name needs no entry. */
  readonly columns: Readonly<Record<string, string>>;
  /** Field → value in the file → value in the roster. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Such as `dd/MM/yyyy`; absent: detected. */
  readonly dates?: string;
  /** Decimal mark; absent: detected. */
  readonly decimal?: ',' | '.';
  readonly encoding?: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'iso-8859-15';
  readonly delimiter?: ',' | ';' | '\t' | '|';
}

export interface CheckRule {
  readonly assert: Expression;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

export interface SystemRules {
  readonly name: string;
  readonly place: Place;
  readonly connector: string;
  readonly stage: 'test' | 'production';
  /** A test system that must have been written without a failure in the same run, before this one is. */
  readonly after?: string;
  /** `with:`, with `${NAME}` left as written; the host resolves it. */
  readonly with: Readonly<Record<string, Value>>;
  /** Kind or source → credential → value as written: other credentials for its records than those of `with:`. */
  readonly credentials?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The kinds it takes; the connector's others are read only to find who is referred to. All when absent. */
  readonly kinds?: readonly Kind[];
  /** Loopback address that stands in for the vendor's host. */
  readonly endpoint?: string;
  readonly account?: string;
  /** Names of the sources it takes; all when absent. */
  readonly sources?: readonly string[];
  readonly only?: Expression;
  readonly skip?: Expression;
  /** Who is active there, in place of what the connector declares. */
  readonly active?: Expression;
  /** Kind → connector field → expression, or null to drop it. */
  readonly fields: Readonly<Partial<Record<Kind, Readonly<Record<string, Expression | null>>>>>;
  /** Kind → connector field → expression used when the mapped value is empty. */
  readonly defaults: Readonly<Partial<Record<Kind, Readonly<Record<string, Expression>>>>>;
  readonly operations: readonly Operation[];
  readonly missing: Missing;
  /** What to do instead with records of single kinds. */
  readonly missingOf?: Readonly<Partial<Record<Kind, Missing>>>;
  readonly limits: LimitRules;
  /** Keys of people whom no plan may make leave. */
  readonly protect: readonly string[];
  readonly allow: readonly string[];
  readonly when: 'push' | 'daily' | 'weekly' | 'monthly';
  /** Absent: what the connector declares. */
  readonly drift?: 'report' | 'correct';
  /** `keep`: an empty cell leaves the live value alone. */
  readonly blank: 'clear' | 'keep';
}

/** What to do with a record that is gone from the roster. */
export type Missing = 'leave' | 'hold' | 'delete';

/** A cap: both hold where both are given. `share` is 0 to 1 of what is ours. */
export interface Limit {
  readonly count?: number;
  readonly share?: number;
}

/** `column` caps how many records one field may change in. `stated` names what rollcall.yaml sets itself; the rest is built in. */
export interface LimitRules {
  readonly leave: Limit;
  readonly create: Limit;
  readonly update: Limit;
  readonly delete: Limit;
  readonly column: Limit;
  /** Limits of allowed irreversible operations by their word: `remove_team`, `invite`. */
  readonly named: Readonly<Record<string, Limit>>;
  readonly stated: readonly string[];
}

/** Whether a system takes records of a kind; others are read only to find who is referred to. */
export function takesKind({ kinds }: Pick<SystemRules, 'kinds'>, kind: Kind): boolean {
  return kinds?.includes(kind) ?? true;
}

/** The class of a roster field; `secret` for a field nobody declared. */
export function classOf(fields: FieldRules, kind: Kind, name: string): FieldClass {
  return fields[kind].find((field) => field.name === name)?.class ?? 'secret';
}
