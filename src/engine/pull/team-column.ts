import type { LiveRecord, Value } from '../../contract/index.ts';
import { recordName } from '../change.ts';
import type { FieldRules } from '../fields.ts';
import type { MappedRecord, MappedRoster } from '../map/map.ts';
import { baseState } from '../plan/base.ts';
import type { SystemState } from '../plan/state.ts';
import type { Roster } from '../roster.ts';
import type { Rules } from '../rules.ts';
import { remoteName } from './adopt.ts';
import { pulledFields } from './pulled-fields.ts';

/** What the team column of one row should say: another team, none, or why it is left. */
export type TeamDecision =
  | { readonly value: Value; readonly conflict?: true }
  | { readonly why: 'pending' | 'unwritable' | 'ambiguous' };

/** The column that teams are made of (`teams: from:`), seen from the memberships of a system. */
export interface TeamColumn {
  /** Roster field of people. */
  readonly field: string;
  /** For somebody whom the files have; undefined where the column stays as it is. */
  decide(record: MappedRecord, live: LiveRecord): TeamDecision | undefined;
  /** For somebody new: the name of their one team. */
  teamOf(live: LiveRecord): string | undefined;
}

export interface TeamColumnInput {
  readonly state: SystemState;
  readonly roster: Roster;
  readonly fields: FieldRules;
  readonly teams: Rules['teams'];
}

/**
 * Looks at memberships the other way round. Undefined where teams are no column, where the system gives no memberships,
 * or where it has the column itself.
 */
export function teamColumn({ state, roster, fields, teams }: TeamColumnInput): TeamColumn | undefined {
  const kinds = new Map(state.mapping.kinds.map((kind) => [kind.declaration.kind, kind]));
  const [people, memberships] = [kinds.get('employees'), kinds.get('memberships')];
  const isListed = memberships?.declaration.list === 'counted' || memberships?.declaration.list === 'uncounted';
  if (!teams || !people || !isListed) return undefined;
  const isOwn = pulledFields(people, fields.employees).pulled.some(({ rule }) => rule.name === teams.from);
  if (isOwn) return undefined;
  const isSent = state.mapping.system.operations.includes('update');
  const desired = teamsByPerson(state.desired);
  const base = teamsByPerson(state.base.records);
  const live = liveTeams(state);
  const names = teamNames({ state, roster, fields, teams });
  return {
    field: teams.from,
    decide(record, account) {
      const name = recordName(record.kind, record.key);
      const [wanted, ...others] = desired.get(name) ?? [];
      const isSynced = isSent && baseState(state.base, name) === 'active';
      const before = isSynced ? (base.get(name) ?? [])[0] : null;
      const there = live.get(remoteName(account)) ?? [];
      if (there.length > 1 || others.length > 0) return there.includes(wanted ?? '') ? undefined : { why: 'ambiguous' };
      const [now] = there;
      if (now === wanted) return undefined;
      if (before !== null && now === before) return { why: 'pending' };
      // Somebody in no team may be in none yet: only who was put into one by a sync was taken out of it.
      if (now === undefined) return before !== null && before === wanted ? { value: null } : undefined;
      const value = names.get(now);
      if (value === undefined) return { why: 'unwritable' };
      return before === null || before === wanted ? { value } : { value, conflict: true };
    },
    teamOf(account) {
      const [team, ...others] = live.get(remoteName(account)) ?? [];
      return team === undefined || others.length > 0 ? undefined : names.get(team);
    },
  };
}

/** Names of the teams that each person belongs to, by the person's. */
function teamsByPerson(records: MappedRoster): ReadonlyMap<string, readonly string[]> {
  const teams = new Map<string, string[]>();
  for (const { kind, parts, fields } of records.values()) {
    if (kind !== 'memberships' || fields.member === false) continue;
    const team = parts.find((part) => part.startsWith('teams/'));
    const person = parts.find((part) => part.startsWith('employees/'));
    if (team !== undefined && person !== undefined) teams.set(person, [...(teams.get(person) ?? []), team]);
  }
  return teams;
}

/** The same as the system has it, by the person's remote name; a team that is not ours by its own. */
function liveTeams({ live, matched, mapping }: SystemState): ReadonlyMap<string, readonly string[]> {
  const nameOf = new Map([...matched].map(([name, record]) => [remoteName(record), name]));
  const kinds = mapping.kinds.find(({ declaration }) => declaration.kind === 'memberships')?.declaration.identity.parts;
  const teams = new Map<string, string[]>();
  for (const { kind, parts = [], fields } of live.records) {
    if (kind !== 'memberships' || fields.member === false) continue;
    const part = (of: 'teams' | 'employees'): string =>
      remoteName({ kind: of, remote: parts[kinds?.indexOf(of) ?? 0] ?? '' });
    const [team, person] = [part('teams'), part('employees')];
    teams.set(person, [...(teams.get(person) ?? []), nameOf.get(team) ?? team]);
  }
  return teams;
}

/** What the column says for a team. One that the file of ids does not have would hold its people, so it has no name. */
function teamNames({ state, roster, fields, teams }: TeamColumnInput): ReadonlyMap<string, string> {
  const nameOf = new Map([...state.matched].map(([name, record]) => [record, name]));
  const kind = state.mapping.kinds.find(({ declaration }) => declaration.kind === 'teams');
  const named = kind && pulledFields(kind, fields.teams).pulled.find(({ rule }) => rule.name === 'name');
  const names = state.live.records.flatMap((record): [string, string][] => {
    if (record.kind !== 'teams') return [];
    const own = nameOf.get(record);
    const known = own === undefined ? undefined : roster.records.teams.get(own.slice('teams/'.length))?.fields.name;
    const name = known ?? (teams?.ids === undefined ? record.fields[named?.declaration.name ?? ''] : undefined);
    return typeof name === 'string' ? [[own ?? remoteName(record), name]] : [];
  });
  return new Map(names);
}
