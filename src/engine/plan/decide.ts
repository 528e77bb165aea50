import type { Operation } from '../../contract/index.ts';
import type { Side } from '../change.ts';

type KnownSide = Side & { readonly known: true };

/** How git explains a difference; a `conflict` is one where live moved too, and git wins. */
export type FieldDecision =
  | { readonly type: 'nothing' }
  | { readonly type: 'drift' }
  | { readonly type: 'change'; readonly reason: 'git' | 'first-sync'; readonly conflict: boolean };

/**
 * The table of three states, for one field that git knows. Both sides are compared in normal form by `same`.
 *
 * | live | base | then |
 * |---|---|---|
 * | equals desired | any | nothing |
 * | differs | equals desired | drift |
 * | differs | differs from desired | change; a conflict when live is not base either |
 * | differs | unknown | change, first sync |
 * | unknown | equals desired | nothing |
 * | unknown | differs from desired | change |
 * | unknown | unknown | change, first sync |
 */
export function decideField(
  desired: KnownSide,
  live: Side,
  base: Side,
  same: (one: KnownSide, other: KnownSide) => boolean,
): FieldDecision {
  if (live.known && same(live, desired)) return { type: 'nothing' };
  if (!base.known) return { type: 'change', reason: 'first-sync', conflict: false };
  if (same(base, desired)) return live.known ? { type: 'drift' } : { type: 'nothing' };
  return { type: 'change', reason: 'git', conflict: live.known && !same(live, base) };
}

/** Whether a record is there, in git's eyes: `missing` is not in the roster, or not for this system. */
export type DesiredState = 'active' | 'inactive' | 'missing';
/** `present` is there without saying whether it is active. */
export type LiveState = 'active' | 'inactive' | 'present' | 'absent' | 'unknown';
export type BaseState = 'active' | 'inactive' | 'absent' | 'unknown';

export type RecordDecision =
  | { readonly type: 'nothing' }
  /** The fields decide whether there is an update. */
  | { readonly type: 'compare' }
  /** `missing`: gone from git, and to be left alone; `doubt`: it may be there, and nobody can look. */
  | { readonly type: 'hold'; readonly why: 'missing' | 'doubt' }
  | { readonly type: 'drift'; readonly drift: 'gone' | 'inactive' | 'active'; readonly op: Operation }
  | { readonly type: 'change'; readonly op: Operation; readonly reason: 'git' | 'first-sync' };

const nothing: RecordDecision = { type: 'nothing' };

export interface RecordStates {
  readonly desired: DesiredState;
  readonly live: LiveState;
  readonly base: BaseState;
  /** In the base, or tried by a run that did not end. */
  readonly ours: boolean;
  readonly missing: 'leave' | 'hold' | 'delete';
}

/** The table of three states, for a whole record. */
export function decideRecord(states: RecordStates): RecordDecision {
  switch (states.desired) {
    case 'active':
      return decideActive(states);
    case 'inactive':
      return decideLeaver(states);
    case 'missing':
      if (!states.ours) return nothing;
      if (states.missing === 'delete') return decideErasure(states);
      return states.missing === 'hold' ? decideHold(states) : decideLeaver(states);
    default:
      return states.desired satisfies never;
  }
}

function decideActive({ live, base, ours }: RecordStates): RecordDecision {
  const change = (op: Operation): RecordDecision => ({ type: 'change', op, reason: reasonFor(base) });
  switch (live) {
    case 'active':
      return { type: 'compare' };
    case 'present':
      return base === 'inactive' ? change('return') : { type: 'compare' };
    case 'inactive':
      return base === 'active' ? { type: 'drift', drift: 'inactive', op: 'return' } : change('return');
    case 'absent':
      return base === 'active' ? { type: 'drift', drift: 'gone', op: 'create' } : change('create');
    case 'unknown':
      if (base === 'active') return { type: 'compare' };
      // A create without an answer is never repeated blindly.
      if (base === 'unknown' && ours) return { type: 'hold', why: 'doubt' };
      return change(base === 'inactive' ? 'return' : 'create');
    default:
      return live satisfies never;
  }
}

function decideLeaver({ live, base, ours }: RecordStates): RecordDecision {
  if (live === 'inactive' || live === 'absent') return nothing;
  if (base === 'inactive') return live === 'active' ? { type: 'drift', drift: 'active', op: 'leave' } : nothing;
  if (live === 'unknown' && (base === 'absent' || !ours)) return nothing;
  return { type: 'change', op: 'leave', reason: reasonFor(base) };
}

function decideErasure({ live, base }: RecordStates): RecordDecision {
  if (live === 'absent') return nothing;
  return { type: 'change', op: 'delete', reason: reasonFor(base) };
}

function decideHold({ live, base }: RecordStates): RecordDecision {
  const isOff = live === 'absent' || live === 'inactive' || (base === 'inactive' && live !== 'active');
  return isOff ? nothing : { type: 'hold', why: 'missing' };
}

function reasonFor(base: BaseState): 'git' | 'first-sync' {
  return base === 'unknown' ? 'first-sync' : 'git';
}
