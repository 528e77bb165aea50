import { type ErrorCode, RollcallError } from './contract/index.ts';
import type { KindDiff, StreamedDiff } from './engine/diff/kind-diff.ts';
import { sourceOf } from './engine/diff/stream/byte-source.ts';
import type { Roster } from './engine/roster.ts';
import type { Rules } from './engine/rules.ts';
import type { SourceTable } from './engine/table.ts';
import { readTable } from './io/csv/csv.ts';
import { readStart } from './io/csv/csv-start.ts';
import { type CsvFile, diffFiles, diffFilesTogether } from './io/csv/diff-files.ts';
import type { Tree } from './io/git/tree.ts';
import type { Sides } from './io/sides.ts';

export interface RecordDiffOptions {
  /** Columns of the key; guessed when empty. */
  readonly key: readonly string[];
  readonly distinguishEmpty: boolean;
  /** Files and folders to look at, relative to the sides; all when empty. Compares files as they are, without rollcall.yaml. */
  readonly paths: readonly string[];
  /** Path of rollcall.yaml in the sides. */
  readonly config: string;
  /** True when the path of rollcall.yaml was given: then it must be there. */
  readonly needsConfig: boolean;
}

type NamedSides = Pick<Sides, 'base' | 'head'>;

/** What `streamSides` gives, with all changes in memory. */
export async function diffSides(sides: NamedSides, options: RecordDiffOptions): Promise<readonly KindDiff[]> {
  return (await streamSides(sides, options)).map(gatherChanges);
}

/** All changes in memory, for who wants to look at them more than once. */
export function gatherChanges(diff: StreamedDiff): KindDiff {
  return { ...diff, changes: [...diff.changes] };
}

/**
 * The record-level difference of two sides. Sets of files with a rollcall.yaml are read as rosters and compared by kind;
 * single files, and sets without one, file by file as they stand.
 * @throws RollcallError `ROSTER_REFUSED` with places when either side cannot be read soundly, `FILE_UNREADABLE` when there
 * is no CSV file, `USAGE` when the key cannot be told, and what `readRules` throws.
 */
export async function streamSides(
  { base, head }: NamedSides,
  options: RecordDiffOptions,
): Promise<readonly StreamedDiff[]> {
  const { key, distinguishEmpty } = options;
  if (base.type === 'file' && head.type === 'file') {
    return [await diffFilesTogether(base, head, { kind: 'records', key, distinguishEmpty })];
  }
  if (base.type === 'file' || head.type === 'file') throw new RollcallError('UNEXPECTED', 'a file met a set of files');
  const asFiles = key.length > 0 || distinguishEmpty || options.paths.length > 0;
  const rosters = asFiles ? undefined : await readRosters(base.tree, head.tree, options);
  if (rosters !== undefined) {
    const { diffRosters } = await import('./engine/diff/diff-rosters.ts');
    return diffRosters(rosters.base, rosters.head);
  }
  return diffTrees(base.tree, head.tree, options);
}

interface Rosters {
  readonly base: Roster;
  readonly head: Roster;
}

/** Each side is read by its own rules; one without rollcall.yaml by those of the other. Undefined where neither has one. */
async function readRosters(
  base: Tree,
  head: Tree,
  { config, needsConfig }: RecordDiffOptions,
): Promise<Rosters | undefined> {
  const [inBase, inHead] = [await base.read(config), await head.read(config)];
  if (inBase === undefined && inHead === undefined && !needsConfig) return undefined;
  // Loaded here, for files alone need nothing of it.
  const { readRules } = await import('./io/config/config.ts');
  const rules = {
    base: await readRules(inBase === undefined ? head : base, config),
    head: await readRules(inHead === undefined ? base : head, config),
  };
  return {
    base: await readRoster(base, rules.base, inBase !== undefined),
    head: await readRoster(head, rules.head, inHead !== undefined),
  };
}

