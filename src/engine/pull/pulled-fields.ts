import type { Value } from '../../contract/index.ts';
import { type FieldRule, keyFields } from '../fields.ts';
import { ofType } from '../map/map-fields.ts';
import type { MappedField, MappedKind } from '../map/mapping.ts';
import { areEqual, isEmpty } from '../normal.ts';

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
 * Looks at a system's mapping the other way round. `first_name` goes back into its column, and so does `member == true`;
 * anything else is computed. Keys are no field to pull: they say which record it is.
 */
export function pulledFields(
  kind: MappedKind,
  rules: readonly FieldRule[],
): { readonly pulled: readonly PulledField[]; readonly notPulled: readonly NotPulled[] } {
  const pulled: PulledField[] = [];
  const notPulled: NotPulled[] = [];
  const { identity, kind: name } = kind.declaration;
  for (const { declaration, expression } of kind.fields) {
    const column = columnOf(expression.source);
    const rule = rules.find((one) => one.name === column);
    const isKey = declaration.name === identity.key || (column !== undefined && keyFields[name].includes(column));
    if (isKey) continue;
    if (!rule) notPulled.push({ field: declaration.name, why: 'computed' });
    else if (declaration.readable === false) notPulled.push({ field: declaration.name, why: 'never-read' });
    else pulled.push({ declaration, expression, rule });
  }
  return { pulled, notPulled };
}

/** What a live value is in the roster; undefined where no roster value would be that in the system. */
export function toRosterValue(live: Value, { declaration, expression, rule }: PulledField): Value | undefined {
  const value = converted(live, rule);
  if (value === undefined) return undefined;
  const there = expression.evaluate({ [rule.name]: value });
  const isSame = 'value' in there && areEqual(ofType(there.value, declaration.type), live, declaration);
  return isSame ? value : undefined;
}

/** The roster field that an expression is, and nothing else. */
function columnOf(source: string): string | undefined {
  return /^\s*([A-Za-z_]\w*)\s*(?:==\s*true\s*)?$/.exec(source)?.[1];
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
