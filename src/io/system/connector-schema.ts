import { z } from 'zod';
import {
  type Connector,
  type CredentialDeclaration,
  contractVersion,
  type EffectDeclaration,
  type ExportDeclaration,
  type FieldDeclaration,
  fieldClasses,
  type KindDeclaration,
  kinds,
  type OperationDeclaration,
  operations,
  type QuotaDeclaration,
  type RateDeclaration,
  type ReadRoute,
  type ReferenceDeclaration,
  type SettingCondition,
  type SettingDeclaration,
  type WithheldDeclaration,
} from '../../contract/index.ts';
import { checkDataSheet } from '../../engine/data-sheet.ts';

/** A connector that can be used, or why it cannot: one sentence, without the plugin's name. */
export type ConnectorReading =
  | { readonly connector: Connector; readonly problem?: undefined }
  | { readonly problem: string };

/**
 * Judges what a plugin handed over: first the version of the contract, then the shape, then the data sheet.
 * The connector given back is the plugin's own object.
 */
export function readConnector(value: unknown): ConnectorReading {
  if (typeof value !== 'object' || value === null)
    return { problem: `gave ${describe(value)} where a connector belongs` };
  const contract = 'contract' in value ? value.contract : undefined;
  if (contract !== contractVersion) {
    const spoken = typeof contract === 'number' ? `contract version ${contract}` : 'no contract version';
    return { problem: `is made for ${spoken}; this rollcall speaks version ${contractVersion}` };
  }
  const shape = connectorSchema.safeParse(value);
  if (!shape.success) {
    const [issue] = shape.error.issues;
    const at = issue?.path.map(String).join('.') || 'the connector';
    return { problem: `has a data sheet that cannot be read: ${at}: ${issue?.message ?? 'wrong shape'}` };
  }
  // The schema mirrors the type; functions keep their own signatures, which no schema can see.
  const connector = value as Connector;
  const [problem] = checkDataSheet(connector);
  return problem === undefined ? { connector } : { problem: `"${connector.id}" has a wrong data sheet: ${problem}` };
}

function describe(value: unknown): string {
  return value === null ? 'null' : `a ${typeof value}`;
}

/** One schema for every key of a declaration: a key that the contract gains does not compile until it is judged here. */
type Parts<Declaration> = Readonly<Record<keyof Required<Declaration>, z.ZodType>>;

