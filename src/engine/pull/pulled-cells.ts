import type { FieldClass, Kind, LiveRecord, Value } from '../../contract/index.ts';
import { recordName, type Side } from '../change.ts';
import type { Draft } from '../check/draft.ts';
import { hasLeft } from '../fields.ts';
import type { MappedRecord } from '../map/map.ts';
import { areEqual, isEmpty } from '../normal.ts';
import { baseField, baseState } from '../plan/base.ts';
import { isPresent } from '../plan/compare-fields.ts';
import { decideField } from '../plan/decide.ts';
import type { SystemState } from '../plan/state.ts';
import type { PullSheet } from './pull-sheet.ts';
import { type PulledField, toRosterValue } from './pulled-fields.ts';
import type { TeamColumn } from './team-column.ts';

/** A cell that differs from what the system holds, with the text that makes it the same. */
export interface PulledCell {
  readonly kind: Kind;
  readonly key: string;
  /** Name of the roster field. */
  readonly field: string;
  readonly class: FieldClass;
  readonly file: string;
  /** Index into the table's rows. */
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly before: Value;
  readonly after: Value;
  /** Git changed the cell too since it was last applied. */
  readonly conflict?: true;
}

/**
 * A cell that differs and stays. `pending`: git moved and the system did not yet; `unwritable`: the file has no text for
 * the value; `unreadable`: what stands there cannot be read; `ambiguous`: two fields of the system want different texts.
 */
export interface LeftCell {
  readonly kind: Kind;
  readonly key: string;
  readonly field: string;
  readonly why: 'pending' | 'unwritable' | 'unreadable' | 'ambiguous';
}

export interface RowPull {
  readonly cells: readonly PulledCell[];
  readonly left: readonly LeftCell[];
}

export interface RowInput {
  readonly record: MappedRecord;
  readonly live: LiveRecord;
  readonly sheet: PullSheet;
  readonly draft: Draft;
  readonly pulled: readonly PulledField[];
  readonly state: SystemState;
  /** The column that teams are made of, where the system gives memberships. */
  readonly teams?: TeamColumn;
}

/** Puts every cell of one row through the table of three states, with the system's word counting where it moved. */
export function pullRow(input: RowInput): RowPull {
  const cells: PulledCell[] = [];
  const left: LeftCell[] = [];
  const byColumn = Map.groupBy(input.pulled, (field) => field.rule.name);
  for (const [field, sources] of byColumn) {
    if (!input.sheet.writers.has(field)) continue;
    const found = pullCell(field, sources, input);
    if (found === undefined) continue;
    if ('why' in found) left.push(found);
    else cells.push(found);
  }
  const team = pullTeam(input);
  if (team && 'why' in team) left.push(team);
  else if (team) cells.push(team);
  const status = switchedOff(input, cells);
  return { cells: status ? [...cells, status] : cells, left };
}

function pullCell(field: string, sources: readonly PulledField[], input: RowInput): PulledCell | LeftCell | undefined {
  const { kind, key } = input.record;
  const leave = (why: LeftCell['why']): LeftCell => ({ kind, key, field, why });
  const known = sources.filter(({ declaration }) => input.live.fields[declaration.name] !== undefined);
  const decided = known.map((source) => ({ source, decision: decide(source, input) }));
  const moved = decided.filter(({ decision }) => decision === 'moved' || decision === 'conflict');
  if (moved.length === 0) {
    const why = (['unreadable', 'pending'] as const).find((one) => decided.some(({ decision }) => decision === one));
    return why && leave(why);
  }
  const values = moved.map(({ source }) => toRosterValue(input.live.fields[source.declaration.name] ?? null, source));
  const [value] = values;
  if (value === undefined || values.includes(undefined)) return leave('unwritable');
  const isShared = known.every((source) => agrees(value, source, input));
  if (!isShared) return leave('ambiguous');
  const text = input.sheet.writers.get(field)?.(value);
  if (text === undefined) return leave('unwritable');
  const cell = cellOf(field, value, text, input);
  return moved.some(({ decision }) => decision === 'conflict') ? { ...cell, conflict: true } : cell;
}

