import type { Kind } from '../contract/index.ts';
import { type Base, isOurs } from './base.ts';
import { type Change, type Release, recordName, type Stop } from './change.ts';
import { isEmpty } from './normal.ts';
import type { Limit, SystemRules } from './rules.ts';

/** What the limits are held against. */
export interface LimitInput {
  readonly system: SystemRules;
  readonly changes: readonly Change[];
  readonly base: Base;
  /** Active records that are ours, by kind: as last applied, or on a first sync those that are taken over. */
  readonly ours: ReadonlyMap<Kind, number>;
  /** Our active records that had a value in a field, by `kind/field`. */
  readonly filled: ReadonlyMap<string, number>;
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

/** How many changes a limit permits. */
export function permitted(limit: Limit, ours: number): number {
  const byShare =
    limit.share === undefined ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(limit.share * ours + 1e-9));
  return Math.min(limit.count ?? Number.POSITIVE_INFINITY, byShare);
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
    ...(isFirstFilling(input) ? [] : joining(kind, created, input, ours)),
    ...count('update', limits.update, updated.length, 'change'),
    ...namedLimits(kind, changes, input, ours),
    ...columns(kind, changes, input, ours),
  ];
}

/**
 * An account that was never filled has no share to count against; the first sync is reviewed as a whole.
 * A limit that rollcall.yaml states itself holds even then.
 */
function isFirstFilling({ base, system }: LimitInput): boolean {
  return !base.known && !system.limits.stated.includes('create');
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

function namedLimits(kind: Kind, changes: readonly Change[], input: LimitInput, ours: number): readonly Stop[] {
  const words = [...new Set(changes.flatMap((change) => change.needs))].filter((word) => word !== 'delete');
  return words.flatMap((word) => {
    const planned = changes.filter((change) => change.needs.includes(word)).length;
    const limit = input.system.limits.named[word];
    const isWanted =
      limit !== undefined &&
      !(word === 'invite' && isFirstFilling(input) && !input.system.limits.stated.includes(word));
    return isWanted
      ? overLimit({ limit: word, planned, ours, permitted: permitted(limit, ours), kind, what: `need "${word}"` })
      : [];
  });
}

/** One field changed for many, or a whole column gone empty: the usual signs of an export that went wrong. */
function columns(kind: Kind, changes: readonly Change[], input: LimitInput, ours: number): readonly Stop[] {
  const updates = changes.filter((change) => change.op === 'update');
  const changed = new Map<string, number>();
  const emptied = new Map<string, number>();
  for (const change of updates) {
    for (const [name, field] of Object.entries(change.fields)) {
      if (!field.before.known) continue;
      changed.set(name, (changed.get(name) ?? 0) + 1);
      const wasFilled = !isEmpty(field.before.value);
      if (wasFilled && isEmpty(field.after)) emptied.set(name, (emptied.get(name) ?? 0) + 1);
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
    const filled = input.filled.get(`${kind}/${name}`) ?? 0;
    const isWholeColumn = planned >= filled && filled >= (column.share ?? 0.3) * ours;
    const message = `${name} would become empty for all ${planned} ${kind} that have it.`;
    return isWholeColumn ? [{ limit: `emptied:${name}`, permitted: 0, planned, ours, message }] : [];
  });
  return [...overColumn, ...gone];
}

/** A change of what was known. Sending what was unknown again, after a doubtful run, moves nothing that anybody saw. */
function isKnownUpdate(change: Change): boolean {
  return change.op === 'update' && Object.values(change.fields).some((field) => field.before.known);
}

/** People come and go in teams as they move; taking one out counts as a change, unless the person leaves altogether. */
function isMove(change: Change, leavers: ReadonlySet<string>): boolean {
  const person = change.key.slice(change.key.lastIndexOf('/') + 1);
  return change.op === 'delete' && change.kind !== 'employees' && change.needs.length === 0 && !leavers.has(person);
}

function isLeaver(change: Change): boolean {
  return change.kind === 'employees' && (change.op === 'leave' || change.op === 'delete');
}

interface Counted {
  readonly limit: string;
  readonly planned: number;
  readonly ours: number;
  readonly permitted: number;
  readonly kind: Kind;
  readonly what: string;
}

function overLimit({ limit, planned, ours, permitted: most, kind, what }: Counted): Stop[] {
  if (planned <= most) return [];
  const name = kind === 'employees' ? limit : `${kind}:${limit}`;
  const message = `${planned} of ${ours} ${kind} would ${what}; ${most} may.`;
  return [{ limit: name, permitted: most, planned, ours, message }];
}

function kindsOf(changes: readonly Change[]): readonly Kind[] {
  return [...new Set(changes.map((change) => change.kind))];
}

/** Active records that are ours by kind, and how many of them have a value by `kind/field`; the denominators of shares. */
export function countOurs(base: Base, taken: Iterable<string>): Pick<LimitInput, 'ours' | 'filled'> {
  const ours = new Map<Kind, number>();
  const filled = new Map<string, number>();
  const add = <K>(counts: Map<K, number>, key: K): unknown => counts.set(key, (counts.get(key) ?? 0) + 1);
  const counted = new Set<string>();
  for (const [name, record] of base.records) {
    if (record.state !== 'active') continue;
    counted.add(name);
    add(ours, record.kind);
    for (const [field, value] of Object.entries(record.fields))
      if (!isEmpty(value)) add(filled, `${record.kind}/${field}`);
  }
  for (const name of base.tried.keys()) {
    const version = base.tried.get(name)?.find((one) => one?.state === 'active');
    if (version && !counted.has(name)) {
      counted.add(name);
      add(ours, version.kind);
    }
  }
  if (!base.known) {
    for (const name of taken)
      if (!counted.has(name) && !isOurs(base, name)) add(ours, name.slice(0, name.indexOf('/')) as Kind);
  }
  return { ours, filled };
}
