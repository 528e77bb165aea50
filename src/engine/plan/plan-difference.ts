import { type Change, type FieldChange, type Hold, nameOfChange, type Plan, type SystemPlan } from '../change.ts';
import { canonical } from '../normal.ts';

/** What a change to the files does, apart from what would happen without it. */
export interface PlanDifference {
  /** The plan with only what is new in it. Stops and verdicts are those of the whole: they decide whether it is applied. */
  readonly plan: Plan;
  /** By system: changes that would happen without it too, and those that it makes unnecessary. */
  readonly systems: readonly { readonly name: string; readonly pending: number; readonly cancelled: number }[];
}

/**
 * `head` without what `base` would do anyway: what still waits to be applied, and drift. A change that both have
 * with some fields alike keeps the others. Both plans must come from the same reading of the systems.
 */
export function planDifference(head: Plan, base: Plan): PlanDifference {
  const pairs = head.systems.map((system) => [system, base.systems.find(({ name }) => name === system.name)] as const);
  return {
    plan: {
      ...head,
      systems: pairs.map(([system, before]) => (before ? without(system, before) : system)),
      findings: fresh(head.findings, base.findings, nameOfFinding),
    },
    systems: pairs.map(([{ name, changes }, before]) => {
      const after = new Set(changes.map(stepOf));
      return {
        name,
        pending: before?.changes.filter((change) => after.has(stepOf(change))).length ?? 0,
        cancelled: before?.changes.filter((change) => !after.has(stepOf(change))).length ?? 0,
      };
    }),
  };
}

function without(system: SystemPlan, before: SystemPlan): SystemPlan {
  const known = new Map(before.changes.map((change) => [stepOf(change), change]));
  const changes = system.changes.flatMap((change) => {
    const same = known.get(stepOf(change));
    return same ? rest(change, same) : [change];
  });
  const calls = changes.length === 0 ? 0 : Math.max(1, system.calls - before.calls);
  const counted = (id: string): number => changes.filter((change) => change.effects.includes(id)).length;
  const isReady = system.verdict === 'ready' && changes.length === 0;
  return {
    ...system,
    verdict: isReady ? 'nothing' : system.verdict,
    changes,
    holds: fresh(system.holds, before.holds, nameOfHold),
    drift: fresh(system.drift, before.drift, (drift) => canonical([drift.kind, drift.key, drift.type])),
    findings: system.verdict === 'refused' ? system.findings : fresh(system.findings, before.findings, nameOfFinding),
    effects: system.effects.flatMap((effect) => {
      const count = counted(effect.id);
      return count > 0 ? [{ ...effect, count }] : [];
    }),
    calls,
    seconds: system.calls === 0 ? 0 : Math.ceil((system.seconds * calls) / system.calls),
  };
}

/** The change with the fields that the other does not set to the same; nothing when there are none. */
function rest(change: Change, same: Change): readonly Change[] {
  const fields = Object.entries(change.fields).filter(([name, field]) => !isSame(field, same.fields[name]));
  return fields.length === 0 ? [] : [{ ...change, fields: Object.fromEntries(fields) }];
}

function isSame(one: FieldChange, other: FieldChange | undefined): boolean {
  return other !== undefined && canonical(one.after) === canonical(other.after);
}

function stepOf(change: Change): string {
  return `${change.op} ${nameOfChange(change)} ${change.step ?? ''}`;
}

function nameOfHold({ kind, key, why, findings }: Hold): string {
  return canonical([kind, key, why, findings.map(nameOfFinding)]);
}

/** Lines move when rows are added above, so a finding is known by what it says about which record. */
function nameOfFinding({ code, system, kind, key, field, message, place }: SystemPlan['findings'][number]): string {
  return canonical([code, system, kind, key, field, message, place?.file]);
}

function fresh<T>(all: readonly T[], known: readonly T[], name: (one: T) => string): readonly T[] {
  const names = new Set(known.map(name));
  return all.filter((one) => !names.has(name(one)));
}
