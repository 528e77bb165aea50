import type { Finding, LiveRecord, SnapshotRecord } from '../../../src/contract/index.ts';
import { rolesOf, toText } from './convert.ts';
import { recordError, systemError, warning } from './finding.ts';
import { fold } from './near.ts';
import type { Organisation } from './organisation.ts';

/** The id carries a team's history: another id is another team (FAQ, "Quels sont les identifiants nécessaires"). */
export function inspectTeamIds(
  desired: Organisation,
  base: Organisation,
  live: readonly LiveRecord[],
): readonly Finding[] {
  return [...inspectNamesAsIds(desired, live), ...inspectChangedIds(desired, base), ...inspectHierarchy(desired.teams)];
}

/** An id made of a name changes with it one day. Refused while the team is new, warned of once it is known. */
function inspectNamesAsIds(desired: Organisation, live: readonly LiveRecord[]): readonly Finding[] {
  const teamNames = new Set(desired.teams.map((team) => fold(toText(team.fields.name))));
  const managerNames = new Set(namesOfManagers(desired).map(fold));
  return desired.teams.flatMap((team): readonly Finding[] => {
    const id = fold(team.key);
    const isTeam = teamNames.has(id);
    if (id === '' || (!isTeam && !managerNames.has(id))) return [];
    const code = 'officevibe-id-is-name';
    const whose = isTeam ? 'a team' : 'a manager';
    const message = `The id of a team is the name of ${whose}; when the name changes, a new team without history comes up.`;
    if (team.known) {
      const next = 'Keep this id even when the name changes; changing it now loses what this warns of.';
      return [warning({ code, who: 'data', message, next }, team)];
    }
    const next = 'Give the team an id that means nothing, such as a number, in the file of teams.';
    const isLive = live.some((one) => one.kind === 'teams' && one.fields.name === team.fields.name);
    // Leaving a live team out of the push would remove it, so that holding the record is not enough.
    return [
      isLive
        ? systemError({ code, who: 'data', message, next }, team)
        : recordError({ code, who: 'data', message, next }, team),
    ];
  });
}

function namesOfManagers(desired: Organisation): readonly string[] {
  const managers = new Set(
    desired.memberships.filter((one) => rolesOf(one.fields).isManager).map((one) => toText(one.fields.employeeId)),
  );
  return desired.employees
    .filter((person) => managers.has(person.key))
    .flatMap(({ fields }) => {
      const [first, last] = [toText(fields.firstName), toText(fields.lastName)];
      return first && last ? [`${first}${last}`, `${last}${first}`] : [];
    });
}

/** A known team that is gone while a new one has its name or exactly its people: the id changed, not the team. */
function inspectChangedIds(desired: Organisation, base: Organisation): readonly Finding[] {
  const kept = new Set(desired.teams.map((team) => team.key));
  const gone = base.teams.filter((team) => !kept.has(team.key));
  if (gone.length === 0) return [];
  const peopleBefore = peopleByTeam(base);
  const peopleNow = peopleByTeam(desired);
  return desired.teams
    .filter((team) => !team.known)
    .flatMap((team) => {
      const people = peopleNow.get(team.key) ?? '';
      const former =
        gone.find((one) => fold(toText(one.fields.name)) === fold(toText(team.fields.name))) ??
        gone.find((one) => people.includes(' ') && peopleBefore.get(one.key) === people);
      return former ? [changedId(team, former)] : [];
    });
}

function changedId(team: SnapshotRecord, former: SnapshotRecord): Finding {
  const same = fold(toText(team.fields.name)) === fold(toText(former.fields.name)) ? 'its name' : 'exactly its people';
  return systemError(
    {
      code: 'officevibe-team-id-changed',
      who: 'data',
      message: `Team ${former.key} is gone and the new team ${team.key} has ${same}: to Officevibe that is another team, and the history of the first would end.`,
      next: `Keep the id ${former.key}; its name may change. If its history shall end, remove the team in one commit and add the new one in a later one.`,
    },
    team,
  );
}

/** The people of each team as one text, in order; two or more have a space in between. */
function peopleByTeam({ memberships }: Organisation): ReadonlyMap<string, string> {
  const byTeam = Map.groupBy(memberships, (one) => toText(one.fields.teamId));
  return new Map(
    [...byTeam].map(([team, rows]) => [
      team,
      rows
        .map((row) => encodeURIComponent(toText(row.fields.employeeId)))
        .sort()
        .join(' '),
    ]),
  );
}

/** A team cannot be above itself, directly or through others. */
function inspectHierarchy(teams: readonly SnapshotRecord[]): readonly Finding[] {
  const parents = new Map(teams.map((team) => [team.key, toText(team.fields.parentId)]));
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
      return systemError({ code: 'officevibe-team-cycle', who: 'data', message, next }, { ...team, field: 'parentId' });
    });
}
