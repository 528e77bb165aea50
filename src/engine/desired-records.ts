import type { DesiredRecord, Finding } from '../contract/index.ts';
import type { MappedRecord, MappedRoster } from './map/map.ts';

/** What a system shall hold, for a file that somebody brings there by hand. */
export interface DesiredRecords {
  readonly records: readonly DesiredRecord[];
  /** Why that is not everybody: errors about records that are held, notices about those that wait or are skipped. */
  readonly findings: readonly Finding[];
}

/**
 * Everybody as a system shall hold them. Such a file counts as the full list there, so that an error among the findings
 * must keep it from being written: whoever is left out may be switched off.
 */
export function desiredRecords(desired: MappedRoster): DesiredRecords {
  const all = [...desired.values()];
  return {
    records: all
      .filter(({ state }) => state === 'active' || state === 'inactive')
      .map(({ kind, key, state, fields }) => ({ kind, key, active: state === 'active', fields })),
    findings: all.flatMap((record) => {
      if (record.state === 'held' || record.state === 'waiting') return [...record.findings, leftOut(record)];
      return record.state === 'skipped' ? [leftOut(record)] : [];
    }),
  };
}

function leftOut({ kind, key, place, state }: MappedRecord): Finding {
  const isHeld = state === 'held';
  return {
    code: isHeld ? 'held-from-file' : 'not-in-file',
    severity: isHeld ? 'error' : 'warning',
    scope: 'record',
    who: isHeld ? 'data' : 'admin',
    message: isHeld
      ? 'The record cannot be written as it is, and a file without it would look like everybody.'
      : `The record ${state === 'waiting' ? 'waits for a value' : 'is skipped by rule'} and is not in the file.`,
    next: isHeld ? 'Correct the row, then run again.' : 'Keep as they are whoever is missing from the file.',
    place,
    kind,
    key,
  };
}
