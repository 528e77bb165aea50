import type { Finding, Kind, Operation } from '../contract/index.ts';
import type {
  Cause,
  Change,
  Drift,
  Hold,
  Plan,
  PlannedEffect,
  Release,
  Stop,
  SystemPlan,
  Verdict,
} from '../engine/change.ts';
import { type Audience, type FieldJson, fieldJson } from './redact.ts';

/** What `plan --json` prints. Its keys are relied on; new ones may be added, none renamed. */
export interface PlanJson {
  readonly version: 1;
  readonly digest: string;
  readonly commit: string;
  readonly uncommitted: boolean;
  readonly date: string;
  readonly systems: readonly SystemJson[];
  /** Findings of the roster; those of one system stand with it. */
  readonly findings: readonly Finding[];
}

export interface SystemJson {
  readonly name: string;
  readonly connector: string;
  readonly verdict: Verdict;
  readonly summary: Readonly<Record<Operation | 'hold' | 'unchanged' | 'drift' | 'unmanaged', number>>;
  readonly changes: readonly ChangeJson[];
  readonly findings: readonly Finding[];
  readonly effects: readonly PlannedEffect[];
  readonly calls: number;
  readonly seconds: number;
  readonly stops: readonly Stop[];
  readonly releases: readonly Release[];
  readonly holds: readonly Hold[];
  readonly drift: readonly DriftJson[];
  readonly experimental?: string;
}

export interface ChangeJson {
  readonly op: Operation;
  readonly kind: Kind;
  readonly key: string;
  readonly fields: Readonly<Record<string, FieldJson>>;
  readonly cause: Cause;
  /** Ids of effects; their sentences stand with the system. */
  readonly effects: readonly string[];
  readonly needs: readonly string[];
  readonly source?: string;
  readonly step?: 1 | 2;
}

export interface DriftJson {
  readonly kind: Kind;
  readonly key: string;
  readonly type: Drift['type'];
  readonly fields: Readonly<Record<string, FieldJson>>;
}

/**
 * A plan as plain data for programs. Values go by class: `open` as they are, others as `[personal]` or `[secret]`;
 * `showPersonal` shows personal ones. A side that is unknown is left out, an empty one is `null`.
 */
export function planJson(plan: Plan, audience: Audience = {}): PlanJson {
  return {
    version: plan.version,
    digest: plan.digest,
    commit: plan.commit,
    uncommitted: plan.uncommitted,
    date: plan.date,
    systems: plan.systems.map((system) => systemJson(system, audience)),
    findings: plan.findings,
  };
}

function systemJson(system: SystemPlan, audience: Audience): SystemJson {
  const amount = (op: Operation): number => system.changes.filter((change) => change.op === op).length;
  return {
    name: system.name,
    connector: system.connector,
    verdict: system.verdict,
    summary: {
      create: amount('create'),
      update: amount('update'),
      leave: amount('leave'),
      return: amount('return'),
      delete: amount('delete'),
      hold: system.holds.length,
      unchanged: system.unchanged,
      drift: system.drift.length,
      unmanaged: system.unmanaged,
    },
    changes: system.changes.map((change) => changeJson(change, audience)),
    findings: system.findings,
    effects: system.effects,
    calls: system.calls,
    seconds: system.seconds,
    stops: system.stops,
    releases: system.releases,
    holds: system.holds,
    drift: system.drift.map(({ kind, key, type, fields }) => ({
      kind,
      key,
      type,
      fields: fieldsJson(fields, audience),
    })),
    ...(system.experimental === undefined ? {} : { experimental: system.experimental }),
  };
}

/** Names what is copied, so that `desired`, which has no classes, never comes along. */
function changeJson(change: Change, audience: Audience): ChangeJson {
  return {
    op: change.op,
    kind: change.kind,
    key: change.key,
    fields: fieldsJson(change.fields, audience),
    cause: change.cause,
    effects: change.effects,
    needs: change.needs,
    ...(change.source === undefined ? {} : { source: change.source }),
    ...(change.step === undefined ? {} : { step: change.step }),
  };
}

function fieldsJson(fields: Change['fields'], audience: Audience): Readonly<Record<string, FieldJson>> {
  return Object.fromEntries(Object.entries(fields).map(([name, change]) => [name, fieldJson(change, audience)]));
}