/** The team's name, where the person is in another one there. */
function pullTeam(input: RowInput): PulledCell | LeftCell | undefined {
  const { record, live, teams, sheet } = input;
  const isStaying = record.kind === 'employees' && record.state !== 'inactive';
  const write = teams && isStaying ? sheet.writers.get(teams.field) : undefined;
  const decision = write && teams?.decide(record, live);
  if (!decision || !teams) return undefined;
  const { field } = teams;
  const leave = (why: LeftCell['why']): LeftCell => ({ kind: record.kind, key: record.key, field, why });
  if ('why' in decision) return leave(decision.why);
  const text = write(decision.value);
  if (text === undefined) return leave('unwritable');
  return { ...cellOf(field, decision.value, text, input), ...(decision.conflict && { conflict: true }) };
}

type Decision = 'same' | 'unreadable' | 'pending' | 'moved' | 'conflict';

function decide({ declaration, rule }: PulledField, { record, live, draft, state }: RowInput): Decision {
  const value = live.fields[declaration.name];
  const desired = record.fields[declaration.name];
  if (value === undefined) return 'same';
  const isSent = sendsUpdates(state);
  if (desired === undefined) {
    const written = draft.fields[rule.name];
    if (written === undefined) return 'unreadable';
    // An empty cell that leaves the system's value alone (`blank: keep`) says nothing against it either.
    return isEmpty(written) && !isEmpty(value) && !isSent ? 'moved' : 'same';
  }
  const name = recordName(record.kind, record.key);
  const base: Side =
    isSent && isPresent(name, state) ? baseField(state.base, name, declaration.name, state.mapping) : { known: false };
  const decision = decideField({ known: true, value: desired }, { known: true, value }, base, (one, other) =>
    areEqual(one.value, other.value, declaration),
  );
  if (decision.type === 'nothing') return 'same';
  if (decision.type === 'drift' || decision.reason === 'first-sync') return 'moved';
  return decision.conflict ? 'conflict' : 'pending';
}

/** Whether what git changes is ever sent. Of a system that is only read, nothing waits to be applied. */
export function sendsUpdates({ mapping }: Pick<SystemState, 'mapping'>): boolean {
  return mapping.system.operations.includes('update');
}

/** Whether the system would hold the same in this field, were the value in the files. */
function agrees(value: Value, source: PulledField, { live }: RowInput): boolean {
  const other = toRosterValue(live.fields[source.declaration.name] ?? null, source);
  return other !== undefined && areEqual(other, value, source.declaration);
}

function cellOf(field: string, after: Value, text: string, { record, sheet, draft }: RowInput): PulledCell {
  const { columns, fields, table } = sheet.sheet;
  return {
    kind: record.kind,
    key: record.key,
    field,
    class: fields.find((rule) => rule.name === field)?.class ?? 'secret',
    file: table.file,
    row: draft.row,
    column: columns.get(field) ?? 0,
    text,
    before: draft.fields[field] ?? null,
    after,
  };
}

/** Somebody who is off in the system, and whose row would still say otherwise, gets the status where there is a column for it. */
function switchedOff(input: RowInput, cells: readonly PulledCell[]): PulledCell | undefined {
  if (!isOffOnlyThere(input, cells) || cells.some(({ field }) => field === 'status')) return undefined;
  const text = input.sheet.writers.get('status')?.('inactive');
  return text === undefined ? undefined : cellOf('status', 'inactive', text, input);
}

/** Off in the system, and nothing in the row says so, nor did git bring the person back. */
export function isOffOnlyThere({ record, live, draft, state }: RowInput, cells: readonly PulledCell[]): boolean {
  if (record.kind !== 'employees' || live.active !== false) return false;
  const fields = { ...draft.fields, ...Object.fromEntries(cells.map((cell) => [cell.field, cell.after])) };
  const name = recordName(record.kind, record.key);
  const isReturning = baseState(state.base, name) === 'inactive' && sendsUpdates(state);
  // Employed all the same: the system's own rule keeps the person off, on a long leave for one.
  const isOffByRule = state.desired.get(name)?.state === 'inactive' && !hasLeft(draft.fields, state.today);
  return !isReturning && !isOffByRule && !hasLeft(fields, state.today);
}
