import type { Finding } from '../../contract/index.ts';
import { type Hold, recordName } from '../change.ts';
import type { MappedRecord } from '../map/map.ts';
import type { MappedKind } from '../map/mapping.ts';
import { activityUnknown, emptied, idFixed } from './hold-reasons.ts';
import type { SystemState } from './state.ts';

type Stopped = Pick<Hold, 'why' | 'findings'>;

/** Why nothing is decided about a record: what is wrong with it, or with a record that it is made of. */
export function whyStopped(name: string, kind: MappedKind, key: string, state: SystemState): Stopped | undefined {
  const desired = state.desired.get(name);
  const before = state.base.records.get(name);
  const held = (findings: readonly Finding[]): Stopped => ({ why: 'held', findings });
  if (desired?.state === 'held') return held(desired.findings);
  if (desired?.state === 'waiting') {
    // Waiting is for newcomers: who is there already has lost something that the system needs.
    return before?.state === 'active'
      ? held(desired.findings.map((finding) => emptied(finding)))
      : { why: 'waiting', findings: desired.findings };
  }
  const blocked = state.blocked.get(name);
  if (blocked) return held(blocked);
  const parts = (desired ?? before)?.parts ?? [];
  if (parts.some((part) => state.blocked.has(part))) return held([]);
  if (!desired) {
    // A membership whose person or team nobody may touch is not taken away either, unless one of them goes altogether.
    const states = parts.map((part) => state.desired.get(part)?.state ?? 'inactive');
    const why = (['held', 'waiting', 'skipped'] as const).find((one) => states.includes(one));
    if (why && !states.includes('inactive')) return { why, findings: [] };
  }
  if (isStuckRename(name, kind, state)) return held([idFixed(kind, key, state)]);
  if (desired?.state === 'active' && before?.state === 'inactive' && hasLostActivity(desired, before))
    return held([activityUnknown(kind, key, desired, state)]);
  return undefined;
}

/** The id changed in git, and the system cannot change the one it has. */
function isStuckRename(name: string, kind: MappedKind, { base, desired }: SystemState): boolean {
  const former = desired.get(name)?.record.fields.former_id;
  if (typeof former !== 'string' || base.renamed.get(recordName(kind.declaration.kind, former)) !== name) return false;
  const key = kind.declaration.fields.find((field) => field.name === kind.declaration.identity.key);
  return (key?.writable ?? 'always') !== 'always';
}

/** Whether a column that said that the person has left is gone: unknown is not active. */
function hasLostActivity(desired: MappedRecord, before: MappedRecord): boolean {
  return ['status', 'end_date'].some((field) => {
    const value = before.record.fields[field];
    return value !== undefined && value !== null && desired.record.fields[field] === undefined;
  });
}
