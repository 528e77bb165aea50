import type { Finding, Kind, SnapshotRecord, WriteOutcome } from '../../../src/contract/index.ts';
import { vendorFinding } from './finding.ts';
import { findVendorError, type VendorError } from './vendor-errors.ts';

export interface RowOutcomes {
  /** Records that a message names, by `kind/key`: refused. */
  readonly byRecord: ReadonlyMap<string, WriteOutcome>;
  /** Kinds of which some row was skipped without saying which: what they hold is uncertain. */
  readonly byKind: ReadonlyMap<Kind, readonly Finding[]>;
}

/**
 * What the messages of a push say about single rows. Only an id that is one of our own keys is taken for one,
 * so that nothing of the vendor's text gets into a finding.
 */
export function mapRowMessages(messages: readonly string[], snapshot: readonly SnapshotRecord[]): RowOutcomes {
  const byRecord = new Map<string, WriteOutcome>();
  const byKind = new Map<Kind, readonly Finding[]>();
  for (const message of messages) {
    const error = findVendorError(message);
    if (error?.stage !== 'row') continue;
    const found = idsIn(message).map((id) => findRecords(error, id, snapshot));
    const named = found.find((records) => records.length > 0) ?? [];
    for (const { kind, key } of named) {
      const name = `${kind}/${key}`;
      byRecord.set(name, refuse({ kind, key }, byRecord.get(name), vendorFinding(error, { kind, key })));
    }
    if (named.length > 0) continue;
    const kind = kindOf(error);
    byKind.set(kind, [...(byKind.get(kind) ?? []), vendorFinding(error, { kind })]);
  }
  return { byRecord, byKind };
}

/**
 * The id that a message carries, as in `… (ExternalId: 17)`; the report spreadsheet has a column of that name. An id may
 * hold spaces, and words may follow one: the longer reading comes first.
 */
export function idsIn(message: string): readonly string[] {
  const [, long = ''] = /external\s*id\W*[:=]\s*["']?([^"',;)\]]+)/i.exec(message) ?? [];
  const [short = ''] = long.trim().split(/\s/);
  return [...new Set([long.trim(), short])].filter((id) => id !== '');
}

/** The kind whose rows an error is about. */
export function kindOf(error: VendorError): Kind {
  if (error.id === 'user_group_missing') return 'memberships';
  return error.id === 'subgroup_missing' ? 'teams' : 'employees';
}

function findRecords(error: VendorError, id: string, snapshot: readonly SnapshotRecord[]): readonly SnapshotRecord[] {
  const kind = kindOf(error);
  const isMeant = (record: SnapshotRecord): boolean => {
    // The id of a relation is that of the team which was not found, not of the person or team that names it.
    if (kind === 'memberships') return record.fields.teamId === id;
    if (error.id === 'subgroup_missing') return record.key === id || record.fields.parentId === id;
    return record.key === id;
  };
  return snapshot.filter((record) => record.kind === kind && isMeant(record));
}

function refuse(
  of: { readonly kind: Kind; readonly key: string },
  before: WriteOutcome | undefined,
  finding: Finding,
): WriteOutcome {
  return { ...of, status: 'refused', findings: [...(before?.findings ?? []), finding] };
}
