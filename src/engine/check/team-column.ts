import type { Finding } from '../../contract/index.ts';
import type { Incomplete } from '../roster.ts';
import { classOf, type Rules } from '../rules.ts';
import { type Draft, placeOf } from './draft.ts';

/** Teams and memberships made from a column of the people. */
export interface TeamsOfColumn {
  readonly drafts: readonly Draft[];
  readonly findings: readonly Finding[];
  readonly incomplete: readonly Incomplete[];
}

/**
 * Makes a team of every value of the column and a membership of every person with one. Ids come from the file of
 * ids, so that a team keeps its id when its name changes. A member whom another member names as manager manages it.
 * @param ids the rows of that file, `id` and `name`; undefined when it could not be read, and then nothing is made
 */
export function makeTeams(employees: readonly Draft[], ids: readonly Draft[] | undefined, rules: Rules): TeamsOfColumn {
  const { teams } = rules;
  if (!teams) return { drafts: [], findings: [], incomplete: [] };
  if (!ids) return { drafts: [], findings: [], incomplete: gaps(employees, `${teams.ids} could not be read`) };
  const { from } = teams;
  const byName = new Map(ids.map((draft) => [foldName(String(draft.fields.name ?? '')), draft]));
  const groups = Map.groupBy(
    employees.filter((draft) => typeof draft.fields[from] === 'string'),
    (draft) => foldName(String(draft.fields[from])),
  );
  const drafts: Draft[] = [];
  const findings: Finding[] = doubledNames(ids);
  const incomplete: Incomplete[] = [];
  for (const [name, members] of groups) {
    const [first] = members;
    if (!first) continue;
    const known = byName.get(name);
    if (teams.ids !== undefined && !known) {
      findings.push(teamWithoutId(members, rules, from, teams.ids));
      incomplete.push(...gaps(members, `a team has no id in ${teams.ids}`));
      continue;
    }
    const key = known?.key ?? String(first.fields[from]);
    const fields = { id: key, name: known?.fields.name ?? key, parent_id: null };
    drafts.push({ ...(known ?? first), kind: 'teams', key, source: first.source, fields });
    drafts.push(...toMemberships(key, members));
  }
  if (teams.ids === undefined && groups.size > 0) findings.push(unstableIds(employees, from));
  return { drafts, findings, incomplete };
}

function toMemberships(team: string, members: readonly Draft[]): readonly Draft[] {
  const managers = new Set(members.map((draft) => draft.fields.manager_id));
  return members.map((draft) => ({
    ...draft,
    kind: 'memberships',
    key: `${team}/${draft.key}`,
    fields: { team_id: team, employee_id: draft.key, member: true, manager: managers.has(draft.key) },
  }));
}

function foldName(name: string): string {
  return name.toLowerCase().replaceAll(/\s+/gu, ' ');
}

/** Not an error of the people, whose other fields go on; but without this team nobody can be said to have left it. */
function teamWithoutId(members: readonly Draft[], rules: Rules, from: string, file: string): Finding {
  const [place, ...others] = members.slice(0, 20).map((draft) => placeOf(draft, from));
  const [first] = members;
  const name = classOf(rules.fields, 'employees', from) === 'open' ? ` "${first?.fields[from]}"` : '';
  return {
    code: 'team-without-id',
    severity: 'error',
    scope: 'record',
    who: 'data',
    message: `the team${name} (${members.length} ${members.length === 1 ? 'person' : 'people'}) has no id in ${file}`,
    next: `Add a line with an id and this name to ${file}; if a team was renamed, change its name there and keep its id.`,
    ...(place && { place }),
    ...(others.length > 0 && { others }),
    kind: 'teams',
    field: from,
  };
}

function gaps(members: readonly Draft[], reason: string): readonly Incomplete[] {
  const sources = new Set(members.map((draft) => draft.source));
  return [...sources].flatMap((source) =>
    (['teams', 'memberships'] as const).map((kind) => ({ source, kind, reason })),
  );
}

function doubledNames(ids: readonly Draft[]): Finding[] {
  const first = new Map<string, Draft>();
  const findings: Finding[] = [];
  for (const draft of ids) {
    const name = foldName(String(draft.fields.name ?? ''));
    const earlier = first.get(name);
    if (!earlier) first.set(name, draft);
    else {
      findings.push({
        code: 'team-name-twice',
        severity: 'error',
        scope: 'roster',
        who: 'data',
        message: 'two ids have this team name',
        next: 'Keep the id that the team has always had.',
        place: placeOf(draft, 'name'),
        others: [placeOf(earlier, 'name')],
        kind: 'teams',
      });
    }
  }
  return findings;
}

function unstableIds(employees: readonly Draft[], from: string): Finding {
  const place = employees[0]?.sheet.table.place(-1, employees[0].sheet.columns.get(from) ?? 0);
  return {
    code: 'team-ids-unstable',
    severity: 'warning',
    scope: 'roster',
    who: 'config',
    message: 'teams get their name as id, so that a renamed team becomes another team and loses its history',
    next: 'Name a file of ids under "teams: ids:" in rollcall.yaml, with the columns id and name.',
    ...(place && { place }),
  };
}
