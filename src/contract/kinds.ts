import type { SettingCondition } from './settings.ts';
import type { FieldClass, Kind, Operation } from './value.ts';

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
  /**
   * Fields that are sent by calls of their own, where a change brings any of them: an update of nothing else takes those
   * alone, any other change both. An empty field of a creation counts for nothing.
   */
  readonly apart?: readonly { readonly fields: readonly string[]; readonly calls: number }[];
  /** Word that must stand in the system's `allow:` list: `delete`, `remove_team`, `invite`. */
  readonly needs?: string;
  /** `needs` applies only while this setting has this value. */
  readonly when?: SettingCondition;
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
