import type { Kind } from '../../contract/index.ts';
import { recordName } from '../change.ts';
import type { MappedRecord } from '../map/map.ts';
import { baseState } from '../plan/base.ts';
import { liveState } from '../plan/live.ts';
import type { SystemState } from '../plan/state.ts';
import { type PullSheet, rowsOf } from './pull-sheet.ts';
import { isOffOnlyThere, type LeftCell, type PulledCell, pullRow } from './pulled-cells.ts';
import type { PulledField } from './pulled-fields.ts';
import type { ResolveReference } from './resolve-references.ts';
import type { TeamColumn } from './team-column.ts';

/**
 * What is said of a record as a whole. `gone`: it was there and is not any more; `absent`: it was never there;
 * `off` and `on`: switched otherwise than its row says, and no column takes that; `several-rows`: more than one row
 * makes it up.
 */
export interface LeftRecord {
  readonly kind: Kind;
  readonly key: string;
  readonly why: 'gone' | 'absent' | 'off' | 'on' | 'several-rows';
}

/** A row whose record is gone from the system and that is asked to go, too. */
export interface RemovedRow {
  readonly kind: Kind;
  readonly key: string;
  readonly file: string;
  /** Index into the table's rows. */
  readonly row: number;
}

export interface KindPull {
  readonly cells: readonly PulledCell[];
  readonly removed: readonly RemovedRow[];
  readonly leftCells: readonly LeftCell[];
  readonly leftRecords: readonly LeftRecord[];
}

export interface KindInput {
  readonly kind: Kind;
  readonly pulled: readonly PulledField[];
  readonly sheets: readonly PullSheet[];
  readonly state: SystemState;
  readonly resolve: ResolveReference;
  /** Remove the rows of what is gone from the system. */
  readonly remove: boolean;
  readonly teams?: TeamColumn;
}

/** Goes through the records of one kind that git wants in the system, and writes down what is otherwise there. */
export function pullKind(input: KindInput): KindPull {
  const records = [...input.state.desired.values()].filter(
    ({ kind, state }) => kind === input.kind && state !== 'skipped',
  );
  const found = records.map((record) => pullRecord(record, input));
  return {
    cells: found.flatMap(({ cells = [] }) => cells),
    removed: found.flatMap(({ removed }) => removed ?? []),
    leftCells: found.flatMap(({ leftCells = [] }) => leftCells),
    leftRecords: found.flatMap(({ left }) => left ?? []),
  };
}

interface RecordPull extends Partial<Pick<KindPull, 'cells' | 'leftCells'>> {
  readonly left?: LeftRecord;
  readonly removed?: RemovedRow;
}

function pullRecord(record: MappedRecord, { sheets, pulled, state, resolve, remove, teams }: KindInput): RecordPull {
  const { kind, key } = record;
  const name = recordName(kind, key);
  const found = state.matched.get(name);
  const leave = (why: LeftRecord['why']): RecordPull => ({ left: { kind, key, why } });
  const base = baseState(state.base, name);
  const [row, ...others] = rowsOf(kind, key, sheets);
  // Made of other records' columns: those say it.
  if (!row) return {};
  if (!found) {
    const isMissing = record.state !== 'inactive' && liveState(name, found, state.live, state.mapping) === 'absent';
    if (!isMissing) return {};
    if (base !== 'active') return leave('absent');
    if (!remove || others.length > 0) return leave('gone');
    return { removed: { kind, key, file: row.sheet.sheet.table.file, row: row.draft.row } };
  }
  if (found.untouchable !== undefined || (record.state === 'inactive' && found.active === false)) return {};
  if (others.length > 0) return leave('several-rows');
  const fields = Object.fromEntries(
    pulled.flatMap(({ declaration }) => {
      const value = resolve(declaration, found.fields[declaration.name]);
      return value === undefined ? [] : [[declaration.name, value]];
    }),
  );
  const rowInput = { record, live: { ...found, fields }, ...row, pulled, state, ...(teams && { teams }) };
  const { cells, left: leftCells } = pullRow(rowInput);
  const isOff = isOffOnlyThere(rowInput, cells);
  const isOn = record.state === 'inactive' && base !== 'active' && !cells.some(({ field }) => isAboutLeaving(field));
  return { cells, leftCells, ...(isOff ? leave('off') : isOn ? leave('on') : {}) };
}

function isAboutLeaving(field: string): boolean {
  return field === 'status' || field === 'end_date';
}
