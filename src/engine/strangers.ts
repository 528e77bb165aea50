import type { Change } from './change.ts';
import { effectsOf, needsOf } from './make-change.ts';
import type { SystemState } from './state.ts';

/** Live records nobody claims, where not naming them acts on them: they leave, and the plan says so. */
export function strangers(state: SystemState): readonly Change[] {
  return state.mapping.kinds.flatMap((kind) => {
    const { absence, operations, write, kind: name } = kind.declaration;
    if (absence === 'nothing' || write !== 'snapshot') return [];
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
      key: state.nameOf(record),
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
