import type { Kind, LiveRecord } from '../../contract/index.ts';
import type { MappedRecord } from '../map/map.ts';
import type { MappedKind, Mapping } from '../map/mapping.ts';
import { areEqual } from '../normal.ts';
import { type Base, isSameVersion } from './base.ts';
import type { LiveState } from './decide.ts';
import { type Live, liveState } from './live.ts';

interface Seen {
  readonly mapping: Mapping;
  readonly live: Live;
  readonly matched: ReadonlyMap<string, LiveRecord>;
}

/**
 * Base with what a system took to work on counted as applied, where nothing that was read since says otherwise: somebody
 * is there (or gone) as was accepted, and every field that is given back equals what was sent. What cannot be read at all
 * is believed, since nothing will ever tell; what is contradicted stays in doubt and is planned again.
 */
export function believeAccepted(base: Base, seen: Seen): Base {
  if (base.accepted.size === 0) return base;
  const records = new Map(base.records);
  const exceptions = new Map(base.exceptions);
  const tried = new Map(base.tried);
  for (const [name, { at, version }] of base.accepted) {
    const kind = seen.mapping.kinds.find((one) => name.startsWith(`${one.declaration.kind}/`));
    // A later run that did not end may have written something else.
    if (!kind || !isSameVersion(base.tried.get(name)?.at(-1), version, seen.mapping)) continue;
    if (version && version.state !== 'active' && version.state !== 'inactive') continue;
    if (isContradicted(name, version, kind, seen)) continue;
    if (version) records.set(name, version);
    else records.delete(name);
    exceptions.set(name, at);
    tried.delete(name);
  }
  return { ...base, records, exceptions, tried };
}

/** Whether the ledger still has as accepted what is believed by now. */
export function isSettled(base: Base): boolean {
  return unprovenRecords(base).length > 0;
}

/** What is counted as applied for want of a word against it. */
export function unprovenRecords(base: Base): readonly { readonly kind: Kind; readonly key: string }[] {
  const names = [...base.accepted.keys()].filter((name) => !base.tried.has(name));
  return names.map((name) => {
    const slash = name.indexOf('/');
    // A record's name begins with its kind.
    return { kind: name.slice(0, slash) as Kind, key: name.slice(slash + 1) };
  });
}

function isContradicted(
  name: string,
  version: MappedRecord | undefined,
  { fields }: MappedKind,
  { mapping, live, matched }: Seen,
): boolean {
  const record = matched.get(name);
  const isWanted = version?.state === 'active';
  if (!statesThatFit(isWanted).includes(liveState(name, record, live, mapping))) return true;
  if (!isWanted || !record) return false;
  return fields.some(({ declaration }) => {
    const [sent, read] = [version.fields[declaration.name], record.fields[declaration.name]];
    if (declaration.readable === false || sent === undefined || read === undefined) return false;
    return !areEqual(sent, read, declaration);
  });
}

function statesThatFit(isWanted: boolean): readonly LiveState[] {
  return isWanted ? ['active', 'present', 'unknown'] : ['inactive', 'present', 'absent', 'unknown'];
}
