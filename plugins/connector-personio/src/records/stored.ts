import type { Finding, LiveRecord, Value, WriteChange } from '../../../../src/contract/index.ts';
import { recordError } from './finding.ts';

/**
 * Fields that were sent and came back otherwise. Personio ignores what it does not take, without an error, so that only
 * reading back tells. What is not given back at all is unknown and says nothing.
 */
export function compareStored(
  change: WriteChange,
  record: LiveRecord,
  names: readonly string[] = change.op === 'create' ? Object.keys(change.fields) : change.changed,
): readonly Finding[] {
  return names.flatMap((name) => {
    const sent = change.fields[name];
    const stored = record.fields[name];
    if (sent === undefined || stored === undefined || isSame(sent, stored, name === 'email')) return [];
    return [notStored(change, name)];
  });
}

function isSame(one: Value, other: Value, ignoresCase: boolean): boolean {
  const [sent, stored] = [plain(one), plain(other)];
  return ignoresCase ? sent.toLowerCase() === stored.toLowerCase() : sent === stored;
}

/** Empty is empty in every form; texts without spaces around them; lists without an order. */
function plain(value: Value): string {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return '';
  if (Array.isArray(value)) return (value as readonly Value[]).map(plain).sort().join('\n');
  if (typeof value === 'object') {
    return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  return String(value).trim().normalize('NFC');
}

function notStored(change: WriteChange, field: string): Finding {
  return recordError(
    {
      code: 'field-ignored',
      who: 'admin',
      message: `Personio took the call and kept ${field} as it was, without a word.`,
      next: `Look at ${field} of this record in Personio: it may be locked, derived or not writable by the API. Else take it out with "${field}: ~" under "fields".`,
    },
    { ...change, field },
  );
}
