import type { Match } from '../match/match.ts';
import type { Places } from '../places.ts';

/** All changes by number: those removed, then those changed from `changedFrom` on, then those added from `addedFrom` on. */
export interface ChangeList {
  readonly changedFrom: number;
  readonly addedFrom: number;
  /** All numbers. */
  readonly all: readonly number[];
  /** Bytes of the records of one change, at most. */
  readonly longest: number;
  /** Places by the number of the change; without bytes where a file has no record of it. */
  readonly inBase: Places;
  readonly inHead: Places;
}

export function listChanges({ removed, changed, added }: Match): ChangeList {
  const changedFrom = removed.bytes.length;
  const addedFrom = changedFrom + changed.base.bytes.length;
  const count = addedFrom + added.bytes.length;
  const inBase = placesOf(count, { from: 0, places: removed }, { from: changedFrom, places: changed.base });
  const inHead = placesOf(count, { from: changedFrom, places: changed.head }, { from: addedFrom, places: added });
  const all: number[] = [];
  let longest = 0;
  for (let number = 0; number < count; number += 1) {
    all.push(number);
    longest = Math.max(longest, (inBase.bytes[number] ?? 0) + (inHead.bytes[number] ?? 0));
  }
  return { changedFrom, addedFrom, all, longest, inBase, inHead };
}

function placesOf(count: number, ...parts: readonly { readonly from: number; readonly places: Places }[]): Places {
  const offsets = new Float64Array(count);
  const bytes = new Uint32Array(count);
  for (const { from, places } of parts) {
    offsets.set(places.offsets, from);
    bytes.set(places.bytes, from);
  }
  return { offsets, bytes };
}
