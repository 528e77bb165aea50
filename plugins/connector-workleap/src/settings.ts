import { z } from 'zod';
import { RollcallError, type SettingDeclaration, type Value } from '../../../src/contract/index.ts';
import { assumptions } from './assumptions.ts';

/** What `with:` holds for this connector, in types. */
export interface Settings {
  readonly provisioning: 'json' | 'csv';
  readonly leaveBy: 'call' | 'absence';
  readonly publicPath: string;
  readonly officevibePath: string;
  readonly automaticInvite: boolean;
  readonly teamsChecked: boolean;
  /** E-mails in lower case. */
  readonly administrators: ReadonlySet<string>;
  /** Property → its options, or null when any value goes (a number, a date). */
  readonly properties: ReadonlyMap<string, ReadonlySet<string> | null>;
  readonly ruleTeams: ReadonlySet<string>;
  /** Most changes of people and of teams in one sync; undefined where nobody stated it. */
  readonly riskUsers?: number;
  readonly riskTeams?: number;
  readonly aboveRisk: 'stop' | 'push';
  readonly pageSize: number;
}

const path = '(/[A-Za-z0-9._~-]+)+';

/** The settings of the data sheet, as rollcall.yaml writes them under `with:`. */
export const settingDeclarations: readonly SettingDeclaration[] = [
  {
    name: 'account',
    type: 'text',
    class: 'open',
    required: true,
    description: 'Your own name for the Workleap account, such as the company. Keep it when the key changes.',
  },
  {
    name: 'provisioning',
    type: 'text',
    class: 'open',
    default: 'json',
    options: ['json', 'csv'],
    description: 'In which form the organisation is pushed.',
  },
  {
    name: 'leave_by',
    type: 'text',
    class: 'open',
    default: 'call',
    options: ['call', 'absence'],
    description:
      'How somebody is switched off: by a call at once, or by being left out of one push. Either way they go along in the pushes after.',
  },
  {
    name: 'automatic_invite',
    type: 'boolean',
    class: 'open',
    default: false,
    description:
      'What the switch Automatic Invite in Workleap says; it cannot be read. With true, newcomers need "invite" under allow.',
  },
  {
    name: 'teams_checked',
    type: 'boolean',
    class: 'open',
    default: false,
    description:
      'Set to true once somebody has compared the teams in Workleap with the files. The first push needs it: teams cannot be read, and one that is not named is removed.',
  },
  {
    name: 'administrators',
    type: 'list',
    class: 'personal',
    default: [],
    description: 'E-mails of administrators and executives who need not be in the files; absence does not touch them.',
  },
  {
    name: 'properties',
    type: 'map',
    class: 'open',
    default: {},
    description: 'Properties that exist in Workleap, letter for letter, each with its options, or empty for any value.',
  },
  {
    name: 'rule_teams',
    type: 'list',
    class: 'open',
    default: [],
    description: 'Names of the rule-based teams (made from segments), which provisioning leaves alone.',
  },
  {
    name: 'risk_users',
    type: 'number',
    class: 'open',
    description: 'The risk threshold of users in Workleap: most automatic changes of people in one sync.',
  },
  {
    name: 'risk_teams',
    type: 'number',
    class: 'open',
    description: 'The risk threshold of teams in Workleap: most automatic changes of teams in one sync.',
  },
  {
    name: 'above_risk',
    type: 'text',
    class: 'open',
    default: 'stop',
    options: ['stop', 'push'],
    description: 'What to do with a sync above a threshold: not push it, or push it and let an administrator approve.',
  },
  {
    name: 'page_size',
    type: 'number',
    class: 'open',
    default: 10_000,
    description: 'How many people to ask for at once; more than there are.',
  },
  {
    name: 'public_path',
    type: 'text',
    class: 'open',
    default: '/public',
    pattern: path,
    description: 'Where the public API lies under api.workleap.com. The vendor warns that old paths stop working.',
  },
  {
    name: 'officevibe_path',
    type: 'text',
    class: 'open',
    default: '/officevibe',
    pattern: path,
    description: 'Where the data of Officevibe lies under api.workleap.com.',
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
const count = z.int().nonnegative().nullish();

const schema = z.object({
  provisioning: z.enum(['json', 'csv']).default('json'),
  leave_by: z.enum(['call', 'absence']).default('call'),
  automatic_invite: z.boolean().default(false),
  teams_checked: z.boolean().default(false),
  administrators: z.array(z.string()).default([]),
  properties: z.record(z.string(), z.array(text).nullable()).default({}),
  rule_teams: z.array(text).default([]),
  risk_users: count,
  risk_teams: count,
  above_risk: z.enum(['stop', 'push']).default('stop'),
  page_size: z.int().positive().default(10_000),
  public_path: z.string().default('/public'),
  officevibe_path: z.string().default('/officevibe'),
});

/** @throws RollcallError `CONFIG_INVALID` naming the setting, never its value. */
export function readSettings(settings: Readonly<Record<string, Value>>): Settings {
  const parsed = schema.safeParse(settings);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => issue.path.slice(0, 1).join('')).filter(Boolean);
    throw new RollcallError(
      'CONFIG_INVALID',
      `The setting ${[...new Set(wrong)].join(', ')} of Workleap cannot be read.`,
    );
  }
  const { data } = parsed;
  return {
    provisioning: data.provisioning,
    leaveBy: data.leave_by,
    publicPath: data.public_path,
    officevibePath: data.officevibe_path,
    automaticInvite: data.automatic_invite,
    teamsChecked: data.teams_checked,
    administrators: new Set(data.administrators.map((email) => email.trim().toLowerCase())),
    properties: new Map(
      Object.entries(data.properties).map(([name, options]) => [name, options?.length ? new Set(options) : null]),
    ),
    ruleTeams: new Set(data.rule_teams),
    ...(typeof data.risk_users === 'number' && { riskUsers: data.risk_users }),
    ...(typeof data.risk_teams === 'number' && { riskTeams: data.risk_teams }),
    aboveRisk: data.above_risk,
    pageSize: data.page_size,
  };
}
