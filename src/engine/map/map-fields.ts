import type { Fields, Finding, Value } from '../../contract/index.ts';
import type { Expression } from '../expression/expression.ts';
import { isEmpty } from '../normal.ts';
import type { Describe } from './judge-fields.ts';
import type { MappedField, MappedKind } from './mapping.ts';

/** The values of all mapped fields that can be computed; what cannot is left out, and said. */
export function evaluateFields(
  kind: MappedKind,
  environment: Readonly<Record<string, unknown>>,
  describe: Describe,
  blank: 'clear' | 'keep',
): { fields: Fields; findings: readonly Finding[] } {
  const fields: Record<string, Value> = {};
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
    }
  }
  return { fields, findings };
}

/** Whether an empty value of the field leaves alone what stands in the system. A key that is empty is never unknown. */
function isKept({ declaration }: MappedField, kind: MappedKind, blank: 'clear' | 'keep'): boolean {
  if (declaration.name === kind.declaration.identity.key || declaration.required) return false;
  return blank === 'keep' || declaration.blank === 'keep';
}

function evaluateField(
  field: MappedField,
  environment: Readonly<Record<string, unknown>>,
): ReturnType<Expression['evaluate']> {
  const result = field.expression.evaluate(environment);
  const useFallback = field.fallback && (('value' in result && isEmpty(result.value)) || 'unknown' in result);
  const settled = useFallback && field.fallback ? field.fallback.evaluate(environment) : result;
  return 'value' in settled ? { value: ofType(settled.value, field.declaration.type) } : settled;
}

/** A number mapped to a text field is written as text; nothing else is bent. */
export function ofType(value: Value, type: MappedField['declaration']['type']): Value {
  if (type === 'text' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if (type === 'list' && Array.isArray(value)) return value.filter((item: Value) => !isEmpty(item));
  return value;
}
