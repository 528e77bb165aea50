import type { Value } from '../../contract/index.ts';
import type { Expression } from '../expression/expression.ts';
import { type FieldRule, keyFields } from '../fields.ts';
import { ofType } from '../map/map-fields.ts';
import type { MappedField, MappedKind } from '../map/mapping.ts';
import { areEqual, isEmpty } from '../normal.ts';
import { isWritable } from '../plan/compare-fields.ts';

/** A field of a system behind which stands one field of the roster, so that its value can be written there. */
export interface PulledField extends Pick<MappedField, 'declaration' | 'expression'> {
  readonly rule: FieldRule;
}

/** Why a managed field cannot be pulled: made of several fields, or never given back by the system. */
export interface NotPulled {
  readonly field: string;
  readonly why: 'computed' | 'never-read';
}

/**
 * Looks at a system's mapping the other way round. `first_name` goes back into its column, and so does what is made of
 * one column with few values: `member == true`, a gender in the system's words. Anything else is computed. Keys are no
 * field to pull: they say which record it is. Of several fields that share a column, those that are kept in step count.
 */
export function pulledFields(
  kind: MappedKind,
  rules: readonly FieldRule[],
): { readonly pulled: readonly PulledField[]; readonly notPulled: readonly NotPulled[] } {
  const pulled: PulledField[] = [];
  const notPulled: NotPulled[] = [];
  const { identity, kind: name } = kind.declaration;
  for (const { declaration, expression } of kind.fields) {
    const column = columnOf(expression);
    const rule = rules.find((one) => one.name === column && isReversible(expression, one));
    const isKey = declaration.name === identity.key || (column !== undefined && keyFields[name].includes(column));
    if (isKey) continue;
    if (!rule) notPulled.push({ field: declaration.name, why: 'computed' });
    else if (declaration.readable === false) notPulled.push({ field: declaration.name, why: 'never-read' });
    else pulled.push({ declaration, expression, rule });
  }
  const leading = new Set(pulled.filter((field) => isWritable(field, true)).map(({ rule }) => rule.name));
  return { pulled: pulled.filter((field) => isWritable(field, true) || !leading.has(field.rule.name)), notPulled };
}

/** What a live value is in the roster; undefined where no roster value would be that in the system. */
export function toRosterValue(live: Value, { declaration, expression, rule }: PulledField): Value | undefined {
  return candidates(live, rule).find((value) => {
    const there = expression.evaluate({ [rule.name]: value });
    return 'value' in there && areEqual(ofType(there.value, declaration.type), live, declaration);
  });
}

/** The one roster field that an expression is made of. */
function columnOf({ reads }: Expression): string | undefined {
  const [path, ...others] = reads;
  return path?.length === 1 && others.length === 0 ? path[0] : undefined;
}

/** The column itself, or made of one whose values can be tried one by one. */
function isReversible({ source }: Expression, { name, options, type }: FieldRule): boolean {
  return source.trim() === name || options !== undefined || type === 'boolean';
}

/** Roster values that may be meant by a live one, the likeliest first. */
function candidates(live: Value, rule: FieldRule): readonly Value[] {
  const value = converted(live, rule);
  const isAllowed = value !== undefined && (value === null || rule.options?.includes(String(value)) !== false);
  const few = [...(rule.options ?? []), ...(rule.type === 'boolean' ? [true, false] : [])];
  return [...(isAllowed ? [value] : []), ...(few.length > 0 ? [null, ...few] : [])];
}

function converted(live: Value, { type }: FieldRule): Value | undefined {
  if (isEmpty(live)) return null;
  switch (type) {
    case 'text':
      if (typeof live === 'object') return undefined;
      return String(live).trim().normalize('NFC');
    case 'number':
      return typeof live === 'string' && /^-?\d+(\.\d+)?$/.test(live) ? Number(live) : live;
    case 'list':
      return Array.isArray(live) ? live : [live];
    case 'date':
    case 'boolean':
      return live;
  }
}
