import type { Table } from '../../table.ts';
import type { DiffOptions } from '../diff.ts';
import { matchColumns } from '../diff-columns.ts';
import { type ResolvedKey, resolveKey } from '../diff-key.ts';
import type { StreamedDiff } from '../kind-diff.ts';
import type { ByteSource } from './byte-source.ts';
import type { SideLayouts } from './match/layout.ts';
import { type Match, type MatchTools, matchRecords } from './match/match.ts';
import type { MatchSide } from './match/room.ts';
import type { ListTools } from './tell/held-changes.ts';
import { type Columns, tellChanges } from './tell/tell-changes.ts';
import type { Waiting } from './waiting.ts';

/** A file of which the beginning has been read. */
export interface StreamTable {
  readonly source: ByteSource;
  /** Its header and first rows, as the plain reader gives them. */
  readonly sample: Table;
  /** Offset of the first record behind the header. */
  readonly start: number;
  /** How many bytes a record seems to have. */
  readonly recordBytes: number;
}

export interface StreamTools extends MatchTools, ListTools {}

/**
 * The same difference as `diffTables` gives, without reading what does not differ: memory grows with the number of records only.
 * Undefined where the whole of both tables has to be looked at: when something is wrong that needs words and places, when the
 * key can only be guessed from all rows, and when columns may have been renamed.
 */
export function* streamDiff(
  base: StreamTable,
  head: StreamTable,
  options: DiffOptions,
  tools: StreamTools,
): Waiting<StreamedDiff | undefined> {
  const plan = planColumns(base.sample, head.sample, options);
  if (plan === undefined) return undefined;
  const layouts = layOut(base.sample, head.sample, plan);
  const sides = { base: { ...base, layout: layouts.base }, head: { ...head, layout: layouts.head } };
  const match = yield* matchWithRoom(sides.base, sides.head, tools);
  if (match === undefined) return undefined;
  const { columns, key } = plan;
  return {
    kind: options.kind,
    ...(options.file === undefined ? {} : { file: options.file }),
    key: key.names,
    summary: {
      added: match.added.bytes.length,
      removed: match.removed.bytes.length,
      changed: match.changed.base.bytes.length,
      unchanged: match.unchanged,
    },
    columns: columns.diff,
    changes: tellChanges(base, head, plan, match, tools),
  };
}

/** What the first rows tell for certain about key and columns. */
function planColumns(base: Table, head: Table, options: DiffOptions): Columns | undefined {
  if ([base, head].some(({ findings }) => findings.length > 0)) return undefined;
  const key = keyOf(base, head, options.key);
  if (key === undefined || key.base.some((column, part) => base.header[column] !== key.names[part])) return undefined;
  const columns = matchColumns({ base, head, key, before: new Map(), after: new Map() });
  const { added, removed, renamed } = columns.diff;
  const mayBeRenamed = renamed.length > 0 || (added.length > 0 && removed.length > 0);
  const isOneSided = added.length > 0 || removed.length > 0;
  return mayBeRenamed || (isOneSided && options.distinguishEmpty === true) ? undefined : { key, columns };
}

/** A key that is the one choice among the first rows is the one choice among all, if it turns out to be unique there too. */
function keyOf(base: Table, head: Table, wanted: readonly string[]): ResolvedKey | undefined {
  try {
    return resolveKey(base, head, wanted);
  } catch {
    // The plain way says what is wrong, in view of all rows.
    return undefined;
  }
}

function layOut(base: Table, head: Table, { key, columns }: Columns): SideLayouts {
  const map = base.header.map((_, column) => {
    const part = key.base.indexOf(column);
    if (part !== -1) return key.head[part] ?? -1;
    return columns.pairs.find((pair) => pair.base === column)?.head ?? -1;
  });
  const extras = columns.pairs.flatMap((pair) =>
    pair.base === undefined && pair.head !== undefined ? [pair.head] : [],
  );
  const isRaw =
    base.delimiter === head.delimiter && extras.length === 0 && map.every((column, index) => column === index);
  return {
    base: {
      delimiter: base.delimiter.charCodeAt(0),
      columns: base.header.length,
      isRaw: true,
      map: [...base.header.keys()],
      extras: [],
      keys: key.base,
    },
    head: {
      delimiter: head.delimiter.charCodeAt(0),
      columns: head.header.length,
      isRaw,
      map,
      extras,
      keys: key.head,
    },
  };
}

/**
 * The first guess of the room needed is nearly always right; where records get much shorter or longer on the way, or the files
 * have little in common, it is not. Two keys with one hash have two hashes with another seed, unless they are the same.
 */
function* matchWithRoom(
  base: MatchSide,
  head: MatchSide,
  { windowBytes, spare, seed, hire, ...tools }: StreamTools,
): Waiting<Match | undefined> {
  let times = 1;
  let seeds = 1;
  let mayBeUnlike = tools.mayBeUnlike;
  let mayHire = true;
  while (times <= mostTimes && seeds <= mostSeeds) {
    const match = yield* matchRecords(base, head, {
      ...tools,
      windowBytes: Math.min(windowBytes * times, longestRecord),
      spare: spare * times,
      seed: BigInt.asUintN(64, seed * BigInt(seeds)),
      mayBeUnlike,
      ...(mayHire ? { hire } : {}),
    });
    if (match === 'odd') return undefined;
    if (match === 'parted') mayHire = false;
    else if (match === 'doubled') seeds += 1;
    else if (match === 'full' && !mayBeUnlike) mayBeUnlike = true;
    else if (match === 'full' || match === 'large') times *= 8;
    else return match;
  }
  return undefined;
}

const mostTimes = 64;
const mostSeeds = 3;

/** Lengths are kept in 24 bits. */
const longestRecord = 2 ** 24;
