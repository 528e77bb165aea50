import type { SnapshotRecord } from '../../../src/contract/index.ts';

/** The records of one state, parted by kind. */
export interface Organisation {
  readonly employees: readonly SnapshotRecord[];
  readonly teams: readonly SnapshotRecord[];
  readonly memberships: readonly SnapshotRecord[];
}

export function partByKind(records: readonly SnapshotRecord[]): Organisation {
  return {
    employees: records.filter((record) => record.kind === 'employees'),
    teams: records.filter((record) => record.kind === 'teams'),
    memberships: records.filter((record) => record.kind === 'memberships'),
  };
}
