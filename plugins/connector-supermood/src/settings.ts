import type { Context, SettingDeclaration } from '../../../src/contract/index.ts';
import { defaultPaths } from './adapter.ts';
import { assumedCallsPerSecond, assumedLanguages } from './assumptions.ts';

/** What `with:` holds for this connector, in types. */
export interface Settings {
  readonly employeesPath: string;
  readonly filtersPath: string;
  /** Whether the personal identifier goes along, or people are told apart by their e-mail alone. */
  readonly identifyBy: 'personal_identifier' | 'email';
  readonly languages: ReadonlySet<string>;
}

const pathPattern = '(/[A-Za-z0-9._~-]+)+';

/** The settings of the data sheet, as rollcall.yaml writes them under `with:`. */
export const settingDeclarations: readonly SettingDeclaration[] = [
  {
    name: 'account',
    type: 'text',
    class: 'open',
    required: true,
    description: 'Your own name for the Supermood account; the test account and the main one need different names.',
  },
  {
    name: 'host',
    type: 'text',
    class: 'open',
    pattern: '[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+',
    description:
      'Host of the API, from the description that your account manager hands out. Only the import file can do without.',
  },
  {
    name: 'auth',
    type: 'text',
    class: 'open',
    default: 'basic',
    options: ['basic', 'token'],
    description: 'How the service account signs in: with every call (basic), or for a token first.',
  },
  path('employees_path', defaultPaths.employees, 'Path of the list of coworkers.'),
  path('filters_path', defaultPaths.filters, 'Path of the list of analysis filters.'),
  path('token_path', defaultPaths.token, 'Path that gives a token, for "auth: token".'),
  {
    name: 'identify_by',
    type: 'text',
    class: 'open',
    default: 'personal_identifier',
    options: ['personal_identifier', 'email'],
    description: 'email: the personal identifier is neither sent nor read, and people are known by their e-mail alone.',
  },
  {
    name: 'languages',
    type: 'list',
    class: 'open',
    default: [...assumedLanguages],
    description: 'Codes of the languages in which the account has surveys.',
  },
  {
    name: 'calls_per_second',
    type: 'number',
    class: 'open',
    default: assumedCallsPerSecond,
    description: 'How many calls a second are made at most.',
  },
];

export function readSettings({ settings }: Pick<Context, 'settings'>): Settings {
  const { employees_path, filters_path, identify_by, languages } = settings;
  return {
    employeesPath: typeof employees_path === 'string' ? employees_path : defaultPaths.employees,
    filtersPath: typeof filters_path === 'string' ? filters_path : defaultPaths.filters,
    identifyBy: identify_by === 'email' ? 'email' : 'personal_identifier',
    languages: new Set(Array.isArray(languages) ? languages.map(String) : assumedLanguages),
  };
}

function path(name: string, fallback: string, description: string): SettingDeclaration {
  return { name, type: 'text', class: 'open', default: fallback, pattern: pathPattern, description };
}