async function readRoster(tree: Tree, rules: Rules, areOwnRules: boolean): Promise<Roster> {
  const [{ checkRoster }, { isUsable }, { readSources }] = await Promise.all([
    import('./engine/check/check.ts'),
    import('./engine/roster.ts'),
    import('./io/csv/sources.ts'),
  ]);
  const tables = await readSources(tree, rules);
  // Rules that came later, or are gone, may name files that this side never had.
  const isExpected = ({ table }: SourceTable) =>
    areOwnRules || table.findings.every(({ code }) => code !== 'file-missing');
  const roster = checkRoster(tables.filter(isExpected), rules);
  if (isUsable(roster)) return roster;
  const { describeFindings } = await import('./review/findings.ts');
  const errors = roster.findings.filter(({ severity, scope }) => severity === 'error' && scope === 'roster');
  throw new RollcallError(
    'ROSTER_REFUSED',
    `the ${tree.name} cannot be compared\n${describeFindings(errors, { color: false })}`,
  );
}

async function diffTrees(base: Tree, head: Tree, options: RecordDiffOptions): Promise<readonly StreamedDiff[]> {
  const wanted = async (tree: Tree) =>
    (await tree.list('**')).filter((path) => /\.(csv|tsv)$/i.test(path) && isWanted(path, options.paths));
  const [before, after] = [await wanted(base), await wanted(head)];
  const paths = [...new Set([...before, ...after])].sort();
  if (paths.length === 0) throw new RollcallError('FILE_UNREADABLE', 'There is no CSV file to compare on either side.');
  const pairs: FilePair[] = [];
  for (const path of paths) pairs.push({ path, base: await readSide(base, path), head: await readSide(head, path) });
  const keys = pairs.map((pair) => hasKey(pair, options.key));
  // Files may have keys of their own, but a key that fits none of them is a misspelt one.
  const keyFits = keys.some(Boolean) || options.key.length === 0;
  return pairs.map((pair, index) => diffPair(pair, keys[index] || !keyFits ? options.key : [], options));
}

interface FilePair {
  readonly path: string;
  readonly base: ReadFile | undefined;
  readonly head: ReadFile | undefined;
}

interface ReadFile extends CsvFile {
  readonly bytes: Uint8Array;
}

function isWanted(path: string, wanted: readonly string[]): boolean {
  const names = wanted.map((one) => one.replace(/^\.\//, '').replace(/\/$/, ''));
  return names.length === 0 || names.some((one) => one === '.' || path === one || path.startsWith(`${one}/`));
}

async function readSide(tree: Tree, path: string): Promise<ReadFile | undefined> {
  const bytes = await tree.read(path);
  const name = tree.commit === undefined ? path : `${tree.name}:${path}`;
  return bytes === undefined ? undefined : { name, bytes, source: sourceOf(bytes) };
}

function hasKey({ base, head }: FilePair, key: readonly string[]): boolean {
  if (key.length === 0) return false;
  const headers = [base, head].flatMap((side) => (side === undefined ? [] : [headerOf(side)]));
  return headers.every((header) => key.every((name) => header.includes(name)));
}

function headerOf({ name, bytes, source }: ReadFile): readonly string[] {
  return (readStart(name, source)?.sample ?? readTable(name, bytes)).header;
}

function diffPair({ path, base, head }: FilePair, key: readonly string[], options: RecordDiffOptions): StreamedDiff {
  const { distinguishEmpty } = options;
  try {
    return diffFiles(base, head, { kind: 'records', file: path, key, distinguishEmpty });
  } catch (error) {
    const isSame = base !== undefined && head !== undefined && Buffer.compare(base.bytes, head.bytes) === 0;
    if (!isSame || !hasCode(error, 'USAGE')) throw error;
    return sameFile(path, base);
  }
}

/** A file that nobody touched needs no key. */
function sameFile(file: string, { name, bytes }: ReadFile): KindDiff {
  const { rows } = readTable(name, bytes);
  const columns = { added: [], removed: [], renamed: [] };
  const summary = { added: 0, removed: 0, changed: 0, unchanged: rows.length };
  return { kind: 'records', file, key: [], summary, columns, changes: [] };
}

function hasCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof RollcallError && error.code === code;
}
