import type { Kind } from '../../contract/index.ts';
import type { Change, Stop } from '../change.ts';
import { isEmpty } from '../normal.ts';
import type { SystemRules } from '../rules.ts';
import { limitName, overLimit, permitted } from './over-limit.ts';

export interface ColumnInput {
  readonly system: SystemRules;
  /** Our active records that had a value in a field, by `kind/field`. */
  readonly filled: ReadonlyMap<string, number>;
  /** Fields in which git still has a value for somebody active, as `kind/field`. */
  readonly inUse: ReadonlySet<string>;
}

/** One field changed for many, or a whole column gone empty: the usual signs of an export that went wrong. */
export function columnStops(kind: Kind, changes: readonly Change[], input: ColumnInput, ours: number): readonly Stop[] {
  const updates = changes.filter((change) => change.op === 'update');
  const changed = new Map<string, number>();
  const emptied = new Map<string, number>();
  for (const change of updates) {
    for (const [name, field] of Object.entries(change.fields)) {
      if (!field.before.known) continue;
      changed.set(name, (changed.get(name) ?? 0) + 1);
      const wasFilled = !isEmpty(field.before.value);
      if (wasFilled && isEmpty(field.after) && change.cause.type !== 'drift')
        emptied.set(name, (emptied.get(name) ?? 0) + 1);
    }
  }
  const { column } = input.system.limits;
  const overColumn = [...changed].flatMap(([name, planned]) =>
    overLimit({
      limit: `column:${name}`,
      planned,
      ours,
      permitted: permitted(column, ours),
      kind,
      what: `change in ${name}`,
    }),
  );
  const gone = [...emptied].flatMap(([name, planned]): Stop[] => {
    const field = `${kind}/${name}`;
    const isWholeColumn = !input.inUse.has(field) && (input.filled.get(field) ?? 0) >= (column.share ?? 0.3) * ours;
    const message = `${name} would become empty for all ${planned} ${kind} that have it.`;
    return isWholeColumn ? [{ limit: limitName(kind, `emptied:${name}`), permitted: 0, planned, ours, message }] : [];
  });
  return [...overColumn, ...gone];
}
