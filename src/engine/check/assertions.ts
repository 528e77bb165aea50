import type { Finding } from '../../contract/index.ts';
import type { CheckRule } from '../rules.ts';
import { type Draft, rowPlace } from './draft.ts';

/**
 * Applies the `checks:` of rollcall.yaml to every person. What fails, or cannot be computed, is a finding on the
 * row; what needs a field that a whole source does not have is one warning for that source.
 * @param held keys of records that already have an error: a field may be missing because of it
 */
export function checkAssertions(
  employees: readonly Draft[],
  checks: readonly CheckRule[],
  held: ReadonlySet<string>,
  today: string | undefined,
): readonly Finding[] {
  if (checks.length === 0) return [];
  const byKey = new Map(employees.map((draft) => [draft.key, draft]));
  return checks.flatMap((check) => {
    const depth = Math.max(0, ...check.assert.reads.map((path) => path.filter((name) => name === 'manager').length));
    const judged = employees.map((draft) => ({ draft, finding: judge(check, draft, { byKey, depth, today }) }));
    const unjudged = new Map<string, Finding>();
    const findings: Finding[] = [];
    for (const { draft, finding } of judged) {
      if (finding === undefined) continue;
      if (finding.code !== 'check-unknown') findings.push(finding);
      else if (!held.has(draft.key)) unjudged.set(draft.source, unjudged.get(draft.source) ?? finding);
    }
    return [...findings, ...unjudged.values()];
  });
}

interface Surroundings {
  readonly byKey: ReadonlyMap<string, Draft>;
  readonly depth: number;
  readonly today: string | undefined;
}

function judge(check: CheckRule, draft: Draft, around: Surroundings): Finding | undefined {
  const result = check.assert.evaluate(environmentOf(draft, around));
  if ('value' in result && result.value === true) return undefined;
  const base = { who: 'data', place: rowPlace(draft), kind: draft.kind, key: draft.key } as const;
  if ('unknown' in result) {
    const { key: _, ...unkeyed } = base;
    return {
      ...unkeyed,
      code: 'check-unknown',
      severity: 'warning',
      scope: 'roster',
      message: `"${check.message}" cannot be checked for source ${draft.source}: it has no ${result.unknown.join(', ')}`,
      next: 'Add the column to the files of the source, or remove the check.',
    };
  }
  const rest = { ...base, severity: check.severity, scope: 'record' } as const;
  if ('failed' in result) {
    const message = `"${check.message}" cannot be checked: ${result.failed}`;
    return { ...rest, code: 'check-failed', message, next: 'Correct the row, or the "assert" in rollcall.yaml.' };
  }
  return { ...rest, code: 'check', message: check.message, next: 'Correct the row.' };
}

function environmentOf(draft: Draft, { byKey, depth, today }: Surroundings): Readonly<Record<string, unknown>> {
  const manager = depth === 0 ? undefined : managerOf(draft, byKey, depth);
  return {
    ...draft.fields,
    source: draft.source,
    ...(today !== undefined && { today }),
    ...(manager !== undefined && { manager }),
  };
}

/** The manager's fields with as many managers above as are asked for; null without one, undefined when unknown. */
function managerOf(
  draft: Draft,
  byKey: ReadonlyMap<string, Draft>,
  depth: number,
): Readonly<Record<string, unknown>> | null | undefined {
  const id = draft.fields.manager_id;
  if (id === undefined || depth === 0) return undefined;
  const manager = id === null ? null : byKey.get(String(id));
  if (!manager) return manager;
  const above = managerOf(manager, byKey, depth - 1);
  return above === undefined ? manager.fields : { ...manager.fields, manager: above };
}
