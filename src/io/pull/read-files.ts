import { type Kind, kinds } from '../../contract/index.ts';
import type { Mapping } from '../../engine/map/mapping.ts';
import { newHeader } from '../../engine/pull/new-header.ts';
import type { Rules, SourceRules } from '../../engine/rules.ts';
import type { SourceTable, Table } from '../../engine/table.ts';
import { readTable } from '../csv/csv.ts';
import { readSources } from '../csv/sources.ts';
import type { Tree } from '../git/tree.ts';
import { fileEncoding } from './file-encoding.ts';

/** A table of the sources with the bytes it was read from. */
export interface PullFile extends SourceTable {
  readonly bytes: Uint8Array;
  /** There is no such file yet: its bytes are a header and nothing else. */
  readonly isNew: boolean;
}

/**
 * Reads all files of the sources. Of those that are named without a pattern and are not there, or are empty, a table
 * with a header alone is made, so that a first import has somewhere to go.
 * @param mayCreate whether the system that is pulled could fill a file of this source and kind
 */
export async function readPullFiles(
  tree: Tree,
  rules: Rules,
  mapping: Mapping,
  mayCreate: (source: SourceRules, kind: Kind) => boolean,
): Promise<readonly PullFile[]> {
  const files: PullFile[] = [];
  for (const entry of await readSources(tree, rules)) {
    const bytes = (await tree.read(entry.table.file)) ?? new Uint8Array();
    const mayFill = mayCreate(entry.source, entry.kind) && isOneFile(entry);
    const file = mayFill && isBlank(entry) ? created(entry, mapping, rules) : { ...entry, bytes, isNew: false };
    files.push(mayFill ? { ...file, table: withoutRowsMissing(file.table) } : file);
  }
  return files;
}

/** Reads a table again, from other bytes. */
export function readAgain({ source, table }: SourceTable, bytes: Uint8Array): SourceTable['table'] {
  const { encoding, delimiter } = source;
  return readTable(table.file, bytes, { ...(encoding && { encoding }), ...(delimiter && { delimiter }) });
}

function isBlank({ table }: SourceTable): boolean {
  return table.header.length === 0 && table.findings.every(({ code }) => ['file-missing', 'empty-file'].includes(code));
}

function isOneFile({ table: { file }, source }: SourceTable): boolean {
  return (
    !/[*?[\]{}]/.test(file) &&
    /\.(csv|tsv|txt)$/i.test(file) &&
    kinds.some((kind) => source.files[kind]?.includes(file))
  );
}

/** A file without a row is refused everywhere else; here it is where the rows are to go. */
function withoutRowsMissing(table: Table): Table {
  return { ...table, findings: table.findings.filter(({ code }) => code !== 'header-only') };
}

function created(entry: SourceTable, mapping: Mapping, rules: Rules): PullFile {
  const { source, kind } = entry;
  const header = newHeader(kind, source, mapping, rules);
  const delimiter = source.delimiter ?? ',';
  const cells = header.map((name) => (name.includes(delimiter) ? `"${name}"` : name));
  const bytes = fileEncoding(source.encoding ?? 'utf-8').encode(`${cells.join(delimiter)}\n`);
  return { ...entry, bytes, isNew: true, table: readAgain(entry, bytes) };
}
