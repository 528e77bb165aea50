import type { SystemPlan } from '../engine/change.ts';
import { canonical } from '../engine/normal.ts';
import { keyedHash } from './ledger/digest-key.ts';

/**
 * Tells one set of changes of one system from another, values included, without giving any of them away. Unlike the
 * digest of a plan it holds nothing of commits and causes: what was reviewed on a branch is the same once it is merged.
 */
export function changesDigest({ name, changes }: SystemPlan, key: Uint8Array): string {
  const done = changes.map(({ op, kind, key: record, fields, step }) => {
    const after = Object.entries(fields).map(([field, change]) => [field, change.after]);
    return canonical([op, kind, record, after, step ?? null]);
  });
  return keyedHash(key, canonical([name, done.sort()]));
}
