import type { Change } from '../change.ts';
import { accountRate, burstOf, paceMargin, type Rate, shareOf } from '../rate.ts';
import { isSnapshot } from './choose.ts';
import type { SystemState } from './state.ts';

/** What it takes to write the changes of one system. */
export interface Effort {
  readonly calls: number;
  readonly seconds: number;
}

/** What decides how long calls take. */
export interface Speed {
  /** Declared by the connector; undefined where it declares none. */
  readonly rate: Rate | undefined;
  /** Records that are written at the same time. */
  readonly parallel: number;
  /** How long one call takes, in milliseconds. */
  readonly msPerCall: number;
}

/** Milliseconds that a call takes where none was measured. */
const usualMs = 250;

export function speedOf({ mapping, settings }: SystemState, msPerCall = usualMs): Speed {
  const { rates, parallel = 1 } = mapping.connector;
  return { rate: accountRate(rates, settings), parallel, msPerCall };
}

/** Calls in all, and those among them that are made one after another. */
export interface CallCount {
  readonly all: number;
  readonly alone: number;
}

/** Calls for some changes: one push for what goes as a whole, and for the others what the connector says. */
export function countEffort(changes: readonly Change[], state: SystemState): CallCount {
  const single = changes.filter((change) => !isSnapshot(change, state));
  const going = single.filter(({ op }) => op === 'leave' || op === 'delete');
  const pushed = single.length < changes.length ? 1 : 0;
  return { all: countCalls(single, state) + pushed, alone: countCalls(going, state) + pushed };
}

/** Calls and time for some changes. */
export function estimateEffort(changes: readonly Change[], state: SystemState, msPerCall?: number): Effort {
  const calls = countEffort(changes, state);
  return { calls: calls.all, seconds: Math.ceil(msFor(calls, speedOf(state, msPerCall)) / 1000) };
}

/**
 * Milliseconds for calls of which `alone` are made one after another: as long as they take themselves, or as the rate
 * permits, whichever is longer. The pace lets a tenth of the rate leave at once and spreads the rest evenly.
 * @param callers how many jobs share the rate
 */
export function msFor(calls: CallCount, { rate, parallel, msPerCall }: Speed, callers = 1): number {
  const working = ((calls.all - calls.alone) / parallel + calls.alone) * msPerCall;
  if (!rate || calls.all === 0) return working;
  const share = shareOf(rate, callers);
  const waiting = Math.max(0, calls.all - burstOf(share)) * ((share.perMs * paceMargin) / share.calls);
  return Math.max(working, waiting + msPerCall);
}

function countCalls(changes: readonly Change[], { mapping }: SystemState): number {
  const kinds = new Map(mapping.kinds.map(({ declaration }) => [declaration.kind, declaration.operations]));
  return changes.reduce((sum, { kind, op }) => sum + (kinds.get(kind)?.[op]?.calls ?? 1), 0);
}
