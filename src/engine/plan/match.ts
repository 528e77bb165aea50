import type { FieldDeclaration, Finding, Kind, KindDeclaration, LiveRecord } from '../../contract/index.ts';
import { recordName } from '../change.ts';
import type { MappedRecord, MappedRoster } from '../map/map.ts';
import type { Mapping } from '../map/mapping.ts';
import type { Base } from './base.ts';
import { remoteFields, withKeys } from './remote-references.ts';
import { identityText, identityWords } from './second-identity.ts';

/** Which live record is which of ours. One live record belongs to one name at most. */
export interface Matched {
  readonly live: ReadonlyMap<string, LiveRecord>;
  /** All that was read, with our keys where the system refers to others by its own ids. */
  readonly records: readonly LiveRecord[];
  /** Live only: nobody in git or in the base claims them. */
  readonly notOurs: readonly LiveRecord[];
  /** Records for which two claim the same live one. */
  readonly findings: readonly Finding[];
}

export interface MatchInput {
  readonly mapping: Mapping;
  readonly desired: MappedRoster;
  readonly base: Base;
  readonly live: readonly LiveRecord[];
  /** Remote ids that the ledger knows, by record name. */
  readonly remote: Readonly<Record<string, string>>;
}

/**
 * Matches what git, the base or an unfinished run names: by our key, then by the remote id of the ledger, then by what was last applied (an e-mail, a team's name),
 * then by what is desired, if nobody else claims it. Kinds made of parts are matched by the parts' own matches.
 */
export function matchLive(input: MatchInput): Matched {
  const live = new Map<string, LiveRecord>();
  const findings: Finding[] = [];
  const notOurs: LiveRecord[] = [];
  const all: LiveRecord[] = [];
  const names = new Map<string, string>();
  const nameOf: NameOf = (kind, remote) => names.get(`${kind} ${remote}`);
  const isReferredTo = input.mapping.kinds.some(
    ({ declaration }) => declaration.identity.parts !== undefined || remoteFields(declaration).length > 0,
  );
  for (const { declaration } of input.mapping.kinds) {
    const own = input.live.filter((record) => record.kind === declaration.kind);
    const [inward, outward] = remoteFieldsOf(declaration);
    const records = outward.length > 0 ? own.map((record) => withKeys(record, outward, nameOf)) : own;
    const free = declaration.identity.parts
      ? matchParts(records, declaration, input, live, nameOf)
      : matchKind(records, declaration, input, live, findings);
    if (isReferredTo) {
      for (const [name, record] of live)
        if (record.kind === declaration.kind) names.set(`${record.kind} ${record.remote}`, name);
    }
    // Who refers to their own kind (a manager) can be translated only once that kind is matched.
    const translated = new Map<LiveRecord, LiveRecord>();
    if (inward.length > 0) for (const record of records) translated.set(record, withKeys(record, inward, nameOf));
    for (const record of records) {
      const one = translated.get(record) ?? record;
      all.push(one);
      if (free.has(record)) notOurs.push(one);
    }
    for (const [name, record] of translated.size > 0 ? live : []) {
      const one = translated.get(record);
      if (one) live.set(name, one);
    }
  }
  return { live, records: all, notOurs, findings };
}

/** Name of the record that a live record of a kind is matched to, by its remote id. */
type NameOf = (kind: Kind, remote: string | undefined) => string | undefined;

/** The fields that refer by remote ids: to the same kind, and to others. */
function remoteFieldsOf(kind: KindDeclaration): readonly [readonly FieldDeclaration[], readonly FieldDeclaration[]] {
  const fields = remoteFields(kind);
  const isInward = ({ reference }: FieldDeclaration): boolean => reference?.kind === kind.kind;
  return [fields.filter(isInward), fields.filter((field) => !isInward(field))];
}

/** Gives back the records that nobody claims. */
function matchKind(
  records: readonly LiveRecord[],
  kind: KindDeclaration,
  input: MatchInput,
  live: Map<string, LiveRecord>,
  findings: Finding[],
): ReadonlySet<LiveRecord> {
  const take = (name: string, record: LiveRecord): boolean => {
    if (live.has(name) || !isNamed(name, input)) return false;
    live.set(name, record);
    return true;
  };
  const current = (name: string): string => input.base.renamed.get(name) ?? name;
  const free = new Set<LiveRecord>();
  for (const record of records) {
    if (record.key === undefined || !take(current(recordName(kind.kind, record.key)), record)) free.add(record);
  }
  if (free.size === 0) return free;
  const claim = (name: string, record: LiveRecord): void => {
    if (free.has(record) && take(name, record)) free.delete(record);
  };
  const byRemote = new Map([...free].map((record) => [record.remote, record]));
  for (const [name, remote] of Object.entries(input.remote)) {
    const record = name.startsWith(`${kind.kind}/`) ? byRemote.get(remote) : undefined;
    if (record && mayBe(record, kind)) claim(current(name), record);
  }
  if (!kind.identity.also) return free;

  // Who had left may never have had the account that bears their address: they come last.
  const applied = new Map([...input.base.records].filter(([, record]) => record.state === 'active'));
  for (const from of [applied, triedVersions(input.base), input.desired, input.base.records]) {
    const index = indexLive(free, kind);
    if (index.size === 0) continue;
    for (const [value, names] of claimsByValue(from, kind, live)) {
      const record = index.get(value);
      if (!record) continue;
      const [name, ...rivals] = strongest(names, input);
      if (name !== undefined && rivals.length === 0) {
        if (mayBe(record, kind)) claim(name, record);
        // An account that is off and has another id was a leaver's; the address is free again.
        else if (free.has(record) && record.active !== false) findings.push(otherId(kind, name, from.get(name), input));
        // Of two who had left, and an account that is off, it does not matter any more whose it was.
      } else if (from !== input.base.records || record.active !== false) {
        for (const rival of names) findings.push(rivalry(kind, rival, from.get(rival), input));
      }
    }
  }
  return free;
}

