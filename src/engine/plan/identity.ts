import type { Finding, KindDeclaration } from '../../contract/index.ts';
import type { MappedRecord, MappedRoster } from '../map/map.ts';
import type { Mapping } from '../map/mapping.ts';
import { isEmpty } from '../normal.ts';
import type { Base } from './base.ts';
import { identityText, identityWords } from './second-identity.ts';

export interface Identities {
  /** Records whose id seems to have changed without saying so: held, both the old and the new one. */
  readonly blocked: ReadonlyMap<string, readonly Finding[]>;
  /** Newcomers who get a leaver's address, with the name of the leaver they wait for. */
  readonly handedOver: ReadonlyMap<string, string>;
}

/**
 * Looks for newcomers with the address (or team name) of somebody who goes. The same person under a new id is a finding,
 * because a join and a leave would lose their history; another person waits until the leaver is off.
 */
export function compareIdentities(desired: MappedRoster, base: Base, mapping: Mapping): Identities {
  const blocked = new Map<string, readonly Finding[]>();
  const handedOver = new Map<string, string>();
  for (const { declaration } of mapping.kinds) {
    const leavers = leaversByIdentity(desired, base, declaration);
    for (const [name, record] of desired) {
      if (record.kind !== declaration.kind || record.state === 'inactive' || base.records.has(name)) continue;
      const found = leavers.get(identityText(record.fields, declaration) ?? '');
      if (!found) continue;
      const [leaverName, leaver] = found;
      const hasLeft = desired.get(leaverName)?.state === 'inactive';
      if (hasLeft || !isSamePerson(record, leaver)) {
        handedOver.set(name, leaverName);
        continue;
      }
      blocked.set(name, [changedId(record, leaver, declaration, mapping)]);
      blocked.set(leaverName, [changedId(leaver, record, declaration, mapping)]);
    }
  }
  return { blocked, handedOver };
}

/** Who was active when last applied and is not desired any more, by their second identity. */
function leaversByIdentity(
  desired: MappedRoster,
  base: Base,
  kind: KindDeclaration,
): ReadonlyMap<string, readonly [name: string, record: MappedRecord]> {
  const leavers = new Map<string, readonly [string, MappedRecord]>();
  for (const [name, record] of base.records) {
    const now = desired.get(name)?.state ?? 'missing';
    if (record.kind !== kind.kind || record.state !== 'active' || (now !== 'missing' && now !== 'inactive')) continue;
    const text = identityText(record.fields, kind);
    if (text !== undefined) leavers.set(text, [name, record]);
  }
  return leavers;
}

/** Doubt counts as the same: only two different full names make two people. */
function isSamePerson(one: MappedRecord, other: MappedRecord): boolean {
  const names = ['first_name', 'last_name'] as const;
  return names.every((name) => {
    const [a, b] = [one.record.fields[name], other.record.fields[name]];
    return isEmpty(a ?? null) || isEmpty(b ?? null) || String(a).toLowerCase() === String(b).toLowerCase();
  });
}

function changedId(record: MappedRecord, other: MappedRecord, kind: KindDeclaration, mapping: Mapping): Finding {
  return {
    code: 'id-changed',
    severity: 'error',
    scope: 'record',
    who: 'data',
    message: `The same ${identityWords(kind)} now stands under another id; a join and a leave would lose the history.`,
    next: 'Name the old id in the column former_id of the new row, or give the newcomer an address of their own.',
    place: record.place,
    others: [other.place],
    system: mapping.system.name,
    kind: kind.kind,
    key: record.key,
  };
}
