import type { Kind } from '../../contract/index.ts';
import type { MappedRecord } from '../map/map.ts';
import type { Mapping } from '../map/mapping.ts';
import type { Coverage, Incomplete, Roster } from '../roster.ts';

/** Fields whose column was there when something was last applied, and is gone now. */
export interface GoneField {
  readonly source: string;
  readonly kind: Kind;
  readonly field: string;
}

/** A share of a vanished file's records that stand in other files now, above which the file was only renamed or split. */
const renamedShare = 0.5;

/**
 * Why a record that is not in the roster any more cannot be taken as gone: its source could not be read completely,
 * or lost a file or a column since the record was last applied. Undefined when all of it is there.
 */
export function whyIncomplete(record: MappedRecord, head: Roster, base: Roster): Incomplete | undefined {
  return incompletenessOf(head, base)(record);
}

/** The same for many records of two versions: what became of a file is found out once. */
export function incompletenessOf(head: Roster, base: Roster): (record: MappedRecord) => Incomplete | undefined {
  const renamed = new Map<string, boolean>();
  const isOnlyRenamed = (file: string, source: string, kind: Kind): boolean => {
    const name = [kind, source, file].join(' ');
    const known = renamed.get(name) ?? isRenamed(file, source, kind, head, base);
    renamed.set(name, known);
    return known;
  };
  return (record) => whyGone(record, head, base, isOnlyRenamed);
}

function whyGone(
  record: MappedRecord,
  head: Roster,
  base: Roster,
  isOnlyRenamed: (file: string, source: string, kind: Kind) => boolean,
): Incomplete | undefined {
  const { source, kind } = record;
  const unread = head.incomplete.find((one) => one.source === source && one.kind === kind);
  if (unread) return unread;
  const before = coverageOf(base, source, kind);
  const now = coverageOf(head, source, kind);
  if (!before || !now) return undefined;
  const file = before.files.find((one) => one === record.place.file && !now.files.includes(one));
  if (file !== undefined && !isOnlyRenamed(file, source, kind)) {
    return { source, kind, reason: `the file ${file} of ${source} is not there any more` };
  }
  const field = before.fields.find((one) => !now.fields.includes(one));
  if (field !== undefined)
    return { source, kind, reason: `the column for ${field} is gone from the files of ${source}` };
  return undefined;
}

/** Columns that vanished since a roster was applied, among those that a system's values are made of. */
export function goneFields(head: Roster, base: Roster, mapping: Mapping): readonly GoneField[] {
  return base.coverage.flatMap(({ source, kind, fields }) => {
    const now = coverageOf(head, source, kind);
    const read = fieldsRead(mapping, kind);
    if (!now || (mapping.system.sources && !mapping.system.sources.includes(source))) return [];
    return fields
      .filter((field) => read.has(field) && !now.fields.includes(field))
      .map((field) => ({ source, kind, field }));
  });
}

/** Roster fields that decide anything in a system: its values, who is in it, and who is active. */
function fieldsRead(mapping: Mapping, kind: Kind): ReadonlySet<string> {
  const mapped = mapping.kinds.find((one) => one.declaration.kind === kind);
  const expressions = [
    ...(mapped?.fields ?? []).flatMap((field) => [field.expression, field.fallback]),
    ...(kind === 'employees' ? [mapping.system.only, mapping.system.skip, mapping.active?.expression] : []),
  ];
  const paths = expressions.flatMap((expression) => expression?.reads ?? []);
  const names = paths.flatMap((path) => (path[0] === 'manager' ? ['manager_id', path.at(-1) ?? ''] : [path[0] ?? '']));
  return new Set([...names, ...(kind === 'employees' ? ['status', 'end_date'] : [])]);
}

function coverageOf(roster: Roster, source: string, kind: Kind): Coverage | undefined {
  return roster.coverage.find((one) => one.source === source && one.kind === kind);
}

function isRenamed(file: string, source: string, kind: Kind, head: Roster, base: Roster): boolean {
  const keys = [...base.records[kind].values()].filter((one) => one.source === source && one.place.file === file);
  const still = keys.filter((one) => head.records[kind].has(one.key));
  return keys.length > 0 && still.length >= keys.length * renamedShare;
}
