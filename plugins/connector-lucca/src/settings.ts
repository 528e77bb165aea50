import { z } from 'zod';
import { RollcallError, type SettingDeclaration, type Value } from '../../../src/contract/index.ts';
import { callsPerMinute, socialSecurityProperty } from './assumptions.ts';

/** How a value of the roster names a unit of the structure. */
export type UnitName = 'name' | 'code' | 'id';

/** What Lucca fills in by itself when it is left out, where the tenant has a default value (fact sheet §4). */
export const tenantDefaultFields = ['login', 'establishment', 'department', 'role', 'culture'] as const;

/** What `with:` holds for this connector, in types. */
export interface Settings {
  readonly keepsKey: boolean;
  readonly establishmentBy: UnitName;
  readonly departmentBy: UnitName;
  /** Field → what the tenant's default value is, in the words of the customer. */
  readonly tenantDefaults: ReadonlyMap<string, string>;
  /** Contract type in the roster → id of the type in Lucca. */
  readonly contractTypes: ReadonlyMap<string, number>;
  readonly socialSecurityProperty: string;
  /** Fields that the key may not read. */
  readonly unread: ReadonlySet<string>;
  readonly wrapsData: boolean;
  readonly notifies: boolean;
  readonly dpae: DpaeSettings | undefined;
}

/** What the customer has declared about the DPAE in Lucca. */
export interface DpaeSettings {
  readonly isFileAdapted: boolean;
  /** Establishment, as the roster names it, in lower case → its part of the DPAE configuration. */
  readonly establishments: ReadonlyMap<string, DpaeEstablishment>;
  /** Name of a datum (birthName) → custom field of Lucca that holds it (e_birthname), for `rollcall export`. */
  readonly customFields: ReadonlyMap<string, string>;
}

export interface DpaeEstablishment {
  readonly urssaf: string;
  readonly healthService: string;
  /** Default hour of new hires, HH:MM. */
  readonly startTime?: string;
}

const luccaHosts = [
  ...['ilucca.net', 'ilucca-test.net', 'ilucca-demo.net', 'ilucca.ch', 'ilucca-test.ch', 'ilucca-demo.ch'],
  ...['sandbox.eu1.luccasoftware.com', 'sandbox.eu2.luccasoftware.com', 'sandbox.ch1.luccasoftware.com'],
];

/** The settings of the data sheet, as rollcall.yaml writes them under `with:`. */
export const settingDeclarations: readonly SettingDeclaration[] = [
  {
    name: 'account',
    type: 'text',
    class: 'open',
    required: true,
    pattern: '[a-z0-9]([a-z0-9-]*[a-z0-9])?',
    description: 'First part of the address of the tenant: "example" for example.ilucca.net.',
  },
  {
    name: 'domain',
    type: 'text',
    class: 'open',
    default: 'ilucca.net',
    options: luccaHosts,
    description: 'Rest of the address; ilucca-test.net for the test tenant.',
  },
  {
    name: 'key',
    type: 'text',
    class: 'open',
    default: 'employee_number',
    options: ['employee_number', 'none'],
    description:
      'Where Lucca keeps the id of the files: as employee number, or nowhere; then people are known by e-mail.',
  },
  unitName('establishment_by', 'establishments'),
  unitName('department_by', 'departments'),
  {
    name: 'tenant_defaults',
    type: 'map',
    class: 'open',
    default: {},
    description: `What Lucca fills in by itself, as set in its HR file, which no key can read: ${tenantDefaultFields.join(', ')} → the default in your words.`,
  },
  {
    name: 'contract_types',
    type: 'map',
    class: 'open',
    default: {},
    description: 'Contract type in the files → number of the type in Lucca: { CDI: 1, CDD: 2 }.',
  },
  {
    name: 'social_security_property',
    type: 'text',
    class: 'open',
    default: socialSecurityProperty,
    pattern: '[A-Za-z][A-Za-z0-9_]*',
    description: "Lucca's property for the social-security number; a custom field works too.",
  },
  {
    name: 'unread',
    type: 'list',
    class: 'open',
    default: [],
    description: 'Fields that the key may not read; they are left out of every read and stay unknown.',
  },
  {
    name: 'dpae',
    type: 'map',
    class: 'open',
    default: {},
    description: 'What is set up in Lucca for the DPAE; without it the readiness of French hires is not checked.',
  },
  {
    name: 'wrap_data',
    type: 'boolean',
    class: 'open',
    default: false,
    description: 'Whether a user is sent inside {"data": …}, as the newest example of Lucca does.',
  },
  {
    name: 'notify',
    type: 'boolean',
    class: 'open',
    default: true,
    description: 'Whether Lucca may tell people of a change; false asks it not to, for a first load.',
  },
  {
    name: 'calls_per_minute',
    type: 'number',
    class: 'open',
    default: callsPerMinute,
    description: 'Calls a minute; Lucca takes 50 from all integrations of the tenant together.',
  },
];

