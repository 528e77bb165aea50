import { type FieldClass, type Kind, kinds } from '../contract/index.ts';
import type { FieldRule, FieldRules } from './fields.ts';
import type { Rules, SourceRules } from './rules.ts';

/**
 * The rules by which a pull request is reviewed: its own way of reading files, and from its base everything that decides
 * where secrets go and what may be shown. A class is the stricter of both; a field that is new, or that the pull request
 * fills from another column, is secret until it is merged.
 */
export function reviewRules(base: Rules, head: Rules): Rules {
  const { teams: _teams, require: _require, notify: _notify, ...reading } = head;
  const { timezone, language, systems, teams } = base;
  const moved = new Set(head.sources.flatMap((source) => refilled(source, base.sources)));
  const fields = Object.fromEntries(
    kinds.map((kind) => [kind, head.fields[kind].map((field) => guarded(field, kind, base.fields, moved))]),
  ) as unknown as FieldRules;
  return { ...reading, timezone, language, systems, ...(teams && { teams }), fields };
}

const strictness: readonly FieldClass[] = ['open', 'personal', 'secret'];

function guarded(field: FieldRule, kind: Kind, base: FieldRules, moved: ReadonlySet<string>): FieldRule {
  const before = base[kind].find((one) => one.name === field.name)?.class ?? 'secret';
  const classes = [field.class, moved.has(field.name) ? 'secret' : before];
  return { ...field, class: strictness.findLast((name) => classes.includes(name)) ?? 'secret' };
}

/** Fields that a source takes from a column from which the base did not take them. */
function refilled(source: SourceRules, known: readonly SourceRules[]): readonly string[] {
  const before = known.find((one) => one.name === source.name);
  const keyed = source.key !== before?.key && source.key !== undefined ? ['id'] : [];
  const columns = Object.entries(source.columns).filter(([header, field]) => before?.columns[header] !== field);
  return [...keyed, ...columns.map(([, field]) => field)];
}
