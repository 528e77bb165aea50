import type { Kind, LiveRecord } from '../../contract/index.ts';
import type { FieldRules } from '../fields.ts';
import type { SystemState } from '../plan/state.ts';
import type { Roster } from '../roster.ts';
import { type Rules, takesKind } from '../rules.ts';
import { type Adopted, type Adoption, chooseAdopted, type NotAdopted, remoteName } from './adopt.ts';
import { type NewRow, newRow } from './new-rows.ts';
import { type LeftRecord, pullKind, type RemovedRow } from './pull-kind.ts';
import type { PullSheet } from './pull-sheet.ts';
import type { LeftCell, PulledCell } from './pulled-cells.ts';
import { type NotPulled, type PulledField, pulledFields } from './pulled-fields.ts';
import { type ResolveReference, referenceResolver } from './resolve-references.ts';
import { type TeamColumn, teamColumn } from './team-column.ts';

/** A field of one kind that is not pulled for anybody. */
export interface LeftField {
  readonly kind: Kind;
  /** In the connector's names; a `no-column` in the roster's. */
  readonly field: string;
  readonly why: NotPulled['why'] | 'no-column';
}

/** Everything that pulling a system does to the files, and everything that it leaves, with the reason. */
export interface Pull {
  readonly cells: readonly PulledCell[];
  readonly rows: readonly NewRow[];
  readonly removed: readonly RemovedRow[];
  readonly leftCells: readonly LeftCell[];
  readonly leftRecords: readonly LeftRecord[];
  readonly leftFields: readonly LeftField[];
  readonly notAdopted: readonly LeftStranger[];
}

/** A record of the system that git does not have and that stays so, by a name that tells nothing of a person. */
export interface LeftStranger {
  readonly kind: Kind;
  readonly name: string;
  readonly why: NotAdopted;
}

export interface PullInput {
  readonly state: SystemState;
  readonly roster: Roster;
  readonly fields: FieldRules;
  /** `teams:` of rollcall.yaml. */
  readonly teams?: Rules['teams'];
  /** The tables of the sources that the system takes. */
  readonly sheets: readonly PullSheet[];
  /** The table that takes what the system has and git does not; `not-asked` counts it only. */
  readonly newcomers: (kind: Kind) => PullSheet | 'not-asked' | 'no-file';
  /** Remove the rows of what was there and is gone from the system. Default: they stay, and are named. */
  readonly remove?: boolean;
}

/** Compares every row with what the system holds, and chooses who is taken over. Nothing is written here. */
export function planPull(input: PullInput): Pull {
  const { state, sheets, fields, newcomers, remove = false } = input;
  const kinds = state.mapping.kinds
    .filter(({ declaration }) => takesKind(state.mapping.system, declaration.kind))
    .map((kind) => ({ kind: kind.declaration.kind, ...pulledFields(kind, fields[kind.declaration.kind]) }));
  const teams = teamColumn({ state, roster: input.roster, fields, teams: input.teams });
  const adoption = chooseAdopted({
    ...input,
    wanted: (kind) => {
      const target = newcomers(kind);
      return typeof target === 'string' ? target : 'adopt';
    },
  });
  const resolve = referenceResolver(new Map(adoption.adopted.map(({ record, key }) => [remoteName(record), key])));
  const found = kinds.map(({ kind, pulled }) =>
    pullKind({ kind, pulled, sheets, state, resolve, remove, ...(teams && { teams }) }),
  );
  const added = addRows(adoption.adopted, kinds, input, resolve, teams);
  const notAdopted = [...adoption.others, ...added.others];
  return {
    cells: found.flatMap(({ cells }) => cells),
    rows: added.rows,
    removed: found.flatMap(({ removed }) => removed),
    leftCells: found.flatMap(({ leftCells }) => leftCells),
    leftRecords: found.flatMap(({ leftRecords }) => leftRecords),
    leftFields: kinds.flatMap((kind) => leftFieldsOf(kind, sheets)),
    notAdopted: notAdopted
      .filter(({ record }) => kinds.some(({ kind }) => kind === record.kind))
      .map(({ record, why }) => ({ kind: record.kind, name: nameOf(record, state), why })),
  };
}

interface PulledKind {
  readonly kind: Kind;
  readonly pulled: readonly PulledField[];
  readonly notPulled: readonly NotPulled[];
}

function addRows(
  adopted: readonly Adopted[],
  kinds: readonly PulledKind[],
  { newcomers, state }: PullInput,
  resolve: ResolveReference,
  teams: TeamColumn | undefined,
): { readonly rows: readonly NewRow[]; readonly others: Adoption['others'] } {
  const rows: NewRow[] = [];
  const others: Adoption['others'][number][] = [];
  for (const one of adopted) {
    const { kind } = one.record;
    const sheet = newcomers(kind);
    const pulled = kinds.find((known) => known.kind === kind)?.pulled ?? [];
    const row =
      typeof sheet === 'string'
        ? undefined
        : newRow({ adopted: one, sheet, pulled, mapping: state.mapping, resolve, ...(teams && { teams }) });
    if (row) rows.push(row);
    else others.push({ record: one.record, why: 'unrecognisable' });
  }
  return { rows, others };
}

/** What no row of a kind can get; nothing is said of kinds that no file holds. */
function leftFieldsOf({ kind, pulled, notPulled }: PulledKind, sheets: readonly PullSheet[]): readonly LeftField[] {
  const own = sheets.filter(({ sheet }) => sheet.kind === kind);
  if (own.length === 0) return [];
  const names = new Set(pulled.map(({ rule }) => rule.name));
  const lacking = [...names].filter((name) => own.every(({ writers }) => !writers.has(name)));
  return [
    ...notPulled.map(({ field, why }) => ({ kind, field, why })),
    ...lacking.map((field): LeftField => ({ kind, field, why: 'no-column' })),
  ];
}

/** Our key or the system's own id, where that is nobody's e-mail. */
function nameOf(record: LiveRecord, { mapping, nameOf }: SystemState): string {
  const kind = mapping.kinds.find(({ declaration }) => declaration.kind === record.kind);
  return record.key ?? (kind?.declaration.remoteIsPersonal ? nameOf(record) : record.remote);
}