const word = z.string().min(1);
const method = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const value = z.json();
const kind = z.enum(kinds);
const fieldClass = z.enum(fieldClasses);
const work = z.custom((given) => typeof given === 'function', 'must be a function');
const path = z.string().regex(/^(\/|\{)/, 'must start with / or a setting in braces');
const kebab = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case words joined by -');
const condition = z.strictObject({ setting: word, equals: value } satisfies Parts<SettingCondition>);

const setting = z.strictObject({
  name: word,
  type: z.enum(['text', 'number', 'boolean', 'list', 'map']),
  description: word,
  required: z.boolean().optional(),
  default: value.optional(),
  options: z.array(z.string()).optional(),
  pattern: z.string().refine(isPattern, 'is no regular expression').optional(),
  class: fieldClass.optional(),
} satisfies Parts<SettingDeclaration>);

const credential = z.strictObject({
  name: word,
  description: word,
  in: z.enum(['query', 'header', 'authentication']),
  parameter: word,
  prefix: z.string().optional(),
} satisfies Parts<CredentialDeclaration>);

const operation = z.strictObject({
  reversible: z.boolean(),
  calls: z.number().positive().optional(),
  apart: z.array(z.strictObject({ fields: z.array(word), calls: z.number().positive() })).optional(),
  needs: word.optional(),
  when: condition.optional(),
} satisfies Parts<OperationDeclaration>);

const fieldParts = {
  name: word,
  type: z.enum(['text', 'number', 'boolean', 'date', 'list']),
  class: fieldClass.optional(),
  from: word.optional(),
  writable: z.enum(['always', 'create', 'never']).optional(),
  required: z.boolean().optional(),
  options: z.array(z.string()).optional(),
  maxLength: z.int().positive().optional(),
  guard: z.strictObject({ pastDays: z.int().nonnegative(), futureDays: z.int().nonnegative() }).optional(),
  normal: z.array(z.enum(['trim', 'lowercase', 'set', 'empty-is-null'])).optional(),
  readable: z.boolean().optional(),
  blank: z.literal('keep').optional(),
  reference: z
    .strictObject({
      kind,
      by: word,
      path: word.optional(),
      inactive: z.literal(true).optional(),
    } satisfies Parts<ReferenceDeclaration>)
    .optional(),
} satisfies Parts<FieldDeclaration>;

const kindSchema = z.strictObject({
  kind,
  fields: z.array(z.strictObject(fieldParts)),
  extraFields: z
    .strictObject({
      type: fieldParts.type.optional(),
      class: fieldParts.class,
      writable: fieldParts.writable,
      normal: fieldParts.normal,
      readable: fieldParts.readable,
    } satisfies Parts<KindDeclaration['extraFields']>)
    .optional(),
  active: word.optional(),
  identity: z.strictObject({
    key: word,
    also: z.union([word, z.array(word).min(1)]).optional(),
    parts: z.array(kind).optional(),
  } satisfies Parts<KindDeclaration['identity']>),
  window: z.strictObject({ field: word, setting: word }).optional(),
  list: z.enum(['counted', 'uncounted', 'by-key', 'none']),
  remoteIsPersonal: z.literal(true).optional(),
  write: z.enum(['record', 'snapshot']),
  absence: z.enum(['nothing', 'deactivates', 'deletes']),
  operations: z.partialRecord(z.enum(operations), operation),
} satisfies Parts<KindDeclaration>);

const effect = z.strictObject({
  id: kebab,
  text: word,
  kind,
  operations: z.array(z.enum(operations)),
  field: word.optional(),
  when: condition.optional(),
  reversible: z.boolean(),
} satisfies Parts<EffectDeclaration>);

const route = z.strictObject({
  method,
  path,
  query: z.array(word).optional(),
} satisfies Parts<ReadRoute>);

const rate = z.strictObject({
  calls: z.int().positive(),
  perMs: z.int().positive(),
  setting: word.optional(),
  route: z.strictObject({ method, path }).optional(),
} satisfies Parts<RateDeclaration>);

const quota = z.strictObject({
  remaining: word,
  perSecond: word.optional(),
  resetSeconds: word.optional(),
} satisfies Parts<QuotaDeclaration>);

const authentication = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('basic'), user: word, password: word, when: condition.optional() }),
  z.strictObject({
    type: z.literal('token'),
    path,
    form: z.record(z.string(), z.string()),
    when: condition.optional(),
  }),
]);

const exported = z.strictObject({
  name: kebab,
  description: word,
  columns: z.array(z.strictObject({ name: word, class: fieldClass })).min(1),
  options: z
    .array(
      z.strictObject({
        name: kebab,
        description: word,
        required: z.boolean().optional(),
        pattern: z.string().refine(isPattern, 'is no regular expression').optional(),
      }),
    )
    .optional(),
  about: kind.optional(),
  from: z.literal('desired').optional(),
} satisfies Parts<ExportDeclaration>);

const withheld = z.strictObject({ name: kebab, reason: word } satisfies Parts<WithheldDeclaration>);

const connectorSchema = z.strictObject({
  contract: z.literal(contractVersion),
  id: kebab,
  title: word,
  version: z.string().regex(/^\d+\.\d+\.\d+/, 'must be a semantic version'),
  mapping: z.int(),
  experimental: word.optional(),
  settings: z.array(setting),
  credentials: z.array(credential),
  authentication: z.array(authentication).optional(),
  endpoint: z.string().startsWith('https://', 'must start with https://'),
  fingerprint: z.array(word),
  reads: z.array(route),
  rates: z.array(rate).optional(),
  quota: quota.optional(),
  parallel: z.int().positive().optional(),
  kinds: z.array(kindSchema).min(1),
  drift: z.enum(['report', 'correct']),
  effects: z.array(effect),
  exports: z.array(exported).optional(),
  withheld: z.array(withheld).optional(),
  check: work,
  read: work,
  inspect: work.optional(),
  write: work,
  export: work.optional(),
  simulator: work.optional(),
} satisfies Parts<Connector>);

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}
