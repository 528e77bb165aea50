import type { Kind } from '../../contract/index.ts';
import { hasLeft } from '../fields.ts';
import type { Roster, RosterRecord } from '../roster.ts';
import type { MappedRecord, MappedRoster } from './mapped.ts';
import type { MappedKind, Mapping } from './mapping.ts';

/** Another version of the roster as the same system shall hold it. */
export interface EarlierMapping {
  readonly roster: Roster;
  readonly mapping: Mapping;
  readonly today: string;
  readonly mapped: MappedRoster;
}

interface Now {
  readonly roster: Roster;
  readonly mapping: Mapping;
  readonly today: string;
  /** The kinds that were mapped before. */
  readonly mapped: MappedRoster;
}

/** What an earlier mapping made of a record, undefined where it left it out; `isKnown: false` where that says nothing. */
export type TakenOver =
  | { readonly isKnown: true; readonly record: MappedRecord | undefined }
  | { readonly isKnown: false };

const unknown: TakenOver = { isKnown: false };

/**
 * Takes over what an earlier mapping made of the records of a kind, so that they are neither computed nor kept twice:
 * of those that say the same, under the same managers, made of the same parts, and for which the day makes no difference.
 * In doubt a record is mapped again.
 */
export function takeOver(
  kind: MappedKind,
  now: Now,
  earlier: EarlierMapping | undefined,
): (record: RosterRecord, name: string, parts: readonly string[]) => TakenOver {
  if (!earlier || earlier.mapping !== now.mapping) return () => unknown;
  const { sources } = now.mapping.system;
  if (earlier.today !== now.today && readsDay(kind, now.mapping)) return () => unknown;
  return (record, name, parts) => {
    const known = earlier.mapped.get(name);
    const before = known?.record ?? earlier.roster.records[record.kind].get(record.key);
    const isSame =
      before !== undefined &&
      isAlike(record, before) &&
      // What comes from another source is here only for its members.
      sources?.includes(record.source) !== false &&
      hasLeft(record.fields, now.today) === hasLeft(record.fields, earlier.today) &&
      parts.every((part) => now.mapped.get(part)?.state === earlier.mapped.get(part)?.state) &&
      haveSameManagers(record, now, earlier);
    if (!isSame) return unknown;
    if (known === undefined || known.record === record) return { isKnown: true, record: known };
    // Its findings tell of the place where its row was.
    if (known.findings.length > 0) return unknown;
    return { isKnown: true, record: { ...known, place: record.place, record } };
  };
}

/** Versions of a roster share the fields of records that say the same. */
function isAlike(one: RosterRecord, other: RosterRecord): boolean {
  return (
    one === other ||
    (one.fields === other.fields && one.source === other.source && one.held.length + other.held.length === 0)
  );
}

function haveSameManagers(record: RosterRecord, now: Now, earlier: EarlierMapping): boolean {
  let id = record.fields.manager_id;
  for (let depth = now.mapping.managerDepth; depth > 0 && id !== undefined && id !== null; depth -= 1) {
    const [one, other] = [now, earlier].map(({ roster }) => roster.records.employees.get(String(id)));
    if (one?.fields !== other?.fields) return false;
    id = one?.fields.manager_id;
  }
  return true;
}

/** Whether a value of the kind, or who is there at all, may be another on another day. */
function readsDay({ declaration, fields }: MappedKind, { system, active }: Mapping): boolean {
  const people: Kind = 'employees';
  const expressions = [
    ...fields.flatMap((field) => [field.expression, field.fallback]),
    ...(declaration.kind === people ? [system.only, system.skip, active?.expression] : []),
  ];
  const isAsked = expressions.some((expression) => expression?.reads.some((path) => path[0] === 'today'));
  return isAsked || fields.some((field) => field.declaration.guard !== undefined);
}
