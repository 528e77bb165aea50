import type { OperationDeclaration, Value } from '../../contract/index.ts';
import type { Change } from '../change.ts';
import { accountRate, burstOf, paceMargin, type Rate, shareOf } from '../rate.ts';
import { isSnapshot } from './choose.ts';
import type { SystemState } from './state.ts';

/** What it takes to write the changes of one system. */
export interface Effort {
  readonly calls: number;
  readonly seconds: number;
}

/** What calls to a system told of its speed. */
export interface Measured {
  /** How long one call took, in milliseconds; undefined where none was answered. */
  readonly msPerCall: number | undefined;
  /** Calls a millisecond that it permits, as it said or as it taught; infinite where it did neither. */
  readonly callsPerMs: number;
}

/** What decides how long calls take. */
export interface Speed extends Measured {
  /** Declared by the connector; undefined where it declares none. */
  readonly rate: Rate | undefined;
  /** Records that are written at the same time. */
  readonly parallel: number;
  readonly msPerCall: number;
}

/** Milliseconds that a call takes where none was measured. */
const usualMs = 250;

export function speedOf({ mapping, settings }: SystemState, measured?: Measured): Speed {
  const { rates, parallel = 1 } = mapping.connector;
  const { msPerCall = usualMs, callsPerMs = Number.POSITIVE_INFINITY } = measured ?? {};
  const rate = accountRate(rates, settings);
  // What was declared is no news, and its burst is known.
  const isDeclared = rate !== undefined && callsPerMs >= rate.calls / (rate.perMs * paceMargin);
  return { rate, parallel, msPerCall, callsPerMs: isDeclared ? Number.POSITIVE_INFINITY : callsPerMs };
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
export function estimateEffort(changes: readonly Change[], state: SystemState, measured?: Measured): Effort {
  const calls = countEffort(changes, state);
  return { calls: calls.all, seconds: Math.ceil(msFor(calls, speedOf(state, measured)) / 1000) };
}

/**
 * Milliseconds for calls of which `alone` are made one after another: as long as they take themselves, or as the rate
 * permits, the declared or the told one, whichever is longest. The pace lets a tenth of the rate leave at once and spreads the rest evenly.
 * @param callers how many jobs share the rate
 */
export function msFor(calls: CallCount, { rate, parallel, msPerCall, callsPerMs }: Speed, callers = 1): number {
  const lanes = ((calls.all - calls.alone) / parallel + calls.alone) * msPerCall;
  const working = Math.max(lanes, (calls.all * callers) / callsPerMs);
  if (!rate || calls.all === 0) return working;
  const share = shareOf(rate, callers);
  const waiting = Math.max(0, calls.all - burstOf(share)) * ((share.perMs * paceMargin) / share.calls);
  return Math.max(working, waiting + msPerCall);
}

function countCalls(changes: readonly Change[], { mapping }: SystemState): number {
  const kinds = new Map(mapping.kinds.map(({ declaration }) => [declaration.kind, declaration.operations]));
  return changes.reduce((sum, change) => sum + callsOf(change, kinds.get(change.kind)?.[change.op]), 0);
}

function callsOf({ op, fields }: Change, { calls = 1, apart = [] }: Partial<OperationDeclaration> = {}): number {
  const sent = Object.keys(fields).filter((field) => op !== 'create' || !isEmpty(fields[field]?.after));
  const taken = apart.filter((one) => one.fields.some((field) => sent.includes(field)));
  const own = taken.reduce((sum, one) => sum + one.calls, 0);
  const isAlone = op === 'update' && own > 0 && sent.every((field) => taken.some((one) => one.fields.includes(field)));
  return own + (isAlone ? 0 : calls);
}

function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
