import { z } from 'zod';
import { type Connector, contractVersion, kinds, operations } from '../contract/index.ts';
import { checkDataSheet } from '../engine/data-sheet.ts';

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

const word = z.string().min(1);
const value = z.json();
const condition = z.strictObject({ setting: word, equals: value });
const kind = z.enum(kinds);
const method = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const work = z.custom((given) => typeof given === 'function', 'must be a function');

const setting = z.strictObject({
  name: word,
  type: z.enum(['text', 'number', 'boolean', 'list', 'map']),
  description: word,
  required: z.boolean().optional(),
  default: value.optional(),
  options: z.array(z.string()).optional(),
  pattern: z.string().refine(isPattern, 'is no regular expression').optional(),
});

const credential = z.strictObject({
  name: word,
  description: word,
  in: z.enum(['query', 'header']),
  parameter: word,
  prefix: z.string().optional(),
});

const operation = z.strictObject({ reversible: z.boolean(), needs: word.optional(), when: condition.optional() });

const field = z.strictObject({
  name: word,
  type: z.enum(['text', 'number', 'boolean', 'date', 'list']),
  class: z.enum(['open', 'personal', 'secret']).optional(),
  from: word.optional(),
  writable: z.enum(['always', 'create', 'never']).optional(),
  required: z.boolean().optional(),
  options: z.array(z.string()).optional(),
  maxLength: z.int().positive().optional(),
  normal: z.array(z.enum(['trim', 'lowercase', 'set', 'empty-is-null'])).optional(),
  readable: z.boolean().optional(),
  reference: z.strictObject({ kind, by: word, path: word.optional() }).optional(),
});

const kindSchema = z.strictObject({
  kind,
  fields: z.array(field),
  identity: z.strictObject({ key: word, also: word.optional(), parts: z.array(kind).optional() }),
  list: z.enum(['counted', 'uncounted', 'by-key', 'none']),
  write: z.enum(['record', 'snapshot']),
  absence: z.enum(['nothing', 'deactivates', 'deletes']),
  operations: z.partialRecord(z.enum(operations), operation),
});

const connectorSchema = z.looseObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be a lower-case word'),
  title: word,
  version: z.string().regex(/^\d+\.\d+\.\d+/, 'must be a semantic version'),
  mapping: z.int(),
  experimental: word.optional(),
  settings: z.array(setting),
  credentials: z.array(credential),
  endpoint: z.string().startsWith('https://', 'must start with https://'),
  fingerprint: z.array(word),
  reads: z.array(z.strictObject({ method, path: z.string().startsWith('/'), query: z.array(word).optional() })),
  rate: z.strictObject({ calls: z.int().positive(), perMs: z.int().positive(), setting: word.optional() }).optional(),
  kinds: z.array(kindSchema).min(1),
  drift: z.enum(['report', 'correct']),
  effects: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be in kebab-case'),
      text: word,
      kind,
      operations: z.array(z.enum(operations)),
      field: word.optional(),
      when: condition.optional(),
      reversible: z.boolean(),
    }),
  ),
  check: work,
  read: work,
  write: work,
  simulator: work.optional(),
});

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}
