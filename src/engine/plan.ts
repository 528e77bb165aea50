import type { Finding, SnapshotRecord } from '../contract/index.ts';
import {
  type Change,
  type Hold,
  nameOfChange,
  type PlannedEffect,
  type Release,
  recordName,
  type Stop,
  type SystemPlan,
  type Verdict,
} from './change.ts';
import { type Proposed, proposeChanges } from './changes.ts';
import { checkLimits, countOurs } from './limits.ts';
import { orderChanges } from './order.ts';
import { holdBrokenReferences, indexReferences } from './references.ts';
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
  const sound = holdBrokenReferences(
    allowed.changes,
    [...chosen.holds, ...allowed.holds],
    state,
    index,
    chosen.postponed,
  );
  const changes = orderChanges(sound.changes, state, index, options.handedOver);
  const snapshot = buildSnapshot(state, changes, sound.holds, chosen.postponed);
  const judged = checkLimits({
    system: mapping.system,
    changes,
    base: state.base,
    ...countOurs(state.base, state.matched.keys()),
    conditions: [...options.conditions, ...allowed.stops],
    releases: options.releases,
  });
  const hasSnapshot = changes.some((change) => isSnapshot(change, state));
  const remarks = [...state.desired.values()].flatMap((record) => (record.state === 'active' ? record.findings : []));
  const findings = [...options.findings, ...remarks, ...(hasSnapshot ? snapshot.findings : [])];
  const calls = changes.filter((change) => !isSnapshot(change, state)).length + (hasSnapshot ? 1 : 0);
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
    calls,
    seconds: secondsFor(calls, state),
  };
  return { plan, snapshot: hasSnapshot ? snapshot.records : [] };
}

const nothingProposed: Proposed = { changes: [], holds: [], drift: [], unchanged: 0 };

/** Everything, or one person with their memberships; what is then left for later counts as not there yet. */
function choose(
  proposed: Proposed,
  state: SystemState,
  only: string | undefined,
): Proposed & { postponed: ReadonlySet<string> } {
  if (only === undefined) return { ...proposed, postponed: new Set() };
  const person = recordName('employees', only);
  const isChosen = (record: Pick<Change, 'kind' | 'key'>): boolean => {
    const name = nameOfChange(record);
    return (
      name === person || (state.desired.get(name) ?? state.base.records.get(name))?.parts.includes(person) === true
    );
  };
  const postponed = proposed.changes.filter((change) => !isChosen(change)).map(nameOfChange);
  return {
    changes: proposed.changes.filter(isChosen),
    holds: proposed.holds.filter(isChosen),
    drift: proposed.drift.filter(isChosen),
    unchanged: proposed.unchanged,
    postponed: new Set(postponed),
  };
}

/**
 * What needs a word that `allow:` does not have is held as it is. Where only absence would do it, to somebody who is
 * not ours, there is nothing to hold back, so the system stops.
 */
function holdForbidden(
  changes: readonly Change[],
  state: SystemState,
): { readonly changes: readonly Change[]; readonly holds: readonly Hold[]; readonly stops: readonly Stop[] } {
  const { system } = state.mapping;
  const missing = (change: Change): string | undefined => change.needs.find((word) => !system.allow.includes(word));
  const forbidden = changes.filter((change) => missing(change) !== undefined);
  const strangers = forbidden.filter((change) => change.cause.type === 'not-ours');
  const words = [...new Set(strangers.map(missing))].filter((word) => word !== undefined);
  return {
    changes: changes.filter((change) => missing(change) === undefined || change.cause.type === 'not-ours'),
    holds: forbidden
      .filter((change) => change.cause.type !== 'not-ours')
      .map((change) => ({
        kind: change.kind,
        key: change.key,
        why: 'held' as const,
        findings: [notAllowed(change, missing(change) ?? '', state)],
      })),
    stops: words.map((word) => {
      const planned = strangers.filter((change) => missing(change) === word).length;
      const message = `${planned} records that are not ours would be lost for good, and "${word}" is not allowed.`;
      return { limit: `allow:${word}`, permitted: 0, planned, ours: 0, message };
    }),
  };
}

function verdictOf(findings: readonly Finding[], stops: readonly Stop[], changes: readonly Change[]): Verdict {
  if (findings.some((finding) => finding.severity === 'error' && finding.scope !== 'record')) return 'refused';
  if (stops.length > 0) return 'stopped';
  return changes.length > 0 ? 'ready' : 'nothing';
}

function isSnapshot(change: Change, { mapping }: SystemState): boolean {
  return mapping.kinds.find((kind) => kind.declaration.kind === change.kind)?.declaration.write === 'snapshot';
}

function countEffects(changes: readonly Change[], { mapping }: SystemState): readonly PlannedEffect[] {
  return mapping.connector.effects.flatMap(({ id, text, reversible }) => {
    const count = changes.filter((change) => change.effects.includes(id)).length;
    return count > 0 ? [{ id, text, count, reversible }] : [];
  });
}

/** Seconds a call takes where the rate leaves room for it. */
const secondsPerCall = 0.25;

/** How long the calls take: at their own pace while the declared rate has room, at its pace beyond. */
function secondsFor(calls: number, { mapping, settings }: SystemState): number {
  const { rate } = mapping.connector;
  if (!rate) return Math.ceil(calls * secondsPerCall);
  const stated = rate.setting ? settings[rate.setting] : undefined;
  const most = typeof stated === 'number' ? stated : rate.calls;
  const waiting = Math.max(0, calls - most) * (rate.perMs / 1000 / most);
  return Math.ceil(Math.max(calls * secondsPerCall, waiting));
}

function notAllowed(change: Change, word: string, state: SystemState): Finding {
  const place = state.desired.get(nameOfChange(change))?.place;
  return {
    code: 'not-allowed',
    severity: 'error',
    scope: 'record',
    who: 'config',
    message: `To ${change.op} it cannot be undone, and ${state.mapping.system.name} does not allow "${word}".`,
    next: `Add ${word} to "allow" of ${state.mapping.system.name} in rollcall.yaml if it is wanted.`,
    ...(place && { place }),
    system: state.mapping.system.name,
    kind: change.kind,
    key: change.key,
  };
}