/** Whether anybody but the system itself knows the name: only then can a live record be ours. */
function isNamed(name: string, { desired, base }: MatchInput): boolean {
  return desired.has(name) || base.records.has(name) || base.tried.has(name);
}

/** Whether a live record can be one that it does not bear the id of: it has none, or may be given another. */
function mayBe({ key }: LiveRecord, { fields, identity }: KindDeclaration): boolean {
  return key === undefined || (fields.find(({ name }) => name === identity.key)?.writable ?? 'always') === 'always';
}

/** Who is to be there has a better claim than who has left or is gone. */
function strongest(names: readonly string[], { desired }: MatchInput): readonly string[] {
  const staying = names.filter((name) => (desired.get(name)?.state ?? 'inactive') !== 'inactive');
  return staying.length > 0 ? staying : names;
}

/** One version of each record that a run which did not end may have written. */
function triedVersions(base: Base): MappedRoster {
  const versions = new Map<string, MappedRecord>();
  for (const [name, tried] of base.tried) {
    const version = tried.find((one) => one !== undefined);
    if (version) versions.set(name, version);
  }
  return versions;
}

/** Live records by the normal form of their second identity. Of several with the same, only a single active one counts. */
function indexLive(records: Iterable<LiveRecord>, kind: KindDeclaration): ReadonlyMap<string, LiveRecord> {
  const index = new Map<string, LiveRecord[]>();
  for (const record of records) {
    const value = identityText(record.fields, kind);
    if (value !== undefined) index.set(value, [...(index.get(value) ?? []), record]);
  }
  const single = [...index].flatMap(([value, all]): [string, LiveRecord][] => {
    const active = all.filter((record) => record.active !== false);
    const [one, ...others] = active.length > 0 ? active : all;
    return one && others.length === 0 ? [[value, one]] : [];
  });
  return new Map(single);
}

function claimsByValue(
  from: MappedRoster,
  kind: KindDeclaration,
  taken: ReadonlyMap<string, LiveRecord>,
): ReadonlyMap<string, readonly string[]> {
  const claims = new Map<string, string[]>();
  for (const [name, record] of from) {
    if (record.kind !== kind.kind || taken.has(name)) continue;
    const value = identityText(record.fields, kind);
    if (value === undefined) continue;
    const names = claims.get(value);
    if (names) names.push(name);
    else claims.set(value, [name]);
  }
  return claims;
}

/** The same, where a membership's name is made of the names of its team and person, once both are matched. */
function matchParts(
  records: readonly LiveRecord[],
  kind: KindDeclaration,
  input: MatchInput,
  live: Map<string, LiveRecord>,
  nameOf: NameOf,
): ReadonlySet<LiveRecord> {
  const free = new Set<LiveRecord>();
  for (const record of records) {
    const names = (kind.identity.parts ?? []).map((part, index) => nameOf(part, record.parts?.[index]));
    const key = names.map((name) => (name ?? '').slice((name ?? '').indexOf('/') + 1)).join('/');
    const name = recordName(kind.kind, key);
    if (names.includes(undefined) || live.has(name) || !isNamed(name, input)) free.add(record);
    else live.set(name, record);
  }
  return free;
}

function otherId(kind: KindDeclaration, name: string, record: MappedRecord | undefined, input: MatchInput): Finding {
  return {
    code: 'other-id',
    severity: 'error',
    scope: 'record',
    who: 'admin',
    message: `There is an account with the same ${identityWords(kind)} under another id, and ${input.mapping.connector.title} cannot change that.`,
    next: `Ask for the id to be changed in ${input.mapping.connector.title}, or give the row another ${identityWords(kind)}.`,
    system: input.mapping.system.name,
    kind: kind.kind,
    key: name.slice(name.indexOf('/') + 1),
    ...(record && { place: record.place }),
  };
}

function rivalry(kind: KindDeclaration, name: string, record: MappedRecord | undefined, input: MatchInput): Finding {
  return {
    code: 'claimed-twice',
    severity: 'error',
    scope: 'record',
    who: 'data',
    message: `Another record has the same ${identityWords(kind)}, and there is one account for it.`,
    next: `Give each record its own ${identityWords(kind)}.`,
    system: input.mapping.system.name,
    kind: kind.kind,
    key: name.slice(name.indexOf('/') + 1),
    ...(record && { place: record.place }),
  };
}
