import type { Finding, Kind } from '../../contract/index.ts';
import type { FieldRule } from '../fields.ts';
import type { Incomplete } from '../roster.ts';
import type { SourceRules } from '../rules.ts';
import { type Draft, type Problem, placeOf, recordError, rowPlace } from './draft.ts';
import type { Preset } from './preset.ts';
import type { Sheet } from './sheet.ts';

/**
 * Officevibe's own files users.csv, groups.csv and groups-mapping.csv (Custom Integration, legacy format).
 * Headers are camelCase in the files and PascalCase in some exports, so letter case does not count.
 */
export const officevibePreset: Preset = {
  files: { employees: 'users.csv', teams: 'groups.csv', memberships: 'groups-mapping.csv' },
  columns: {
    employees: {
      id: 'id',
      email: 'email',
      firstName: 'first_name',
      lastName: 'last_name',
      jobTitle: 'job_title',
      imageUrl: 'image_url',
      language: 'language',
    },
    teams: { id: 'id', name: 'name' },
    memberships: {
      groupId: 'team_id',
      userId: 'employee_id',
      subGroupId: 'sub_team_id',
      isMember: 'member',
      isManager: 'manager',
    },
  },
};

/**
 * The same files in the Workleap generation, members.csv, teams.csv and teams-mappings.csv, after the vendor's table of
 * what was renamed. Which products a member is assigned to is separated by `;`.
 */
export const workleapPreset: Preset = {
  files: { employees: 'members.csv', teams: 'teams.csv', memberships: 'teams-mappings.csv' },
  columns: {
    employees: {
      externalMemberId: 'id',
      email: 'email',
      firstName: 'first_name',
      lastName: 'last_name',
      jobTitle: 'job_title',
      imageUrl: 'image_url',
      languagePreferences: 'language',
      productAssignations: 'product_assignations',
    },
    teams: { externalTeamId: 'id', teamName: 'name' },
    memberships: {
      externalTeamId: 'team_id',
      externalMemberId: 'employee_id',
      externalSubteamId: 'sub_team_id',
      isMember: 'member',
      isManager: 'manager',
    },
  },
  fields: { employees: [{ name: 'product_assignations', type: 'list', class: 'open' }] },
};

/** Either generation: a mapping file with people beside sub-teams. */
function isOfficevibe({ preset }: SourceRules): boolean {
  return preset === 'officevibe' || preset === 'workleap';
}

/** The fields of a kind as a preset's files hold them: groups-mapping.csv has sub-teams beside people. */
export function fieldsOfPreset(source: SourceRules, kind: Kind, fields: readonly FieldRule[]): readonly FieldRule[] {
  if (!isOfficevibe(source) || kind !== 'memberships') return fields;
  const optional = fields.map((field) => (field.name === 'employee_id' ? { ...field, required: false } : field));
  return [...optional, { name: 'sub_team_id', type: 'text', class: 'open' }];
}

/** A row of groups-mapping.csv: who belongs to a group, or which group stands below another. */
export function isMapping(draft: Draft): boolean {
  return draft.kind === 'memberships' && isOfficevibe(draft.sheet.source);
}

/**
 * Takes groups-mapping.csv apart: sub-team rows become the `parent_id` of teams, the others memberships.
 * Manager and member of one group may stand on one row or on two; both are one membership.
 */
export function arrangeMappings(drafts: readonly Draft[]): {
  readonly drafts: readonly Draft[];
  readonly findings: readonly Finding[];
  readonly incomplete: readonly Incomplete[];
} {
  if (!drafts.some(isMapping)) return { drafts, findings: [], incomplete: [] };
  const findings: Finding[] = [];
  const incomplete: Incomplete[] = [];
  const refuseRow = (draft: Draft, field: string, problem: Problem): void => {
    findings.push(recordError(draft, field, problem));
    incomplete.push({ source: draft.source, kind: draft.kind, reason: problem.message, place: rowPlace(draft) });
  };
  const memberships = new Map<string, Draft>();
  const parents = new Map<string, Draft>();
  const sources = new Set<string>();
  for (const draft of drafts.filter(isMapping)) {
    sources.add(draft.source);
    const { sub_team_id: subTeam = null, employee_id: employee = null, ...fields } = draft.fields;
    if (subTeam !== null && employee !== null) refuseRow(draft, 'sub_team_id', userAndSubTeam);
    else if (subTeam === null && employee === null) refuseRow(draft, 'employee_id', neither);
    else if (subTeam !== null) {
      const name = `${draft.source}/${subTeam}`;
      const earlier = parents.get(name);
      if (earlier && earlier.fields.team_id !== fields.team_id) {
        const finding = recordError(draft, 'team_id', twoParents, [placeOf(earlier, 'team_id')]);
        findings.push({ ...finding, kind: 'teams', key: String(subTeam) });
      }
      parents.set(name, draft);
    } else {
      const earlier = memberships.get(draft.key)?.fields;
      const member = fields.member === true || earlier?.member === true;
      const manager = fields.manager === true || earlier?.manager === true;
      const isRead = 'member' in fields && 'manager' in fields;
      if (isRead && !member && !manager) findings.push(recordError(draft, 'member', nobody));
      memberships.set(draft.key, {
        ...draft,
        fields: { ...fields, employee_id: employee, ...(isRead && { member, manager }) },
      });
    }
  }
  const others = drafts.filter((draft) => !isMapping(draft));
  const teams = others.map((draft) => withParent(draft, parents, sources));
  return { drafts: [...teams, ...memberships.values()], findings, incomplete };
}

/** The fields that a preset's file leads to, where they are not simply its columns. */
export function fieldsFromPreset(sheet: Sheet, siblings: readonly Sheet[]): readonly string[] {
  const fields = [...sheet.columns.keys()];
  if (!isOfficevibe(sheet.source)) return fields;
  const hasMappings = siblings.some((other) => other.kind === 'memberships' && other.isKeyed);
  if (sheet.kind === 'teams' && hasMappings) return [...new Set([...fields, 'parent_id'])];
  return fields.filter((field) => field !== 'sub_team_id');
}

/** Once the mapping is read, a team that stands below none has no parent: that is known, not unknown. */
function withParent(draft: Draft, parents: ReadonlyMap<string, Draft>, sources: ReadonlySet<string>): Draft {
  if (draft.kind !== 'teams' || !isOfficevibe(draft.sheet.source) || !sources.has(draft.source)) return draft;
  const parent = parents.get(`${draft.source}/${draft.key}`)?.fields.team_id ?? null;
  return { ...draft, fields: { ...draft.fields, parent_id: parent } };
}

const userAndSubTeam = {
  code: 'user-and-sub-team',
  message: 'the row names a user and a sub-group at once',
  next: 'Write two rows: one for the user, one for the sub-group.',
};
const neither = {
  code: 'empty-mapping',
  message: 'the row names neither a user nor a sub-group',
  next: 'Fill in userId or subGroupId, or remove the row.',
};
const nobody = {
  code: 'neither-member-nor-manager',
  message: 'isMember and isManager are both FALSE',
  next: 'Set one of the two to TRUE, or remove the row.',
};
const twoParents = {
  code: 'two-parents',
  message: 'this sub-group stands below two groups',
  next: 'Keep one of the two rows.',
};
