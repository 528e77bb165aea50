import { z } from 'zod';
import { fieldClasses, kinds, operations } from '../../contract/index.ts';
import { toDateFormat } from '../../engine/check/dates.ts';
import { presetNames } from '../../engine/check/preset.ts';

/** What a column has that `fields:` names without saying more. A built-in field keeps what it has. */
export const fieldDefaults = { type: 'text', class: 'secret' } as const;

/** Limits where rollcall.yaml states none. The stricter of a share and a count wins. */
export const limitDefaults = {
  leave: '5% | 10',
  create: '50%',
  update: '50%',
  delete: '5% | 5',
  column: '30%',
  remove_team: 1,
  invite: 10,
} as const;

const text = (description: string) => z.string().min(1, { error: 'it must not be empty' }).describe(description);
const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, {
  error: 'a name is made of letters, digits, "-", "_" and "." and starts with a letter or digit',
});
const fieldName = z.string().regex(/^[a-z][a-z0-9_]*$/, {
  error: 'a field name is made of lower-case letters, digits and "_" and starts with a letter',
});
const textOrList = (description: string) =>
  z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)], { error: 'it must be a path or a list of paths' })
    .describe(description);
const cell = z.union([z.string(), z.number(), z.boolean()], { error: 'it must be a text' });

/** The word for a preset. */
export const presetSchema = z.enum(presetNames).describe("The vendor's own files, read as they are from `dir`.");

export const sourceSchema = z
  .strictObject({
    preset: presetSchema.optional(),
    dir: text('Folder of the files of a preset.').optional(),
    employees: textOrList('CSV file of people; a path, a glob such as hr/*.csv, or a list.').optional(),
    teams: textOrList('CSV file of teams.').optional(),
    memberships: textOrList('CSV file that says who is in which team.').optional(),
    absences: textOrList('CSV file of absences.').optional(),
    attendances: textOrList('CSV file of attendances.').optional(),
    documents: textOrList('CSV file that lists documents.').optional(),
    key: text('Header of the column that identifies a person; it becomes `id`.').optional(),
    columns: z.record(z.string(), fieldName).default({}).describe('Header in the file → field of the roster.'),
    values: z
      .record(fieldName, z.record(z.string(), cell))
      .default({})
      .describe('Field → value in the file → value in the roster, so that all sources speak alike.'),
    dates: text('How dates are written, such as dd/MM/yyyy. Default: detected.')
      .refine((format) => toDateFormat(format) !== undefined, {
        error: 'a date format names yyyy, MM and dd once each, such as dd/MM/yyyy',
      })
      .optional(),
    decimal: z.enum([',', '.']).optional().describe('Decimal mark of numbers. Default: detected.'),
    encoding: z
      .enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'])
      .optional()
      .describe('Character encoding. Default: detected, and refused where that stays ambiguous.'),
    delimiter: z
      .enum([',', ';', '\t', '|', 'tab'])
      .optional()
      .describe('What separates cells; `tab` for a tabulator. Default: detected.'),
  })
  .describe("One named set of CSV files, usually one HR system's export.");

export const fieldSchema = z
  .strictObject({
    type: z
      .enum(['text', 'number', 'boolean', 'date', 'list'])
      .optional()
      .describe('What the column holds.')
      .meta({ default: fieldDefaults.type }),
    class: z
      .enum(fieldClasses)
      .optional()
      .describe('Who may see it: `open` values are shown in reviews, `personal` and `secret` ones never.')
      .meta({ default: fieldDefaults.class }),
    pattern: text('Regular expression that the whole text must match.')
      .refine(isPattern, { error: 'it is not a regular expression' })
      .optional(),
    options: z.array(z.string()).min(1).optional().describe('The only values it may have.'),
    required: z.boolean().optional().describe('Whether an empty cell is an error.'),
  })
  .describe('A column beyond the built-in ones, or a stricter rule for a built-in one.');

export const checkSchema = z
  .strictObject({
    assert: text('CEL expression over the record of an employee that must be true.'),
    message: text('What to tell when it is not.'),
    severity: z.enum(['error', 'warning']).default('error').describe('An error holds the record.'),
  })
  .describe('A rule of your own.');

const limit = (what: string, fallback: string | number) =>
  z
    .union([z.string(), z.number()], { error: 'it must be a count (10), a share (5%) or both ("5% | 10")' })
    .optional()
    .describe(`${what} A count (10), a share of what is ours (5%), or both ("5% | 10", the stricter wins).`)
    .meta({ default: fallback });

const expression = (description: string) => text(`${description} CEL over the record.`);
const mapping = z.record(
  z.string(),
  z.union([z.string(), z.null(), z.record(z.string(), z.union([z.string(), z.null()]))], {
    error: 'it must be an expression in quotes, or ~ to drop the field',
  }),
);

const missing = z.enum(['leave', 'hold', 'delete']);

