import type { MappedKind } from '../map/mapping.ts';
import type { SystemState } from './state.ts';

/**
 * Whether a record lies in a closed period: older than the setting of its kind says, as git has it now, or as it was
 * last applied where git has it no more. Then nothing follows, whatever is there or not.
 */
export function isClosed(name: string, { declaration }: MappedKind, state: SystemState): boolean {
  const { window } = declaration;
  if (!window) return false;
  const days = state.settings[window.setting];
  const record = state.desired.get(name) ?? state.base.records.get(name);
  const date = record?.fields[window.field];
  if (typeof days !== 'number' || typeof date !== 'string') return false;
  return Date.parse(state.today) - Date.parse(date) > days * 86_400_000;
}
