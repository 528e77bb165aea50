import { type Kind, kinds } from '../../contract/index.ts';
import { presetFields } from '../../engine/check/presets.ts';
import { recordVariables } from '../../engine/expression/variables.ts';
import { builtInFields, type FieldRule, type FieldRules } from '../../engine/fields.ts';
import { keysOf, type PartReader } from './config-parts.ts';
import { type FieldsConfig, fieldDefaults, fieldsSchema, presetSchema } from './config-schema.ts';

/**
 * The built-in fields with those of presets and of `fields:` added. A built-in one may get a class, a pattern, options or `required`
 * of its own, never another type. Undefined when the section cannot be read.
 */
export function readFieldRules(reader: PartReader): FieldRules | undefined {
  const stated = reader.part(fieldsSchema.default({}), ['fields']);
  if (stated === undefined) return undefined;
  const used = keysOf(reader.document, ['sources']).flatMap(
    (name) => reader.part(presetSchema.optional(), ['sources', name, 'preset']) ?? [],
  );
  const entries = kinds.map((kind) => {
    const builtIn = [...builtInFields[kind], ...presetFields(used, kind)];
    return [kind, mergeFields(kind, builtIn, stated[kind] ?? {}, reader)] as const;
  });
  return Object.fromEntries(entries) as FieldRules;
}

/** Names that mean something else in an expression, or that every plain object has. */
const reserved = new Set([
  'constructor',
  ...['today', 'source', 'cel', 'true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for'],
  ...['function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while'],
]);

function mergeFields(
  kind: Kind,
  builtIn: readonly FieldRule[],
  stated: NonNullable<FieldsConfig[Kind]>,
  reader: PartReader,
): readonly FieldRule[] {
  for (const [name, rule] of Object.entries(stated)) {
    const path = ['fields', kind, name];
    const known = builtIn.find((field) => field.name === name);
    const isRecord = kind === 'employees' && recordVariables.some((record) => record === name);
    if (reserved.has(name) || isRecord) {
      reader.refuseKey(
        path,
        `"${name}" means something else in expressions and cannot name a field.`,
        'Choose another name.',
      );
    } else if (known && rule.type !== undefined && rule.type !== known.type) {
      reader.refuse(
        [...path, 'type'],
        `"${name}" is built in and holds a ${known.type}.`,
        'Remove the type or choose another name.',
      );
    }
  }
  const changed = builtIn.map((field) => ({ ...field, ...defined(stated[field.name]) }));
  const added = Object.entries(stated)
    .filter(([name]) => !builtIn.some((field) => field.name === name))
    .map(([name, rule]) => ({ name, ...fieldDefaults, ...defined(rule) }));
  return [...changed, ...added];
}

function defined(rule: NonNullable<FieldsConfig[Kind]>[string] | undefined): Partial<Omit<FieldRule, 'name'>> {
  return Object.fromEntries(Object.entries(rule ?? {}).filter(([, value]) => value !== undefined));
}
