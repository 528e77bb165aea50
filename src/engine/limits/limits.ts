import type { Kind } from '../../contract/index.ts';
import { type Change, type Release, recordName, type Stop } from '../change.ts';
import type { Base } from '../plan/base.ts';
import type { Limit, SystemRules } from '../rules.ts';
import { columnStops } from './column-limits.ts';
import type { Ours } from './ours.ts';
import { overLimit, permitted } from './over-limit.ts';

/** What the limits are held against. */
export interface LimitInput extends Ours {
  readonly system: SystemRules;
  readonly changes: readonly Change[];
  readonly base: Base;
  /** Reasons to stop that do not count changes: a lost base, a rewritten history. */
  readonly conditions: readonly Stop[];
  readonly releases: readonly Release[];
}

/** Which limits stop the plan, and which releases were needed so that others do not. */
export interface Judged {
  readonly stops: readonly Stop[];
  readonly releases: readonly Release[];
}

/**
 * Holds a plan against its limits, each of which is a count, a share of what is ours, or both, and the stricter wins.
 * A share allows at least one, so that a firm of ten may lose one person without ceremony; the last one never leaves
 * without being released by name.
 */
export function checkLimits(input: LimitInput): Judged {
  const exceeded = [...input.conditions, ...kindsOf(input.changes).flatMap((kind) => exceededIn(kind, input))];
  const used: Release[] = [];
  const stops = exceeded.filter((stop) => {
    const release = input.releases.find(
      (one) => one.system === input.system.name && one.limit === stop.limit && one.count >= stop.planned,
    );
    if (release) used.push(release);
    return !release;
  });
  return { stops, releases: [...new Set(used)] };
}

function exceededIn(kind: Kind, input: LimitInput): readonly Stop[] {
  const changes = input.changes.filter((change) => change.kind === kind && change.step !== 2);
  const ours = input.ours.get(kind) ?? 0;
  const { limits } = input.system;
  const leavers = new Set(input.changes.filter(isLeaver).map((change) => change.key));
  const going = changes.filter((change) => change.op === 'leave' || (change.op === 'delete' && kind === 'employees'));
  const deleted = changes.filter((change) => change.op === 'delete' && change.needs.length > 0);
  const created = changes.filter((change) => change.op === 'create' || change.op === 'return');
  const updated = changes.filter((change) => isKnownUpdate(change) || isMove(change, leavers));
  const count = (name: string, limit: Limit, planned: number, what: string): Stop[] =>
    overLimit({ limit: name, planned, ours, permitted: permitted(limit, ours), kind, what });

  return [
    ...count('leave', limits.leave, going.length, 'leave'),
    ...lastOne(kind, going, created, ours),
    ...protectedOnes(kind, going, input.system.protect),
    ...count('delete', limits.delete, deleted.length, 'are erased for good'),
    ...(isFirstFilling(input, ours) ? [] : joining(kind, created, input, ours)),
    ...count('update', limits.update, updated.length, 'change'),
    ...namedLimits(kind, changes, input, ours),
    ...columnStops(kind, changes, input, ours),
  ];
}

/**
 * An account without anybody of ours has no share to count against; what fills it is reviewed as a whole.
 * A limit that rollcall.yaml states itself holds even then.
 */
function isFirstFilling({ base, system }: LimitInput, ours: number): boolean {
  return (!base.known || ours === 0) && !system.limits.stated.includes('create');
}

/** Who was to join in an earlier run that did not get there has passed its limits, and counts as ours. */
function joining(kind: Kind, created: readonly Change[], { base, system }: LimitInput, ours: number): readonly Stop[] {
  const fresh = created.filter((change) => !base.due.has(recordName(change.kind, change.key)));
  const all = ours + created.length - fresh.length;
  const most = permitted(system.limits.create, all);
  return overLimit({ limit: 'create', planned: fresh.length, ours: all, permitted: most, kind, what: 'join' });
}

/** Somebody always stays: the last active record of ours does not go by count or share. */
function lastOne(kind: Kind, going: readonly Change[], created: readonly Change[], ours: number): readonly Stop[] {
  const left = going.filter((change) => change.cause.type !== 'not-ours').length;
  if (kind !== 'employees' || left === 0 || ours === 0 || left < ours) return [];
  const joins = created.length > 0 ? ` although ${created.length} join` : '';
  return [
    {
      limit: 'last',
      permitted: ours - 1,
      planned: left,
      ours,
      message: `All ${ours} people that are ours would leave${joins}.`,
    },
  ];
}

function protectedOnes(kind: Kind, going: readonly Change[], keys: readonly string[]): readonly Stop[] {
  if (kind !== 'employees') return [];
  const planned = going.filter((change) => keys.includes(change.key));
  if (planned.length === 0) return [];
  return [
    {
      limit: 'protect',
      permitted: 0,
      planned: planned.length,
      ours: keys.length,
      message: `${planned.length === 1 ? 'A protected person' : `${planned.length} protected people`} would leave.`,
    },
  ];
}

/** Each word has a limit of its own; a word that nobody set one for permits a single change. */
function namedLimits(kind: Kind, changes: readonly Change[], input: LimitInput, ours: number): readonly Stop[] {
  const words = [...new Set(changes.flatMap((change) => change.needs))].filter((word) => word !== 'delete');
  return words.flatMap((word) => {
    const planned = changes.filter((change) => change.needs.includes(word)).length;
    const most = permitted(input.system.limits.named[word] ?? { count: 1 }, ours);
    return overLimit({ limit: word, planned, ours, permitted: most, kind, what: `need "${word}"` });
  });
}

/** A change of what was known. Sending what was unknown again, after a doubtful run, moves nothing that anybody saw. */
function isKnownUpdate(change: Change): boolean {
  return change.op === 'update' && Object.values(change.fields).some((field) => field.before.known);
}

/** People come and go in teams as they move; taking one out counts as a change, unless the person leaves altogether. */
function isMove(change: Change, leavers: ReadonlySet<string>): boolean {
  if (change.op !== 'delete' || change.kind === 'employees' || change.needs.length > 0) return false;
  return change.kind !== 'memberships' || !leavers.has(change.key.slice(change.key.lastIndexOf('/') + 1));
}

function isLeaver(change: Change): boolean {
  return change.kind === 'employees' && (change.op === 'leave' || change.op === 'delete');
}

function kindsOf(changes: readonly Change[]): readonly Kind[] {
  return [...new Set(changes.map((change) => change.kind))];
}
