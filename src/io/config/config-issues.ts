import type { z } from 'zod';
import type { Finding } from '../../contract/index.ts';
import { suggestion } from '../../engine/expression/nearest.ts';
import { type ConfigDocument, configFinding, type Path } from './config-document.ts';
import { valueAt } from './config-parts.ts';

type Issue = z.core.$ZodIssue;

/** Turns what the schema refused into findings with a place, a sentence and the nearest word. */
export function describeIssues(
  issues: readonly Issue[],
  schema: z.ZodType,
  document: ConfigDocument,
): readonly Finding[] {
  return issues.flatMap((issue) => describeIssue(issue, schema, document));
}

function describeIssue(issue: Issue, schema: z.ZodType, document: ConfigDocument): readonly Finding[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol') as Path;
  const written = document.sourceOf(path);
  const tell = (message: string, next: string, place = document.placeOf(path)) => [configFinding(message, place, next)];
  const sectionPlace = document.placeOfKey(path.slice(0, -1));
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = keysAt(schema, path);
      return issue.keys.map((key) =>
        configFinding(
          `"${key}" is not a key of ${sectionName(path)}${suggestion(key, known)}.`,
          document.placeOfKey([...path, key]),
          `Use one of: ${known.join(', ')}.`,
        ),
      );
    }
    case 'invalid_key':
      return tell(
        `"${String(path.at(-1))}" cannot be used here: ${issue.issues[0]?.message ?? 'the name is not allowed'}.`,
        'Choose another name.',
        document.placeOfKey(path),
      );
    case 'invalid_value': {
      const options = issue.values.map((value) => JSON.stringify(value).replace(/^"(.*)"$/, '$1'));
      const near = written === undefined ? '' : suggestion(written, options);
      return tell(
        `${label(path)} ${isMissing(document, path) ? 'is missing' : `cannot be this${near}`}.`,
        `Use one of: ${options.join(', ')}.`,
      );
    }
    case 'invalid_type': {
      if (document.data === null) return tell('The file is empty.', 'Run "rollcall init --force" to propose one.');
      if (isMissing(document, path)) return tell(`${label(path)} is missing.`, `Add ${label(path)}.`, sectionPlace);
      return tell(
        `${label(path)} must be ${kindNames[issue.expected] ?? issue.expected}.`,
        nextFor(issue.expected, written, valueAt(document.data, path) === null),
      );
    }
    case 'invalid_union':
      return tell(`${label(path)} is refused: ${issue.message}.`, nextFor('string', written, false));
    case 'too_small':
      return tell(`${label(path)} must not be empty.`, 'Add a value or remove the key.');
    default:
      return tell(`${label(path)} is refused: ${issue.message}.`, 'Correct the value.');
  }
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a section with keys of its own',
  record: 'a section with keys of its own',
};

/** YAML takes `0042`, `true` and `~` for something other than text, and `yes` for text. */
function nextFor(expected: string, written: string | undefined, isEmpty: boolean): string {
  if (isEmpty && expected !== 'string') return 'Fill it in or remove the key.';
  if (expected === 'array' && written !== undefined) return `Write a list: [${written}].`;
  if (expected === 'boolean') return 'Write true or false, without quotes.';
  if (expected === 'number') return 'Write a number, without quotes.';
  if (expected !== 'string' || written === undefined || written === '') return 'Correct the value.';
  return `Put it in quotes: '${written.replaceAll("'", "''")}'.`;
}

function label(path: Path): string {
  const steps = path.map((step) => (typeof step === 'number' ? `item ${step + 1}` : step));
  return steps.length === 0 ? 'The file' : `"${steps.join(' › ')}"`;
}

function sectionName(path: Path): string {
  return path.length === 0 ? 'the file' : label(path);
}

function isMissing(document: ConfigDocument, path: Path): boolean {
  return valueAt(document.data, path) === undefined;
}

/** The keys that the schema knows at a path. */
function keysAt(schema: z.ZodType, path: Path): readonly string[] {
  let at: z.core.$ZodTypeDef & Readonly<Record<string, unknown>> = definition(schema);
  for (const step of path) {
    if (at.type === 'object') at = definition((at.shape as Readonly<Record<string, unknown>>)[step]);
    else if (at.type === 'record') at = definition(at.valueType);
    else if (at.type === 'array') at = definition(at.element);
    else return [];
  }
  return at.type === 'object' ? Object.keys(at.shape as object) : [];
}

function definition(schema: unknown): z.core.$ZodTypeDef & Readonly<Record<string, unknown>> {
  const { def } = schema as { readonly def: z.core.$ZodTypeDef & Readonly<Record<string, unknown>> };
  return def.type === 'optional' || def.type === 'default' ? definition(def.innerType) : def;
}
