import type { Kind, KindDeclaration, LiveRecord, Value } from '../../contract/index.ts';
import { recordName } from '../change.ts';
import type { MappedKind } from '../map/mapping.ts';
import { identityText } from '../plan/second-identity.ts';
import type { SystemState } from '../plan/state.ts';
import type { Roster } from '../roster.ts';

/** A record that the system has and git does not, with the key that it gets in the files. */
export interface Adopted {
  readonly record: LiveRecord;
  readonly key: string;
  /** The values of the key's fields, in their order: a membership has two. */
  readonly keyParts: readonly string[];
  /** Where the key comes from: the system keeps it, its own id became it, or it was made up. */
  readonly keyFrom: 'system' | 'remote' | 'made';
}

/**
 * Why a record that git does not have is not taken over. `not-asked`: only `--adopt` does; `off`: it is switched off
 * there; `elsewhere`: the files have it, and not for this system; `untouchable`: the system itself manages it;
 * `unrecognisable`: it has neither a key of ours nor what it would be known by the next time; `no-file`: no file holds its kind.
 */
export type NotAdopted = 'not-asked' | 'off' | 'elsewhere' | 'untouchable' | 'unrecognisable' | 'no-file';

export interface Adoption {
  readonly adopted: readonly Adopted[];
  readonly others: readonly { readonly record: LiveRecord; readonly why: NotAdopted }[];
}

export interface AdoptionInput {
  readonly state: SystemState;
  readonly roster: Roster;
  /** What is to become of records of a kind that git does not have. */
  readonly wanted: (kind: Kind) => 'adopt' | 'not-asked' | 'no-file';
}

/** Decides which live records become rows, and under which key. Kinds in the order of the mapping: parts come first. */
export function chooseAdopted({ state, roster, wanted }: AdoptionInput): Adoption {
  const adopted: Adopted[] = [];
  const others: { record: LiveRecord; why: NotAdopted }[] = [];
  const keys = new Map([...state.matched].map(([name, record]) => [remoteName(record), keyOf(name)]));
  for (const kind of state.mapping.kinds) {
    const { declaration } = kind;
    const choice = wanted(declaration.kind);
    const surroundings: Surroundings = {
      ...{ declaration, keys },
      system: state.mapping.system.name,
      taken: new Set(roster.records[declaration.kind].keys()),
      known: identitiesIn(roster, kind),
      alone: standingAlone(state.live.records, declaration),
    };
    for (const record of state.notOurs.filter((one) => one.kind === declaration.kind)) {
      const why = whyNot(record, surroundings) ?? (choice === 'adopt' ? undefined : choice);
      const found = why === undefined ? keyFor(record, surroundings) : undefined;
      if (!found) {
        others.push({ record, why: why ?? 'unrecognisable' });
        continue;
      }
      surroundings.taken.add(found.key);
      keys.set(remoteName(record), found.key);
      adopted.push({ record, ...found });
    }
  }
  return { adopted, others };
}

/** One name for a live record, by which others refer to it. */
export function remoteName({ kind, remote }: Pick<LiveRecord, 'kind' | 'remote'>): string {
  return recordName(kind, remote);
}

interface Surroundings {
  readonly declaration: KindDeclaration;
  readonly system: string;
  /** Keys by remote name, of what is matched or adopted so far. */
  readonly keys: ReadonlyMap<string, string>;
  readonly taken: Set<string>;
  /** What the records of all sources are recognised by. */
  readonly known: ReadonlySet<string>;
  /** Live records that nothing else in the system could be taken for. */
  readonly alone: ReadonlySet<LiveRecord>;
}

function whyNot(record: LiveRecord, { declaration, taken, known }: Surroundings): NotAdopted | undefined {
  if (record.untouchable !== undefined) return 'untouchable';
  const identity = identityText(record.fields, declaration);
  const isKnown = identity !== undefined && known.has(identity);
  if (isKnown || (record.key !== undefined && taken.has(record.key))) return 'elsewhere';
  return record.active === false ? 'off' : undefined;
}

/** The key that the next run finds the record by; undefined where it would not. */
function keyFor(record: LiveRecord, around: Surroundings): Omit<Adopted, 'record'> | undefined {
  const { declaration, keys, taken, system } = around;
  const { parts } = declaration.identity;
  if (parts) {
    const found = parts.flatMap((part, index) => keys.get(recordName(part, record.parts?.[index] ?? '')) ?? []);
    return found.length === parts.length ? { key: found.join('/'), keyParts: found, keyFrom: 'system' } : undefined;
  }
  if (record.key !== undefined) return { key: record.key, keyParts: [record.key], keyFrom: 'system' };
  if (!around.alone.has(record)) return undefined;
  const { remote } = record;
  if (!declaration.remoteIsPersonal && !taken.has(remote))
    return { key: remote, keyParts: [remote], keyFrom: 'remote' };
  let number = 1;
  while (taken.has(`${system}-${number}`)) number++;
  const key = `${system}-${number}`;
  return { key, keyParts: [key], keyFrom: 'made' };
}

/** What the rows of a kind are recognised by in the system, whichever source they are of. */
function identitiesIn(roster: Roster, { declaration, fields }: MappedKind): ReadonlySet<string> {
  const texts = [...roster.records[declaration.kind].values()].map((row) => {
    const known = fields.flatMap((field): [string, Value][] => {
      const value = row.fields[field.expression.source];
      return value === undefined ? [] : [[field.declaration.name, value]];
    });
    return identityText(Object.fromEntries(known), declaration);
  });
  return new Set(texts.filter((text) => text !== undefined));
}

/** Of several active records with the same e-mail, none. */
function standingAlone(records: readonly LiveRecord[], kind: KindDeclaration): ReadonlySet<LiveRecord> {
  const active = records.filter((record) => record.kind === kind.kind && record.active !== false);
  const byText = Map.groupBy(active, (record) => identityText(record.fields, kind));
  byText.delete(undefined);
  return new Set([...byText.values()].filter((all) => all.length === 1).flat());
}

function keyOf(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}
