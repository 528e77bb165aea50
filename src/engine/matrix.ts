import type { SystemPlan } from './change.ts';
import { countEffort, type Measured, msFor, speedOf } from './plan/estimate.ts';
import type { SystemState } from './plan/state.ts';
import { mostShards } from './shard.ts';

/** One job of GitHub's matrix. */
export interface MatrixJob {
  readonly system: string;
  /** `2/3`, as `apply --shard` takes it. */
  readonly shard: string;
  /** The shards of this system run one after another, each at the whole rate. */
  readonly in_turn: boolean;
  /** Jobs of one lane must not run at the same time: the name of their concurrency group. */
  readonly lane: string;
  /** How long the job takes, an estimate. */
  readonly minutes: number;
}

/** A planned system, as far as its jobs follow from it. */
export interface MatrixSystem {
  readonly plan: SystemPlan;
  readonly gathered: { readonly state: SystemState };
  readonly system: {
    /** The same for systems that share an account, and with it one rate. */
    readonly account: string;
    measured(): Measured;
  };
}

/** Minutes that one job takes at most unless stated: GitHub ends one after six hours. */
export const longestJobMinutes = 240;

/** Shards are not quite as large as each other. */
const unevenness = 1.1;

/**
 * The jobs that do a plan, none longer than so many minutes where that can be had. Shards at the same time share the
 * latency but not the rate: where the rate is the bound they take turns. Nothing while any system is stopped by a limit;
 * systems that come `after` another are left to the run that settles.
 */
export function matrixOf(systems: readonly MatrixSystem[], maxMinutes: number): readonly MatrixJob[] {
  if (systems.some(({ plan }) => plan.stops.length > 0)) return [];
  const busy = systems.filter(
    ({ plan, gathered: { state } }) =>
      plan.verdict === 'ready' && plan.changes.length > 0 && state.mapping.system.after === undefined,
  );
  return busy.flatMap((one) => {
    const sharing = busy.filter(({ system }) => system.account === one.system.account);
    return jobsOf(one, maxMinutes * 60_000, sharing[0]?.plan.name ?? one.plan.name, sharing.length > 1);
  });
}

function jobsOf(
  { plan, gathered: { state }, system }: MatrixSystem,
  maxMs: number,
  lane: string,
  isShared: boolean,
): readonly MatrixJob[] {
  const calls = countEffort(plan.changes, state);
  const speed = speedOf(state, system.measured());
  const most = Math.min(mostShards, plan.changes.length);
  const msAtOnce = (count: number): number => {
    const share = count === 1 ? 1 : unevenness / count;
    return msFor({ all: Math.ceil(calls.all * share), alone: Math.ceil(calls.alone * share) }, speed, count);
  };
  const whole = msFor(calls, speed);
  // More shards than calls in the rate's window would run into it together.
  const side = isShared ? 1 : Math.min(most, speed.rate?.calls ?? most);
  const atOnce = Array.from({ length: side }, (_, at) => at + 1).find((count) => msAtOnce(count) <= maxMs);
  const count = atOnce ?? Math.min(most, Math.ceil(whole / maxMs));
  const inTurn = atOnce === undefined;
  const minutes = Math.ceil((inTurn ? whole / count : msAtOnce(count)) / 60_000);
  return Array.from({ length: count }, (_, at) => ({
    system: plan.name,
    shard: `${at + 1}/${count}`,
    in_turn: inTurn,
    lane: inTurn || isShared ? lane : `${lane} ${at + 1}`,
    minutes,
  }));
}