export const systemSchema = z
  .strictObject({
    connector: text('Which connector to use, such as springest; `rollcall connectors` lists them.'),
    stage: z
      .enum(['test', 'production'])
      .default('production')
      .describe('The same credentials in a test and a production system are refused.'),
    after: text(
      'A test system of the same connector: this one is written only once that one was, in the same run and without a failure.',
    ).optional(),
    with: z
      .record(z.string(), z.json())
      .default({})
      .describe(`The connector's settings and credentials. A value \${NAME} is taken from the environment, here only.`),
    credentials: z
      .record(name, z.record(z.string(), z.string()))
      .optional()
      .describe('Kind or source → credentials for its records, where they differ from those under `with`.'),
    kinds: z
      .array(z.enum(kinds))
      .min(1)
      .optional()
      .describe('The kinds of record it takes; others are read only to find who is referred to. Default: all.'),
    endpoint: text("Loopback address of a simulator that stands in for the vendor's host.")
      .refine(isLoopback, {
        error: 'only a loopback address such as http://127.0.0.1:8001 may stand in for the vendor',
      })
      .optional(),
    account: text('Systems with the same word here share one account and its rate.').optional(),
    sources: z.array(z.string()).min(1).optional().describe('Names of the sources it takes. Default: all.'),
    only: expression('Who belongs in this system; whoever does not is missing here.').optional(),
    skip: expression('For whom nothing is done at all, in either direction.').optional(),
    active: expression(
      'Who is active there, beyond being employed; whoever is not is switched off. Default: what the connector declares.',
    ).optional(),
    fields: mapping
      .default({})
      .describe(
        "Connector's field → CEL expression, over its default mapping; ~ drops one. Other kinds go under their name.",
      ),
    defaults: mapping.default({}).describe("Connector's field → CEL expression used where the mapped value is empty."),
    operations: z
      .array(z.enum(operations))
      .default([...operations])
      .describe('What may be done there; [create] alone takes newcomers only, [] is read by "rollcall pull" alone.'),
    missing: z
      .union([missing, z.partialRecord(z.enum(kinds), missing)], {
        error: 'it must be leave, hold or delete, or a section that says so by kind',
      })
      .default('leave')
      .describe('What to do with a record that is gone from the roster, for all kinds or kind by kind.'),
    limits: z
      .object({
        leave: limit('Most people who may leave in one run.', limitDefaults.leave),
        create: limit('Most records that may be created.', limitDefaults.create),
        update: limit('Most records that may be updated.', limitDefaults.update),
        delete: limit('Most records that may be deleted.', limitDefaults.delete),
        column: limit('Most records in which one field may change.', limitDefaults.column),
        remove_team: limit('Most teams that may be removed.', limitDefaults.remove_team),
        invite: limit('Most people who may be invited.', limitDefaults.invite),
      })
      .catchall(z.union([z.string(), z.number()]))
      .default({})
      .describe('Caps that stop a plan before its first write. Words of `allow` may have one too.'),
    protect: z.array(z.string()).default([]).describe('Keys of people whom no plan may make leave, in quotes.'),
    allow: z
      .array(z.string())
      .default([])
      .describe('Irreversible things permitted by name: delete, remove_team, invite.'),
    when: z
      .enum(['push', 'daily', 'weekly', 'monthly'])
      .default('push')
      .describe('The rhythm; pushes in between leave changes pending.'),
    drift: z
      .enum(['report', 'correct'])
      .optional()
      .describe('What to do when the system moved and git did not. Default: what the connector declares.'),
    blank: z
      .enum(['clear', 'keep'])
      .default('clear')
      .describe('Whether an empty cell clears the value there or leaves it alone.'),
  })
  .describe('One configured account in an HR system.');

export const fieldsSchema = z
  .strictObject({
    employees: z.record(fieldName, fieldSchema).optional().describe('Columns of people.'),
    teams: z.record(fieldName, fieldSchema).optional().describe('Columns of teams.'),
    memberships: z.record(fieldName, fieldSchema).optional().describe('Columns of memberships.'),
    absences: z.record(fieldName, fieldSchema).optional().describe('Columns of absences.'),
    attendances: z.record(fieldName, fieldSchema).optional().describe('Columns of attendances.'),
    documents: z.record(fieldName, fieldSchema).optional().describe('Columns of documents.'),
  })
  .describe('Columns beyond the built-in ones.');

/** rollcall.yaml as written: the one source of its keys, its defaults and the JSON Schema for editors. */
export const configSchema = z
  .strictObject({
    version: z.literal(1).describe('Version of this format.'),
    timezone: z
      .string()
      .refine(isTimezone, { error: 'it is not a time zone such as Europe/Paris' })
      .default('UTC')
      .describe('Time zone that decides which day it is.'),
    language: z.enum(['en', 'fr', 'de', 'nl']).default('en').describe('Language of the review.'),
    sources: z
      .record(name, sourceSchema)
      .refine((sources) => Object.keys(sources).length > 0, { error: 'at least one source is needed' })
      .describe('Where the records come from, by name.'),
    teams: z
      .strictObject({
        from: fieldName.describe('Field of the employees that names their team.'),
        ids: text('CSV file with columns id,name that gives each team a stable id.').optional(),
      })
      .optional()
      .describe('Teams and memberships made from a column.'),
    fields: fieldsSchema.default({}),
    checks: z.array(checkSchema).default([]).describe('Rules of your own.'),
    systems: z.record(name, systemSchema).default({}).describe('The HR systems to keep in step, by name.'),
    require: z
      .enum(['approval'], { error: 'the only thing that can be required is "approval"' })
      .optional()
      .describe('approval: the Action refuses commits without a merged pull request that somebody else approved.'),
    notify: z
      .array(
        z.string().regex(/^@[A-Za-z0-9][A-Za-z0-9-]*(\/[A-Za-z0-9][A-Za-z0-9_.-]*)?$/, {
          error: 'write an account as "@name" or a team as "@organisation/team", in quotes',
        }),
      )
      .optional()
      .describe('Accounts and teams on GitHub that the Action tells when a run fails or is stopped.'),
  })
  .describe('Configuration of rollcall.');

export type SourceConfig = z.output<typeof sourceSchema>;
export type SystemConfig = z.output<typeof systemSchema>;
export type FieldsConfig = z.output<typeof fieldsSchema>;

/** The JSON Schema of rollcall.yaml for editors, as a plain object. */
export function configJsonSchema(): object {
  return { ...z.toJSONSchema(configSchema, { io: 'input' }), title: 'rollcall.yaml' };
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}

function isTimezone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  const local = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
  return protocol === 'http:' && local && username === '' && password === '';
}
