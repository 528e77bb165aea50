import type { Kind } from '../../contract/index.ts';
import { presetColumns } from '../check/presets.ts';
import { keyFields } from '../fields.ts';
import type { Mapping } from '../map/mapping.ts';
import type { Rules, SourceRules } from '../rules.ts';
import { pulledFields } from './pulled-fields.ts';

/**
 * The header of a file that is not there yet: the key, what the system gives, what `columns:` of the source asks for,
 * and for people a status, so that a leaver can be noted. Headers are those of the source, else the fields' names.
 */
export function newHeader(kind: Kind, source: SourceRules, mapping: Mapping, rules: Rules): readonly string[] {
  const declared = rules.fields[kind];
  const own = mapping.kinds.find(({ declaration }) => declaration.kind === kind);
  const pulled = own ? pulledFields(own, declared).pulled.map(({ rule }) => rule.name) : [];
  const wanted = new Set([
    ...keyFields[kind],
    ...pulled,
    ...Object.values(source.columns),
    ...(kind === 'employees' ? ['status', ...(rules.teams ? [rules.teams.from] : [])] : []),
  ]);
  const headers = headersOf(kind, source);
  return declared.filter(({ name }) => wanted.has(name)).map(({ name }) => headers.get(name) ?? name);
}

/** Field → header, as the source states it, or its preset. */
function headersOf(kind: Kind, source: SourceRules): ReadonlyMap<string, string> {
  const keyField = kind === 'employees' ? 'id' : 'employee_id';
  const named = [...Object.entries(presetColumns(source, kind)), ...Object.entries(source.columns)];
  const headers = new Map(named.map(([header, field]) => [field, header]));
  if (source.key !== undefined) headers.set(keyField, source.key);
  return headers;
}
