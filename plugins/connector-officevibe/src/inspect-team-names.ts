import type { Finding, LiveRecord, SnapshotRecord } from '../../../src/contract/index.ts';
import { toText } from './convert.ts';
import { recordError, systemError, warning } from './finding.ts';
import { findNear } from './near.ts';
import type { Organisation } from './organisation.ts';
import type { Settings } from './settings.ts';

/**
 * Teams are matched by the id the app has stored, else by exact name; a team that matches nothing is removed with its
 * history. So every live team must be accounted for before anything is pushed (FAQ, "compte existant avec des données").
 */
export function inspectTeamNames(
  desired: Organisation,
  base: Organisation,
  live: readonly LiveRecord[],
  settings: Settings,
): readonly Finding[] {
  const liveTeams = live.filter((record) => record.kind === 'teams');
  return [
    ...inspectHints(desired.teams, liveTeams, settings),
    ...inspectRuleTeams(desired.teams, liveTeams, settings),
    ...inspectUnmatched(desired.teams, base.teams, liveTeams, settings),
    ...inspectDoubledNames(desired.teams),
  ];
}

/** `current_team_names`: the app knows the team by its present name only, so that its new name needs two runs. */
function inspectHints(
  desired: readonly SnapshotRecord[],
  live: readonly LiveRecord[],
  settings: Settings,
): readonly Finding[] {
  return [...settings.currentTeamNames].flatMap(([key, name]): readonly Finding[] => {
    const of = { kind: 'teams', key, field: 'name' } as const;
    const team = desired.find((one) => one.key === key);
    if (!team) {
      const message = `current_team_names names the team ${key}, which is not in the files.`;
      const next = 'Correct the id, or take the line out.';
      return [systemError({ code: 'officevibe-hint-unknown', who: 'config', message, next }, of)];
    }
    const bearer = live.find((one) => one.fields.name === name);
    const isThere = live.some((one) => one.fields.name === team.fields.name);
    if (bearer && isThere && name !== team.fields.name) {
      const message = `Team ${key}: Officevibe has a team of its name in current_team_names and one of its name in the files.`;
      const next = team.known
        ? 'Take the line out of current_team_names: Officevibe knows this team by its id already.'
        : 'Two teams cannot become one by a push: correct the name in the files, or delete one of the two in Officevibe.';
      return [systemError({ code: 'officevibe-hint-ambiguous', who: 'config', message, next }, of)];
    }
    if (bearer && !team.known && name !== team.fields.name) return [twoRuns(team, name)];
    if (bearer || team.known) {
      const message = `current_team_names is no longer needed for team ${key}.`;
      return [warning({ code: 'officevibe-hint-spent', who: 'config', message, next: 'Take the line out.' }, of)];
    }
    const near = nearName(name, live);
    const message = `current_team_names says that team ${key} is called "${name}" in Officevibe, which has no such team.`;
    const next = near
      ? `Did you mean "${near}"? Capitals and accents count.`
      : 'Correct the name, or take the line out.';
    return [systemError({ code: 'officevibe-hint-missing', who: 'config', message, next }, of)];
  });
}

/** The words for the procedure; the pushes themselves are made by `write`. */
export function twoRuns({ key, fields }: SnapshotRecord, current: string): Finding {
  return warning(
    {
      code: 'officevibe-rename-in-two-runs',
      who: 'data',
      message: `Team ${key} is renamed from "${current}" to "${toText(fields.name)}" in two runs: the first gives Officevibe its id under the present name, the next one the new name. In one run it would become a new team without history.`,
      next: 'Nothing to do but run once more; take the line out of current_team_names afterwards.',
    },
    { kind: 'teams', key, field: 'name' },
  );
}

function inspectRuleTeams(
  desired: readonly SnapshotRecord[],
  live: readonly LiveRecord[],
  settings: Settings,
): readonly Finding[] {
  const inFiles = desired.filter((team) => settings.ruleTeams.has(toText(team.fields.name)));
  return [
    ...inFiles.map((team) => {
      const message = `Team ${team.key} bears the name of a rule-based team, which the integration does not touch.`;
      const next = 'Take it out of the files, or out of rule_teams when it is not made by a rule.';
      return recordError({ code: 'officevibe-rule-team-in-files', who: 'config', message, next }, team);
    }),
    ...[...settings.ruleTeams]
      .filter((name) => !live.some((one) => one.fields.name === name))
      .map((name) => {
        const near = nearName(name, live);
        const message = `rule_teams names "${name}", which is no team in Officevibe.`;
        const next = near ? `Did you mean "${near}"?` : 'Correct its spelling, or take it out.';
        return warning({ code: 'officevibe-rule-team-unknown', who: 'config', message, next });
      }),
  ];
}

/** Live teams that no file, rule, hint or earlier run accounts for: the push would remove them. */
function inspectUnmatched(
  desired: readonly SnapshotRecord[],
  base: readonly SnapshotRecord[],
  live: readonly LiveRecord[],
  settings: Settings,
): readonly Finding[] {
  const ours = [...desired, ...base];
  const names = new Set(ours.map((team) => team.fields.name));
  const remotes = new Set(ours.map((team) => team.remote).filter((remote) => remote !== undefined));
  const unmatched = live.filter(
    (team) => !team.untouchable && !team.key && !remotes.has(team.remote) && !names.has(team.fields.name ?? null),
  );
  const newNames = desired.filter((team) => !team.known && !live.some((one) => one.fields.name === team.fields.name));
  return unmatched.map((team) => {
    const name = toText(team.fields.name);
    const near = findNear(
      name,
      newNames.map((one) => toText(one.fields.name)),
    );
    if (near !== undefined) {
      const key = newNames.find((one) => one.fields.name === near)?.key ?? '';
      return systemError(
        {
          code: 'officevibe-team-name-near',
          who: 'data',
          message: `The team "${name}" in Officevibe and the team "${near}" (${key}) in the files look like one; Officevibe would take them for two and the history of the first would end.`,
          next: `Write "${name}" in the files exactly as it stands in Officevibe, or set current_team_names to { "${key}": "${name}" } to rename it in two runs.`,
        },
        { kind: 'teams', key, field: 'name' },
      );
    }
    const rule = findNear(name, settings.ruleTeams);
    return systemError({
      code: 'officevibe-team-not-in-files',
      who: 'data',
      message: `The team "${name}" is in Officevibe and not in the files; the push would remove it, and the vendor cannot restore it.`,
      next: rule
        ? `rule_teams has "${rule}": correct its spelling if that is meant.`
        : 'Add it to the files under exactly this name; or to rule_teams if it is made by a rule (unsure counts as yes); or to current_team_names if it has another name in the files; or delete it in Officevibe.',
    });
  });
}

/** Two new teams of one name: the app would give both ids to one team. */
function inspectDoubledNames(desired: readonly SnapshotRecord[]): readonly Finding[] {
  return [...Map.groupBy(desired, (team) => toText(team.fields.name))]
    .filter(([name, teams]) => name !== '' && teams.length > 1 && teams.some((team) => !team.known))
    .map(([name, teams]) => {
      const message = `The teams ${teams.map((team) => team.key).join(', ')} share the name "${name}".`;
      const next = 'Give each its own name; Officevibe matches new teams by their names.';
      return systemError(
        { code: 'officevibe-team-name-twice', who: 'data', message, next },
        { kind: 'teams', field: 'name' },
      );
    });
}

function nearName(name: string, live: readonly LiveRecord[]): string | undefined {
  return findNear(
    name,
    live.map((one) => toText(one.fields.name)),
  );
}
