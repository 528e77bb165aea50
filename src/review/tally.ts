import type { Change, Plan, SystemPlan } from '../engine/change.ts';

/** How many people or records a plan touches, in the words of an HR office. */
export interface Tally {
  /** People who become active. */
  readonly join: number;
  /** People who stay and whose team, manager, department or place changes. */
  readonly move: number;
  /** Everything else that changes, people and other records. */
  readonly change: number;
  /** People who become inactive or are deleted. */
  readonly leave: number;
  /** Records that need someone. */
  readonly held: number;
  /** Records that wait for a date, an e-mail or the next scheduled run. */
  readonly waiting: number;
}

/** Counts one system. Someone who joins or leaves does not count as moving too. */
export function tallySystem(system: SystemPlan): Tally {
  return tally([system]);
}

/** Counts all systems together; someone who joins in three systems joins once. */
export function tallyPlan(plan: Plan): Tally {
  return tally(plan.systems);
}

/** True when a field of this name says where somebody works or for whom. Connectors name such fields after these words. */
export function isPlaceInFirm(field: string): boolean {
  return /manager|approver|team|department|group|unit|location|establishment|legal_entity|company|cost_?cent/i.test(
    field,
  );
}

/** True when a field of this name says who somebody's manager is. */
export function isManagerField(field: string): boolean {
  return /manager|approver/i.test(field);
}

function tally(systems: readonly SystemPlan[]): Tally {
  const join = new Set<string>();
  const leave = new Set<string>();
  const move = new Set<string>();
  const change = new Set<string>();
  const held = new Set<string>();
  const waiting = new Set<string>();
  for (const system of systems) {
    for (const one of system.changes) bucket(one, { join, leave, move, change }).add(recordOf(one));
    for (const hold of system.holds) {
      if (hold.why === 'held') held.add(recordOf(hold));
      else if (hold.why !== 'skipped') waiting.add(recordOf(hold));
    }
  }
  for (const person of [...join, ...leave]) move.delete(person);
  for (const person of [...join, ...leave, ...move]) change.delete(person);
  return {
    join: join.size,
    move: move.size,
    change: change.size,
    leave: leave.size,
    held: held.size,
    waiting: waiting.size,
  };
}

function bucket(change: Change, sets: Record<'join' | 'leave' | 'move' | 'change', Set<string>>): Set<string> {
  if (change.kind === 'memberships') return sets.move;
  if (change.kind !== 'employees') return sets.change;
  if (change.op === 'create' || change.op === 'return') return sets.join;
  if (change.op === 'leave' || change.op === 'delete') return sets.leave;
  return Object.keys(change.fields).some(isPlaceInFirm) ? sets.move : sets.change;
}

/** The person a record is about, so that someone's memberships count with the person. */
function recordOf({ kind, key }: Pick<Change, 'kind' | 'key'>): string {
  if (kind === 'employees') return key;
  if (kind === 'memberships') return key.slice(key.lastIndexOf('/') + 1);
  return `${kind}/${key}`;
}
