import type { LiveRecord } from '../../contract/index.ts';
import { type Change, recordName } from '../change.ts';
import { effectsOf, needsOf } from './make-change.ts';
import type { SystemState } from './state.ts';

/** Live records nobody claims, where not naming them acts on them: they leave, and the plan says so. */
export function strangers(state: SystemState): readonly Change[] {
  return state.mapping.kinds.flatMap((kind) => {
    const { absence, operations, write, kind: name } = kind.declaration;
    if (absence === 'nothing' || write !== 'snapshot') return [];
    if (state.mapping.system.kinds && !state.mapping.system.kinds.includes(name)) return [];
    const op = operations.leave ? 'leave' : 'delete';
    const touched = state.notOurs.filter(
      (record) =>
        record.kind === name &&
        record.active !== false &&
        record.staying === undefined &&
        record.untouchable === undefined,
    );
    return touched.map((record) => ({
      op,
      kind: name,
      key: keyOf(record, state),
      remote: record.remote,
      fields: {},
      desired: {},
      cause: { type: 'not-ours' } as const,
      effects: effectsOf(op, kind, {}, state),
      needs: needsOf(op, kind, state.settings),
      after: [],
    }));
  });
}

/** Its own key where the system says one that nobody else has, so that it can be found and protected. */
function keyOf(record: LiveRecord, state: SystemState): string {
  if (record.key === undefined) return state.nameOf(record);
  const name = recordName(record.kind, record.key);
  const isTaken =
    state.desired.has(name) ||
    state.base.records.has(name) ||
    state.notOurs.some((other) => other !== record && other.kind === record.kind && other.key === record.key);
  return isTaken ? state.nameOf(record) : record.key;
}
