import type { DesiredRecord, SeedRecord, Value } from '../../../../src/contract/index.ts';
import { type Named, nextId, type State } from './state.ts';

/** What a rehearsal is told of an account. */
export interface Seed {
  readonly live: readonly SeedRecord[];
  readonly desired: readonly DesiredRecord[];
  /** Label or id of the attribute with our number. */
  readonly personnelNumber: string | undefined;
}

/** A name with its id where that is known, and with a new one otherwise. */
export function addName(state: State, list: Named[], name: Value | undefined, id?: Value): void {
  if (typeof name !== 'string' || name === '' || list.some((one) => one.name === name)) return;
  list.push({ id: typeof id === 'string' ? id : nextId(state), name });
}

export function textOf(value: Value | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
