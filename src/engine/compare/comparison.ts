import type { FieldClass, FieldDeclaration, Fields, Place, Value } from '../../contract/index.ts';

/** A vendor's report as texts; its header stands somewhere among the first rows. */
export interface Report {
  readonly file: string;
  /** Name of the sheet, in a spreadsheet that has several. */
  readonly sheet?: string;
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** A field that a column of the report may be about. */
export interface ComparedField {
  readonly name: string;
  /** What the header may say, the surest first; compared folded. */
  readonly words: readonly string[];
  readonly type: FieldDeclaration['type'];
  readonly class: FieldClass;
  readonly normal?: FieldDeclaration['normal'];
}

export interface ComparedPerson {
  readonly key: string;
  readonly place: Place;
  /** Absent where that cannot be said, as for a row with an error. */
  readonly isActive?: boolean;
  readonly fields: Fields;
}

/** What a report is held against: the roster as it stands, or as one system sees it. */
export interface Subject {
  /** Name of the field that holds the key, and of the one with the address where there is one. */
  readonly key: string;
  readonly email?: string;
  readonly fields: readonly ComparedField[];
  readonly people: readonly ComparedPerson[];
}

export interface DifferentField {
  readonly name: string;
  readonly class: FieldClass;
  readonly roster: Value;
  readonly report: string;
}

export interface DifferentPerson {
  readonly key: string;
  readonly place: Place;
  /** Line of the report. */
  readonly line: number;
  readonly fields: readonly DifferentField[];
}

/** What a report and the roster have in common, and what not. Sorted by lines. */
export interface Comparison {
  readonly file: string;
  readonly sheet?: string;
  /** Rows of people in the report. */
  readonly rows: number;
  /** Those among them who are in the roster. */
  readonly matched: number;
  readonly onlyReport: readonly { readonly line: number; readonly key: string }[];
  /** In the roster and not in the report; those who have left are not missed. */
  readonly onlyRoster: readonly { readonly key: string; readonly place: Place }[];
  /** Left in the roster and still in the report, where no column says whether they are active. */
  readonly left: readonly { readonly key: string; readonly place: Place; readonly line: number }[];
  readonly different: readonly DifferentPerson[];
  /** How many people differ, by field, the most first. */
  readonly counts: readonly { readonly name: string; readonly count: number }[];
  /** Headers that nothing in the roster answers to. */
  readonly ignored: readonly string[];
}

/** Rows of the roster that a vendor's list of troubles names by an id. */
export interface Marks {
  readonly file: string;
  readonly sheet?: string;
  readonly rows: number;
  readonly marked: readonly {
    readonly id: string;
    readonly lines: readonly number[];
    readonly places: readonly Place[];
  }[];
}