const text = z.union([z.string(), z.number()]).transform(String);
const unit = z.enum(['name', 'code', 'id']).default('name');
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const dpae = z.strictObject({
  hr_file_adapted: z.boolean().default(false),
  establishments: z
    .record(z.string(), z.strictObject({ urssaf: text, health_service: text, start_time: hour.optional() }))
    .default({}),
  fields: z.record(z.string(), z.string().regex(/^e_\w+$/)).default({}),
});

const schema = z.object({
  key: z.enum(['employee_number', 'none']).default('employee_number'),
  establishment_by: unit,
  department_by: unit,
  tenant_defaults: z.partialRecord(z.enum(tenantDefaultFields), text).default({}),
  contract_types: z.record(z.string(), z.int().positive()).default({}),
  social_security_property: z.string().default(socialSecurityProperty),
  unread: z.array(z.string()).default([]),
  // Nothing under it is the same as none.
  dpae: z.preprocess((given) => (isNothing(given) ? undefined : given), dpae.optional()),
  wrap_data: z.boolean().default(false),
  notify: z.boolean().default(true),
});

/** @throws RollcallError `CONFIG_INVALID` naming the setting, never its value. */
export function readSettings(settings: Readonly<Record<string, Value>>): Settings {
  const parsed = schema.safeParse(settings);
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? '')).filter(Boolean));
    throw new RollcallError('CONFIG_INVALID', `The setting ${[...wrong].join(', ')} of Lucca cannot be read.`);
  }
  const { data } = parsed;
  return {
    keepsKey: data.key === 'employee_number',
    establishmentBy: data.establishment_by,
    departmentBy: data.department_by,
    tenantDefaults: new Map(Object.entries(data.tenant_defaults)),
    contractTypes: new Map(Object.entries(data.contract_types)),
    socialSecurityProperty: data.social_security_property,
    unread: new Set(data.unread),
    wrapsData: data.wrap_data,
    notifies: data.notify,
    dpae: data.dpae && readDpae(data.dpae),
  };
}

function isNothing(given: unknown): boolean {
  return typeof given === 'object' && given !== null && Object.keys(given).length === 0;
}

function readDpae(given: z.output<typeof dpae>): DpaeSettings {
  return {
    isFileAdapted: given.hr_file_adapted,
    establishments: new Map(
      Object.entries(given.establishments).map(([name, one]) => [
        name.trim().toLowerCase(),
        {
          urssaf: one.urssaf,
          healthService: one.health_service,
          ...(one.start_time !== undefined && { startTime: one.start_time }),
        },
      ]),
    ),
    customFields: new Map(Object.entries(given.fields)),
  };
}

function unitName(name: string, units: string): SettingDeclaration {
  return {
    name,
    type: 'text',
    class: 'open',
    default: 'name',
    options: ['name', 'code', 'id'],
    description: `How the files name ${units}: by name, code or number in Lucca.`,
  };
}
