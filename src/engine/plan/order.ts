import type { Operation } from '../../contract/index.ts';
import { type Change, nameOfChange } from '../change.ts';
import { type ReferenceIndex, referenceFields, referredValues } from './references.ts';
import type { SystemState } from './state.ts';

/** What must come first by rule, and what had better. A wish gives way where it would close a circle. */
interface Edges {
  readonly must: ReadonlyMap<string, ReadonlySet<string>>;
  readonly wish: ReadonlyMap<string, ReadonlySet<string>>;
}

const rank: Readonly<Record<Operation, number>> = { create: 0, return: 1, update: 2, leave: 3, delete: 4 };

/**
 * Puts the changes in the order in which they are applied: managers before their reports, a leaver's reports moved
 * first, a newcomer after the leaver whose address they get. A circle of references, be it somebody who is their own
 * manager, is broken in two steps: first without the references, then with them.
 */
export function orderChanges(
  changes: readonly Change[],
  state: SystemState,
  index: ReferenceIndex,
  handedOver: ReadonlyMap<string, string>,
): readonly Change[] {
  const kinds = state.mapping.kinds.map((kind) => kind.declaration.kind);
  const byRank = [...changes].sort(
    (a, b) => rank[a.op] - rank[b.op] || kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || compareKeys(a.key, b.key),
  );
  const byName = new Map(byRank.map((change) => [nameOfChange(change), change]));
  return walk(byRank, byName, edgesOf(byName, state, index, handedOver), state);
}

/** Whole numbers by size, and before everything else, which goes by code point. */
export function compareKeys(a: string, b: string): number {
  const [isNumber, isOtherNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return (isNumber ? a.length - b.length : 0) || (a < b ? -1 : Number(a > b));
}

function edgesOf(
  byName: ReadonlyMap<string, Change>,
  state: SystemState,
  index: ReferenceIndex,
  handedOver: ReadonlyMap<string, string>,
): Edges {
  const must = new Map<string, Set<string>>();
  const wish = new Map<string, Set<string>>();
  for (const [name, change] of byName) {
    for (const field of referenceFields(change.kind, state.mapping)) {
      for (const value of referredValues(change.desired[field.name], field.reference)) {
        const target = index.desired(field.reference, value);
        if (target !== undefined && isAwaited(byName.get(target), field.reference.by)) add(must, name, target);
      }
      const before = state.base.records.get(name)?.fields[field.name];
      for (const value of referredValues(before, field.reference)) {
        const leaver = index.base(field.reference, value);
        if (leaver !== undefined && leaver !== name && isGoing(byName.get(leaver))) add(wish, leaver, name);
      }
    }
    const leaver = handedOver.get(name);
    if (leaver !== undefined && isGoing(byName.get(leaver))) add(must, name, leaver);
    for (const part of state.desired.get(name)?.parts ?? []) {
      if (isAwaited(byName.get(part), undefined)) add(must, name, part);
    }
  }
  return { must, wish };
}

/** A change somebody must wait for: the record comes into being, comes back, or gets the value that is pointed at. */
function isAwaited(change: Change | undefined, by: string | undefined): boolean {
  if (!change) return false;
  return change.op === 'create' || change.op === 'return' || (by !== undefined && by in change.fields);
}

function isGoing(change: Change | undefined): boolean {
  return change?.op === 'leave' || change?.op === 'delete';
}

/** A change on the way down: what it still waits for, and what it will not wait for. */
interface Visit {
  readonly waiting: string[];
  readonly cut: Set<string>;
}

/** Depth first, without recursion: a change goes out once all it waits for has. */
function walk(
  changes: readonly Change[],
  byName: ReadonlyMap<string, Change>,
  edges: Edges,
  state: SystemState,
): readonly Change[] {
  const ordered: Change[] = [];
  const second: Change[] = [];
  const done = new Set<string>();
  const open = new Map<string, Visit>();
  const dropped = new Set<string>();
  const visit = (name: string): Visit => {
    const wishes = [...(edges.wish.get(name) ?? [])].filter((other) => !dropped.has(`${name} ${other}`));
    const opened = { waiting: [...(edges.must.get(name) ?? []), ...wishes], cut: new Set<string>() };
    open.set(name, opened);
    return opened;
  };
  for (const first of changes) {
    const path = [nameOfChange(first)];
    for (let name = path.at(-1); name !== undefined; name = path.at(-1)) {
      const change = byName.get(name);
      if (!change || done.has(name)) {
        path.pop();
        continue;
      }
      const { waiting, cut } = open.get(name) ?? visit(name);
      const next = waiting.pop();
      if (next === undefined) {
        const after = [...(edges.must.get(name) ?? [])].filter((other) => !cut.has(other));
        const [now, later] = split({ ...change, after }, cut, state);
        ordered.push(now);
        if (later) second.push({ ...later, after: [...new Set([...later.after, name, ...cut])] });
        done.add(name);
        path.pop();
      } else if (open.has(next) && !done.has(next)) {
        if (!edges.must.get(name)?.has(next)) continue;
        const wisher = lastWish(path, path.indexOf(next), edges);
        if (wisher === undefined) cut.add(next);
        else {
          dropped.add(`${path[wisher]} ${path[wisher + 1]}`);
          for (const closed of path.splice(wisher + 1)) open.delete(closed);
        }
      } else if (!done.has(next)) {
        path.push(next);
      }
    }
  }
  return putSecondSteps(ordered, second);
}

/** Where on a closed circle, from its start on, somebody only wishes to wait; that wish gives way to the rules. */
function lastWish(path: readonly string[], start: number, { must }: Edges): number | undefined {
  for (let at = path.length - 2; at >= start; at -= 1) {
    if (!must.get(path[at] ?? '')?.has(path[at + 1] ?? '')) return at;
  }
  return undefined;
}

/** The change without the fields that close a circle, and the same change with them, for later. */
function split(change: Change, cut: ReadonlySet<string>, state: SystemState): readonly [Change, Change?] {
  if (cut.size === 0) return [change];
  const references = new Set(referenceFields(change.kind, state.mapping).map((field) => field.name));
  const without = <T>(fields: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => !references.has(name)));
  const only = <T>(fields: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => references.has(name)));
  return [
    { ...change, step: 1, fields: without(change.fields), desired: without(change.desired) },
    { ...change, step: 2, op: 'update', fields: only(change.fields), effects: [], needs: [] },
  ];
}

/** Second steps follow the last change they wait for, before anybody leaves where that is possible. */
function putSecondSteps(ordered: readonly Change[], second: readonly Change[]): readonly Change[] {
  if (second.length === 0) return ordered;
  const position = new Map(ordered.map((change, at) => [nameOfChange(change), at]));
  const following = new Map<number, Change[]>();
  for (const change of second) {
    const last = Math.max(...change.after.map((name) => position.get(name) ?? -1));
    following.set(last, [...(following.get(last) ?? []), change]);
  }
  return ordered.flatMap((change, at) => [change, ...(following.get(at) ?? [])]);
}

function add(edges: Map<string, Set<string>>, from: string, to: string): void {
  const targets = edges.get(from);
  if (targets) targets.add(to);
  else edges.set(from, new Set([to]));
}
