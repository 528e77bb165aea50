import type { Change, Plan, SystemPlan, Verdict } from '../engine/change.ts';
import { type Entry, toEntries } from './entry.ts';
import { isManagerField, isPlaceInFirm, type Tally, tallyPlan, tallySystem } from './tally.ts';

/** The parts of a system's review, riskiest first. Every change is in exactly one of them. */
export const sections = ['irreversible', 'leave', 'removed', 'manager', 'join', 'return', 'move', 'change'] as const;
export type Section = (typeof sections)[number];

/** True for the parts that are told first and at more length. */
export function isRisky(section: Section): boolean {
  return section === 'irreversible' || section === 'leave' || section === 'removed' || section === 'manager';
}

/** A field that changes for so many that one look at the file's column is worth more than a look at each row. */
export interface ColumnChange {
  readonly field: string;
  readonly records: number;
  /** Share of the records that were there before, 0 to 1. */
  readonly share: number;
}

/** What every rendering of a plan says, in the order in which it says it. */
export interface Outline {
  readonly verdict: Verdict;
  readonly tally: Tally;
  /** Changes that cannot be undone. */
  readonly lasting: number;
  /** True when no limit, error, irreversible change or column that changes for many asks for a look. */
  readonly calm: boolean;
  readonly systems: readonly SystemOutline[];
}

export interface SystemOutline {
  readonly plan: SystemPlan;
  readonly tally: Tally;
  readonly sections: ReadonlyMap<Section, readonly Entry[]>;
  readonly columns: readonly ColumnChange[];
}

/** Sorts a plan for reading: systems as they are configured, within each the riskiest first. */
export function outline(plan: Plan): Outline {
  const systems = plan.systems.map(systemOutline);
  return {
    verdict: overallVerdict(plan),
    tally: tallyPlan(plan),
    lasting: systems.reduce((sum, system) => sum + (system.sections.get('irreversible')?.length ?? 0), 0),
    calm: systems.every(isCalm) && !plan.findings.some((finding) => finding.severity === 'error'),
    systems,
  };
}

/** The worst of all systems; an unusable roster refuses them all. */
export function overallVerdict(plan: Plan): Verdict {
  if (plan.findings.some((finding) => finding.severity === 'error' && finding.scope === 'roster')) return 'refused';
  const found = new Set(plan.systems.map((system) => system.verdict));
  return (['stopped', 'refused', 'ready'] as const).find((verdict) => found.has(verdict)) ?? 'nothing';
}

function systemOutline(plan: SystemPlan): SystemOutline {
  const effects = new Set(plan.effects.filter((effect) => !effect.reversible).map((effect) => effect.id));
  const isLasting = (change: Change): boolean => cannotBeUndone(change, effects);
  const found = new Map<Section, Entry[]>();
  for (const entry of toEntries(plan.changes, isLasting)) {
    const section = isLasting(entry.change) ? 'irreversible' : sectionOf(entry);
    const others = found.get(section);
    if (others) others.push(entry);
    else found.set(section, [entry]);
  }
  const ordered = sections.flatMap((section) => {
    const entries = found.get(section);
    return entries ? [[section, entries] as const] : [];
  });
  return { plan, tally: tallySystem(plan), sections: new Map(ordered), columns: columnChanges(plan) };
}

function cannotBeUndone({ kind, op, needs, effects }: Change, lasting: ReadonlySet<string>): boolean {
  const erases = op === 'delete' && (kind === 'employees' || kind === 'teams');
  return erases || needs.length > 0 || effects.some((effect) => lasting.has(effect));
}

function sectionOf({ change, teams }: Entry): Section {
  const { kind, op } = change;
  if (kind === 'memberships') return 'move';
  if (op === 'leave') return kind === 'employees' ? 'leave' : 'removed';
  if (op === 'delete') return 'removed';
  if (op === 'return') return 'return';
  if (op === 'create') return kind === 'employees' ? 'join' : 'change';
  const fields = Object.keys(change.fields);
  if (fields.some(isManagerField)) return 'manager';
  return teams || fields.some(isPlaceInFirm) ? 'move' : 'change';
}

/** From so many records on, and from such a share on, a column is named. Below, the single rows say enough. */
const manyRecords = 5;
const manyShare = 0.2;

function columnChanges(plan: SystemPlan): readonly ColumnChange[] {
  const updates = plan.changes.filter((change) => change.op === 'update' && change.kind === 'employees');
  const amounts = new Map<string, number>();
  for (const change of updates) {
    for (const field of Object.keys(change.fields)) amounts.set(field, (amounts.get(field) ?? 0) + 1);
  }
  const all =
    plan.changes.filter((change) => change.kind === 'employees' && change.op !== 'create').length + plan.unchanged;
  return [...amounts]
    .map(([field, records]): ColumnChange => ({ field, records, share: all === 0 ? 0 : records / all }))
    .filter(({ records, share }) => records >= manyRecords && share >= manyShare)
    .sort((a, b) => b.records - a.records || (a.field < b.field ? -1 : 1));
}

function isCalm({ plan, sections: found, columns }: SystemOutline): boolean {
  return (
    plan.stops.length === 0 &&
    plan.verdict !== 'refused' &&
    !found.has('irreversible') &&
    columns.length === 0 &&
    !plan.findings.some((finding) => finding.severity === 'error')
  );
}
