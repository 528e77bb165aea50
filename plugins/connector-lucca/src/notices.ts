import type { Finding } from '../../../src/contract/index.ts';

/** As many times the same is told of one person each; of more, it is told once of all. */
export const mostAlike = 10;

/**
 * Puts warnings about many people into one each, where the same is said of all of them: a first load leaves the main role of
 * two thousand people to one default. Names nobody, since keys may be private; the changes below say who.
 */
export function gatherNotices(findings: readonly Finding[]): readonly Finding[] {
  const alike = Map.groupBy(findings, ({ severity, scope, code, message }) =>
    severity === 'warning' && scope === 'record' ? `${code} ${message}` : undefined,
  );
  const told = new Set<string>();
  return findings.flatMap((finding): readonly Finding[] => {
    const name = `${finding.code} ${finding.message}`;
    const group = finding.severity === 'warning' && finding.scope === 'record' ? (alike.get(name) ?? []) : [];
    if (group.length <= mostAlike) return [finding];
    if (told.has(name)) return [];
    told.add(name);
    const { code, severity, who, message, next } = finding;
    return [{ code, severity, who, next, scope: 'system', message: `${group.length} people: ${message}` }];
  });
}
