import type { Fields, Finding, Value } from '../../contract/index.ts';
import type { Expression } from '../expression/expression.ts';
import { isEmpty } from '../normal.ts';
import type { Describe } from './judge-fields.ts';
import type { MappedField, MappedKind } from './mapping.ts';

/** The values of all mapped fields that can be computed; what cannot is left out, and said. `defaulted` names those of `defaults:`. */
export function evaluateFields(
  kind: MappedKind,
  environment: Readonly<Record<string, unknown>>,
  describe: Describe,
  blank: 'clear' | 'keep',
): { fields: Fields; defaulted: readonly string[]; findings: readonly Finding[] } {
  const fields: Record<string, Value> = {};
  const defaulted: string[] = [];
  const findings: Finding[] = [];
  for (const field of kind.fields) {
    const result = evaluateField(field, environment);
    if ('failed' in result) {
      const { name } = field.declaration;
      findings.push(
        describe(
          'mapping-failed',
          `The value of ${name} could not be computed: ${result.failed}.`,
          `Correct the mapping of ${name} in rollcall.yaml, or the row.`,
          { field: name },
        ),
      );
    } else if ('value' in result && !(isEmpty(result.value) && isKept(field, kind, blank))) {
      fields[field.declaration.name] = result.value;
      if (result.isDefault) defaulted.push(field.declaration.name);
    }
  }
  return { fields, defaulted, findings };
}

/** Whether an empty value of the field leaves alone what stands in the system. A key that is empty is never unknown. */
function isKept({ declaration }: MappedField, kind: MappedKind, blank: 'clear' | 'keep'): boolean {
  if (declaration.name === kind.declaration.identity.key || declaration.required) return false;
  return blank === 'keep' || declaration.blank === 'keep';
}

function evaluateField(
  field: MappedField,
  environment: Readonly<Record<string, unknown>>,
):
  | Exclude<ReturnType<Expression['evaluate']>, { value: Value }>
  | { readonly value: Value; readonly isDefault: boolean } {
  const result = field.expression.evaluate(environment);
  const useFallback = field.fallback && (('value' in result && isEmpty(result.value)) || 'unknown' in result);
  const settled = useFallback && field.fallback ? field.fallback.evaluate(environment) : result;
  if (!('value' in settled)) return settled;
  const value = ofType(settled.value, field.declaration.type);
  return { value, isDefault: settled !== result && !isEmpty(value) };
}

/** A number mapped to a text field is written as text; nothing else is bent. */
export function ofType(value: Value, type: MappedField['declaration']['type']): Value {
  if (type === 'text' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if (type === 'list' && Array.isArray(value)) return value.filter((item: Value) => !isEmpty(item));
  return value;
}
