import type { Finding, SnapshotRecord } from '../../../src/contract/index.ts';
import { rolesOf, toText } from './convert.ts';
import { recordError, systemError, warning } from './finding.ts';
import type { Organisation } from './organisation.ts';
import type { Settings } from './settings.ts';

/**
 * Teams cannot be read, and one that is not named is removed with its history. So the first push waits for somebody who
 * has compared them, and ids that would lose a history are refused (FAQ).
 */
export function inspectTeams(desired: Organisation, base: Organisation | null, settings: Settings): readonly Finding[] {
  return [
    ...(base === null && !settings.teamsChecked ? [notChecked] : []),
    ...inspectNamesAsIds(desired),
    ...inspectChangedIds(desired.teams, base?.teams ?? []),
    ...inspectDoubledNames(desired.teams),
    ...inspectRuleTeams(desired.teams, settings),
    ...inspectHierarchy(desired.teams),
  ];
}

const notChecked = systemError({
  code: 'workleap-teams-not-checked',
  who: 'config',
  message:
    'Workleap does not tell which teams it has. A team there whose exact name is not in the files would be removed by the first push, and the vendor cannot restore it.',
  next: 'Compare the names of all teams in Workleap with the files, capitals and accents included; teams made by a rule aside. Then set teams_checked to true.',
});

/** An id made of a name changes with it one day. Refused while the team is new, warned of once it is known. */
function inspectNamesAsIds(desired: Organisation): readonly Finding[] {
  const teamNames = new Set(desired.teams.map((team) => fold(toText(team.fields.teamName))));
  const managerNames = new Set(namesOfManagers(desired));
  return desired.teams.flatMap((team) => {
    const id = fold(team.key);
    const isTeam = teamNames.has(id);
    if (id === '' || (!isTeam && !managerNames.has(id))) return [];
    const code = 'workleap-id-is-name';
    const whose = isTeam ? 'a team' : 'a manager';
    const message = `The id of a team is the name of ${whose}; when the name changes, a new team without history comes up.`;
    if (team.known) {
      const next = 'Keep this id even when the name changes; changing it now loses what this warns of.';
      return [warning({ code, who: 'data', message, next }, team)];
    }
    const next = 'Give the team an id that means nothing, such as a number, in the file of teams.';
    return [systemError({ code, who: 'data', message, next }, team)];
  });
}

function namesOfManagers({ employees, memberships }: Organisation): readonly string[] {
  const managers = new Set(
    memberships.filter((one) => rolesOf(one.fields).isManager).map((one) => toText(one.fields.externalMemberId)),
  );
  return employees
    .filter((person) => managers.has(person.key))
    .flatMap(({ fields }) => {
      const [first, last] = [fold(toText(fields.firstName)), fold(toText(fields.lastName))];
      return first && last ? [`${first}${last}`, `${last}${first}`] : [];
    });
}

/** A known team that is gone while a new one has its name: the id changed, not the team. */
function inspectChangedIds(desired: readonly SnapshotRecord[], base: readonly SnapshotRecord[]): readonly Finding[] {
  const kept = new Set(desired.map((team) => team.key));
  const gone = base.filter((team) => !kept.has(team.key));
  return desired
    .filter((team) => !team.known)
    .flatMap((team) => {
      const name = fold(toText(team.fields.teamName));
      const former = gone.find((one) => fold(toText(one.fields.teamName)) === name);
      if (!former) return [];
      const message = `Team ${former.key} is gone and the new team ${team.key} has its name: to Workleap that is another team, and the history of the first would end.`;
      const next = `Keep the id ${former.key}. If its history shall end, remove the team in one commit and add the new one in a later one.`;
      return [systemError({ code: 'workleap-team-id-changed', who: 'data', message, next }, team)];
    });
}

/** Two new teams of one name: Workleap would give both ids to one team. */
function inspectDoubledNames(desired: readonly SnapshotRecord[]): readonly Finding[] {
  return [...Map.groupBy(desired, (team) => toText(team.fields.teamName))]
    .filter(([name, teams]) => name !== '' && teams.length > 1 && teams.some((team) => !team.known))
    .map(([name, teams]) => {
      const message = `The teams ${teams.map((team) => team.key).join(', ')} share the name "${name}".`;
      const next = 'Give each its own name; Workleap matches new teams by their names.';
      return systemError({ code: 'workleap-team-name-twice', who: 'data', message, next }, { kind: 'teams' });
    });
}

function inspectRuleTeams(desired: readonly SnapshotRecord[], { ruleTeams }: Settings): readonly Finding[] {
  return desired
    .filter((team) => ruleTeams.has(toText(team.fields.teamName)))
    .map((team) => {
      const message = `Team ${team.key} bears the name of a rule-based team, which provisioning does not touch.`;
      const next = 'Take it out of the files, or out of rule_teams when it is not made by a rule.';
      return recordError({ code: 'workleap-rule-team-in-files', who: 'config', message, next }, team);
    });
}

/** A team cannot be above itself, directly or through others. */
function inspectHierarchy(teams: readonly SnapshotRecord[]): readonly Finding[] {
  const parents = new Map(teams.map((team) => [team.key, toText(team.fields.parentTeamId)]));
  return teams
    .filter((team) => {
      let above = parents.get(team.key);
      for (let steps = 0; above && steps < teams.length; steps += 1) {
        if (above === team.key) return true;
        above = parents.get(above);
      }
      return false;
    })
    .map((team) => {
      const message = `Team ${team.key} stands above itself in the hierarchy of teams.`;
      const next = 'Correct its parent team in the file of teams.';
      return systemError(
        { code: 'workleap-team-cycle', who: 'data', message, next },
        { ...team, field: 'parentTeamId' },
      );
    });
}

/** A name without capitals, accents, spaces and signs. */
function fold(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
