import type { Kind } from '../../contract/index.ts';
import type { PresetName } from '../check/preset.ts';
import type { Table } from '../table.ts';
import { valuesOf } from './recognise.ts';

/** A CSV file as found. `encoding` and `delimiter` are set only where detection needs the help of rollcall.yaml. */
export interface FoundTable {
  readonly table: Table;
  readonly encoding?: string;
  readonly delimiter?: string;
}

export interface ProposedSource {
  readonly name: string;
  readonly preset?: PresetName;
  readonly dir?: string;
  readonly files: Readonly<Partial<Record<Kind, readonly string[]>>>;
  readonly key?: string;
  /** Header → field, where the header does not say it by itself. */
  readonly columns: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly dates?: string;
  readonly encoding?: string;
  readonly delimiter?: string;
  /** Headers that no field takes. */
  readonly unused: readonly string[];
  /** How many columns were recognised. */
  readonly recognised: number;
  /** What a person should look at, one sentence each, without values. */
  readonly notes: readonly string[];
}

/** A first rollcall.yaml for the files that are there, and what is left out of it. */
export interface Proposal {
  readonly sources: readonly ProposedSource[];
  readonly teams?: { readonly from: string; readonly ids: string };
  readonly leftOut: readonly { readonly file: string; readonly reason: string }[];
}

/** A table whose kind and columns were recognised: field → index of its column. */
export interface Sheet extends FoundTable {
  readonly kind: Kind;
  readonly fields: ReadonlyMap<string, number>;
  /** Set for a vendor's own file. */
  readonly preset?: PresetName;
}

/** The values of a field, empty ones left out. */
export function column(sheet: Sheet, field: string): readonly string[] {
  return valuesOf(sheet.table, sheet.fields.get(field) ?? -1);
}

/** The wanted name in plain letters, with a number behind it when it is taken. */
export function uniqueName(wanted: string, taken: ReadonlySet<string>): string {
  const plain = wanted
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/^[^A-Za-z0-9]+|-+$/g, '')
    .toLowerCase();
  // A name of digits only would lose its place among the others, and read like a number.
  const name = /^\d*$/.test(plain) ? `source${plain}` : plain;
  for (let count = 1; ; count++) {
    const numbered = count === 1 ? name : `${name}-${count}`;
    if (!taken.has(numbered)) return numbered;
  }
}

/** `hr/france` of `hr/france/people.csv`; empty at the top. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** `people.csv` of `hr/france/people.csv`. */
export function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
