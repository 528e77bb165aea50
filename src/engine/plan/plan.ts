import type { Finding, SnapshotRecord } from '../../contract/index.ts';
import type { Change, PlannedEffect, Release, Stop, SystemPlan, Verdict } from '../change.ts';
import { checkLimits } from '../limits/limits.ts';
import { countOurs } from '../limits/ours.ts';
import { type Proposed, proposeChanges } from './changes.ts';
import { choose, isSnapshot } from './choose.ts';
import { estimateEffort, type Measured } from './estimate.ts';
import { holdForbidden } from './forbidden.ts';
import { holdNewcomers } from './handover.ts';
import { orderChanges } from './order.ts';
import { holdBrokenReferences, indexReferences, type ReferenceIndex } from './references.ts';
import { buildSnapshot } from './snapshot.ts';
import type { SystemState } from './state.ts';

export interface PlanOptions {
  /** Newcomers with the leaver whose address they wait for. */
  readonly handedOver: ReadonlyMap<string, string>;
  /** Findings about the system itself; an error refuses it. */
  readonly findings: readonly Finding[];
  /** Reasons to stop that do not count changes. */
  readonly conditions: readonly Stop[];
  readonly releases: readonly Release[];
  /** What reading the system told of its speed. */
  readonly measured?: Measured;
  /** Plan this one person only. */
  readonly only?: string;
  /** False when the system could not be read to its end: then nothing is planned, since all of it is unknown. */
  readonly isRead: boolean;
}

/** A system's plan with the snapshot to send; empty for systems that take one record at a time. */
export interface PlannedSystem {
  readonly plan: SystemPlan;
  readonly snapshot: readonly SnapshotRecord[];
}

/** What follows for one system: the changes in order, what is held, what stops it, and what it sets off. */
export function planSystem(state: SystemState, options: PlanOptions): PlannedSystem {
  const { mapping } = state;
  const proposed = options.isRead ? proposeChanges(state) : nothingProposed;
  const chosen = choose(proposed, state, options.only);
  const allowed = holdForbidden(chosen.changes, state);
  const index = indexReferences(state);
  const holds = [...chosen.holds, ...allowed.holds];
  const sound = holdDependents({ changes: allowed.changes, holds }, state, index, options.handedOver, chosen.postponed);
  const changes = orderChanges(sound.changes, state, index, options.handedOver);
  const snapshot = buildSnapshot(state, changes, sound.holds, chosen.postponed);
  const judged = checkLimits({
    system: mapping.system,
    changes,
    base: state.base,
    ...countOurs(state),
    conditions: [...options.conditions, ...allowed.stops],
    releases: options.releases,
  });
  const hasSnapshot = changes.some((change) => isSnapshot(change, state));
  const findings = [...options.findings, ...remarksOn(state), ...(hasSnapshot ? snapshot.findings : [])];
  const plan: SystemPlan = {
    name: mapping.system.name,
    connector: mapping.connector.id,
    ...(mapping.connector.experimental !== undefined && { experimental: mapping.connector.experimental }),
    verdict: verdictOf(findings, judged.stops, changes),
    changes,
    holds: sound.holds,
    drift: chosen.drift,
    unmanaged: state.notOurs.length,
    unchanged: chosen.unchanged,
    findings,
    stops: judged.stops,
    releases: judged.releases,
    effects: countEffects(changes, state),
    ...estimateEffort(changes, state, options.measured),
  };
  return { plan, snapshot: hasSnapshot ? snapshot.records : [] };
}

/** What is told of records that are sent all the same. */
function* remarksOn({ desired }: SystemState): Generator<Finding> {
  for (const { state, findings } of desired.values()) if (state === 'active') yield* findings;
}

/** Holds what depends on something held, again and again until nothing is left that does. */
function holdDependents(
  plan: Pick<SystemPlan, 'changes' | 'holds'>,
  state: SystemState,
  index: ReferenceIndex,
  handedOver: PlanOptions['handedOver'],
  postponed: ReadonlySet<string>,
): Pick<SystemPlan, 'changes' | 'holds'> {
  const free = holdNewcomers(plan.changes, plan.holds, state, handedOver, postponed);
  const sound = holdBrokenReferences(free.changes, free.holds, state, index, postponed);
  const isSettled = sound.changes.length === plan.changes.length;
  return isSettled ? sound : holdDependents(sound, state, index, handedOver, postponed);
}

const nothingProposed: Proposed = { changes: [], holds: [], drift: [], unchanged: 0 };

function verdictOf(findings: readonly Finding[], stops: readonly Stop[], changes: readonly Change[]): Verdict {
  if (findings.some((finding) => finding.severity === 'error' && finding.scope !== 'record')) return 'refused';
  if (stops.length > 0) return 'stopped';
  return changes.length > 0 ? 'ready' : 'nothing';
}

function countEffects(changes: readonly Change[], { mapping }: SystemState): readonly PlannedEffect[] {
  return mapping.connector.effects.flatMap(({ id, text, reversible }) => {
    const count = changes.filter((change) => change.effects.includes(id)).length;
    return count > 0 ? [{ id, text, count, reversible }] : [];
  });
}
