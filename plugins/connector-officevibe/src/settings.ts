import { z } from 'zod';
import { RollcallError, type SettingDeclaration, type Value } from '../../../src/contract/index.ts';
import { assumptions } from './assumptions.ts';

/** What `with:` holds for this connector, in types. */
export interface Settings {
  readonly syncManagerEmail: string;
  /** GUID that the later legacy form takes in place of the e-mail. */
  readonly syncAdmin?: string;
  readonly inviteNewUsers: boolean;
  /** Property → its options, or null when any value goes (a number, a date). */
  readonly properties: ReadonlyMap<string, ReadonlySet<string> | null>;
  readonly ruleTeams: ReadonlySet<string>;
  /** Team id → name in the app, for teams that are renamed while the app does not know their id yet. */
  readonly currentTeamNames: ReadonlyMap<string, string>;
  readonly checksGroupCounts: boolean;
}

/** The settings of the data sheet, as rollcall.yaml writes them under `with:`. */
export const settingDeclarations: readonly SettingDeclaration[] = [
  {
    name: 'account',
    type: 'text',
    class: 'open',
    required: true,
    description: 'Your own name for the Officevibe account, such as the company. Keep it when the key changes.',
  },
  {
    name: 'generation',
    type: 'text',
    class: 'open',
    default: 'legacy',
    options: ['legacy'],
    description:
      'Which of the two APIs: legacy is the Custom Integration (API v2). The other one is the connector workleap.',
  },
  {
    name: 'api_version',
    type: 'text',
    class: 'open',
    default: 'v2',
    pattern: 'v\\d+',
    description: 'Version in the address of the API. The vendor warns that older ones stop working.',
  },
  {
    name: 'sync_manager_email',
    type: 'text',
    class: 'personal',
    required: true,
    pattern: '[^@\\s]+@[^@\\s]+',
    description: 'E-mail of an administrator of the account, in whose name the sync runs.',
  },
  {
    name: 'sync_admin',
    type: 'text',
    class: 'personal',
    description: 'Id (GUID) of that administrator, for accounts whose specification asks for syncAdmin.',
  },
  {
    name: 'invite_new_users',
    type: 'boolean',
    class: 'open',
    default: false,
    description: 'Whether new people get an invitation by mail. Needs "invite" under allow.',
  },
  {
    name: 'properties',
    type: 'map',
    class: 'open',
    default: {},
    description: 'Properties that exist in the app, letter for letter, each with its options, or empty for any value.',
  },
  {
    name: 'rule_teams',
    type: 'list',
    class: 'open',
    default: [],
    description: 'Names of the rule-based teams (made from segments), which the integration leaves alone.',
  },
  {
    name: 'current_team_names',
    type: 'map',
    class: 'open',
    default: {},
    description: 'Team id → name in the app today, for a team renamed before the app knows its id. Two runs.',
  },
  {
    name: 'group_counts',
    type: 'text',
    class: 'open',
    default: 'check',
    options: ['check', 'ignore'],
    description: 'Whether memberships must add up to the counts the app gives for each team.',
  },
  {
    name: 'calls_per_minute',
    type: 'number',
    class: 'open',
    default: assumptions.callsPerMinute,
    description: 'Calls per minute; the vendor publishes no limit.',
  },
];

const text = z.union([z.string(), z.number()]).transform(String);

const schema = z.object({
  sync_manager_email: z.string(),
  sync_admin: z.string().nullish(),
  invite_new_users: z.boolean().default(false),
  properties: z.record(z.string(), z.array(text).nullable()).default({}),
  rule_teams: z.array(text).default([]),
  current_team_names: z.record(z.string(), text).default({}),
  group_counts: z.enum(['check', 'ignore']).default('check'),
});

/** @throws RollcallError `CONFIG_INVALID` naming the setting, never its value. */
export function readSettings(settings: Readonly<Record<string, Value>>): Settings {
  const parsed = schema.safeParse(settings);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => issue.path.slice(0, 1).join('')).filter(Boolean);
    throw new RollcallError(
      'CONFIG_INVALID',
      `The setting ${[...new Set(wrong)].join(', ')} of Officevibe cannot be read.`,
    );
  }
  const { data } = parsed;
  return {
    syncManagerEmail: data.sync_manager_email,
    ...(data.sync_admin ? { syncAdmin: data.sync_admin } : {}),
    inviteNewUsers: data.invite_new_users,
    properties: new Map(
      Object.entries(data.properties).map(([name, options]) => [name, options?.length ? new Set(options) : null]),
    ),
    ruleTeams: new Set(data.rule_teams),
    currentTeamNames: new Map(Object.entries(data.current_team_names)),
    checksGroupCounts: data.group_counts === 'check',
  };
}
