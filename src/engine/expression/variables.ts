import { type FieldClass, type Kind, strictest } from '../../contract/index.ts';
import type { FieldRules } from '../fields.ts';
import { classOf } from '../rules.ts';

/** Variables of an expression that hold another record of the same kind, or null. */
export const recordVariables = ['manager'] as const;

/**
 * The names an expression over a record of this kind may use: its fields, `today` (yyyy-mm-dd), `source`
 * (the source's name) and, for employees, `manager` (the manager's record or null, with a `manager` of its own).
 */
export function variablesOf(fields: FieldRules, kind: Kind): readonly string[] {
  const names = fields[kind].map((field) => field.name);
  const records = kind === 'employees' ? recordVariables : [];
  return [...new Set([...names, ...records, 'today', 'source'])];
}

/** True when `name` holds a record rather than a value, given all names in use. */
export function isRecordVariable(name: string, variables: readonly string[]): boolean {
  return recordVariables.some((record) => record === name) && variables.includes(`${name}_id`);
}

/**
 * The strictest class of what an expression reads; `open` when it reads nothing.
 * `manager` alone tells no more than `manager_id`; `today` and `source` are open.
 */
export function classOfReads(reads: readonly (readonly string[])[], fields: FieldRules, kind: Kind): FieldClass {
  const variables = variablesOf(fields, kind);
  return strictest(
    reads.map((path) => {
      const name = path.at(-1) ?? '';
      if (isRecordVariable(name, variables)) return classOf(fields, kind, `${name}_id`);
      if (path.length === 1 && (name === 'today' || name === 'source') && !fields[kind].some((f) => f.name === name)) {
        return 'open';
      }
      return classOf(fields, kind, name);
    }),
  );
}
