import type { KindDeclaration, LiveRecord } from '../../contract/index.ts';
import { recordName } from '../change.ts';
import { missingFor } from './missing.ts';
import type { SystemState } from './state.ts';

/** What leaving this very record out of a push does to it. */
export function absenceOf(record: LiveRecord, kind: KindDeclaration): KindDeclaration['absence'] {
  if (record.staying !== undefined || record.untouchable !== undefined) return 'nothing';
  // Off already: only what the record itself says can still be done to it.
  if (record.active === false) return record.absence === 'deletes' ? 'deletes' : 'nothing';
  return record.absence ?? kind.absence;
}

/**
 * Records that leaving out would erase although the kind only switches off, by the name they are known under: ours, or
 * once ours as the ledger remembers by their remote id, or bearing an id of their own. They go along in every push, so
 * that somebody who has left is not lost for good by merely staying away. With `missing: delete` only ours do.
 */
export function carriedAlong(state: SystemState): ReadonlyMap<string, LiveRecord> {
  const carried = new Map<string, LiveRecord>();
  const pushed = state.mapping.kinds.filter(({ declaration }) => declaration.write === 'snapshot');
  if (pushed.length === 0) return carried;
  const former = new Map(Object.entries(state.remote).map(([name, remote]) => [remote, name]));
  for (const { declaration } of pushed) {
    const isErased = (record: LiveRecord): boolean =>
      record.kind === declaration.kind &&
      declaration.absence !== 'deletes' &&
      absenceOf(record, declaration) === 'deletes';
    for (const [name, record] of state.matched) if (isErased(record)) carried.set(name, record);
    if (missingFor(`${declaration.kind}/`, state.mapping.system) === 'delete') continue;
    for (const record of state.notOurs.filter(isErased)) {
      const known = former.get(record.remote);
      const name = record.key === undefined ? known : recordName(record.kind, record.key);
      // A concealed name says nothing, and one that somebody else has is not theirs any more.
      if (name === undefined || name.includes('/~') || !name.startsWith(`${record.kind}/`)) continue;
      if (!carried.has(name) && !state.matched.has(name) && !state.desired.has(name)) carried.set(name, record);
    }
  }
  return carried;
}
