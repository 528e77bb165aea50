import { type Change, nameOfChange, recordName } from '../change.ts';
import type { Proposed } from './changes.ts';
import type { SystemState } from './state.ts';

/** What is planned now, and the names of records whose changes are left for another run. */
export interface Chosen extends Proposed {
  readonly postponed: ReadonlySet<string>;
}

/**
 * Everything, or one person with their memberships; what is then left for later counts as not there yet. Where a push
 * states the whole organisation, what it does to others anyway is part of the plan: live records that are not ours
 * leave, and drift is overwritten.
 */
export function choose(proposed: Proposed, state: SystemState, only: string | undefined): Chosen {
  if (only === undefined) return { ...proposed, postponed: new Set() };
  const person = recordName('employees', only);
  const isChosen = (record: Pick<Change, 'kind' | 'key'>): boolean => {
    const name = nameOfChange(record);
    return (
      name === person || (state.desired.get(name) ?? state.base.records.get(name))?.parts.includes(person) === true
    );
  };
  const own = proposed.changes.filter(isChosen);
  const isPushed = own.some((change) => isSnapshot(change, state));
  const isAlongside = (change: Change): boolean =>
    isPushed && isSnapshot(change, state) && (change.cause.type === 'not-ours' || change.cause.type === 'drift');
  const changes = proposed.changes.filter((change) => isChosen(change) || isAlongside(change));
  const planned = new Set(changes);
  return {
    changes,
    holds: proposed.holds.filter(isChosen),
    drift: proposed.drift.filter(isChosen),
    unchanged: proposed.unchanged,
    postponed: new Set([
      ...proposed.changes.filter((change) => !planned.has(change)).map(nameOfChange),
      ...proposed.holds.filter((hold) => !isChosen(hold)).map(nameOfChange),
    ]),
  };
}

/** Whether a change goes with a push of the whole organisation. */
export function isSnapshot(change: Pick<Change, 'kind'>, { mapping }: SystemState): boolean {
  return mapping.kinds.find((kind) => kind.declaration.kind === change.kind)?.declaration.write === 'snapshot';
}
