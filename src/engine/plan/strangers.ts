import type { LiveRecord } from '../../contract/index.ts';
import { type Change, recordName } from '../change.ts';
import { takesKind } from '../rules.ts';
import { absenceOf, carriedAlong } from './carried.ts';
import { effectsOf, needsOf } from './make-change.ts';
import type { SystemState } from './state.ts';

/** Live records nobody claims, where not naming them acts on them: they leave or are erased, and the plan says so. */
export function strangers(state: SystemState): readonly Change[] {
  // Nothing is ever pushed to a system that is only read, so that nobody's absence acts on anything.
  if (state.mapping.system.operations.length === 0) return [];
  const carried = new Set(carriedAlong(state).values());
  const bearers = countKeys(state.notOurs);
  return state.mapping.kinds.flatMap((kind) => {
    const { operations, write, kind: name } = kind.declaration;
    if (write !== 'snapshot') return [];
    if (!takesKind(state.mapping.system, name)) return [];
    return state.notOurs.flatMap((record): readonly Change[] => {
      const absence = record.kind === name && !carried.has(record) ? absenceOf(record, kind.declaration) : 'nothing';
      if (absence === 'nothing') return [];
      const op = operations.leave && absence === 'deactivates' ? 'leave' : 'delete';
      return [
        {
          op,
          kind: name,
          key: keyOf(record, state, bearers),
          remote: record.remote,
          fields: {},
          desired: {},
          cause: { type: 'not-ours' },
          effects: effectsOf(op, kind, {}, state),
          needs: needsOf(op, kind, state.settings),
          after: [],
        },
      ];
    });
  });
}

/** How many of them bear each key, by record name. */
function countKeys(records: readonly LiveRecord[]): ReadonlyMap<string, number> {
  const bearers = new Map<string, number>();
  for (const { kind, key } of records) {
    if (key === undefined) continue;
    const name = recordName(kind, key);
    bearers.set(name, (bearers.get(name) ?? 0) + 1);
  }
  return bearers;
}

/** Its own key where the system says one that nobody else has, so that it can be found and protected. */
function keyOf(record: LiveRecord, state: SystemState, bearers: ReadonlyMap<string, number>): string {
  if (record.key === undefined) return state.nameOf(record);
  const name = recordName(record.kind, record.key);
  const isTaken = state.desired.has(name) || state.base.records.has(name) || (bearers.get(name) ?? 0) > 1;
  return isTaken ? state.nameOf(record) : record.key;
}
