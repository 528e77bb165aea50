import { areSame } from '../normal.ts';
import type { RosterRecord } from '../roster.ts';

/**
 * The record of another version where this one says the same at the same place, so that both need the room of one, and
 * whatever was made of that one is known to hold for this one too. Elsewhere, at least its fields where they are the same.
 */
export function shareWith(known: RosterRecord | undefined, record: RosterRecord): RosterRecord {
  if (!known || !areSame(known.fields, record.fields)) return record;
  const { key, fields, place, source, held } = known;
  const isSame =
    place.file === record.place.file &&
    place.line === record.place.line &&
    place.column === record.place.column &&
    source === record.source &&
    held.length === 0 &&
    record.held.length === 0;
  return isSame ? known : { ...record, key, fields };
}
