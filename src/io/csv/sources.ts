import { type Finding, type Kind, kinds, type Place } from '../../contract/index.ts';
import type { Rules, SourceRules } from '../../engine/rules.ts';
import type { SourceTable, Table } from '../../engine/table.ts';
import { placeOfTree, type Tree } from '../git/tree.ts';
import { readTable } from './csv.ts';
import { readOfficevibeJson } from './officevibe-json.ts';

/**
 * Reads every file that the sources name, in the order of rollcall.yaml, and the file of team ids.
 * A pattern that matches no file comes back as a table without columns whose finding says so: it never means that
 * there are no records.
 */
export async function readSources(tree: Tree, rules: Rules): Promise<readonly SourceTable[]> {
  const tables: SourceTable[] = [];
  for (const source of rules.sources) {
    for (const kind of kinds) tables.push(...(await readKind(tree, source, kind)));
  }
  if (rules.teams?.ids !== undefined) tables.push(await readTeamIds(tree, rules, rules.teams.ids));
  return tables;
}

async function readKind(tree: Tree, source: SourceRules, kind: Kind): Promise<readonly SourceTable[]> {
  const found = new Set<string>();
  const tables: SourceTable[] = [];
  for (const glob of source.files[kind] ?? []) {
    const files = await tree.list(glob);
    if (files.length === 0) tables.push({ source, kind, table: missingTable(glob, source.place, tree) });
    for (const file of files) found.add(file);
  }
  for (const file of found) tables.push({ source, kind, table: await readOne(tree, file, source, kind) });
  return tables;
}

async function readOne(tree: Tree, file: string, source: SourceRules, kind: Kind): Promise<Table> {
  const bytes = await tree.read(file);
  if (bytes === undefined) return missingTable(file, source.place, tree);
  const { encoding, delimiter, preset } = source;
  if (preset === 'officevibe' && /\.json$/i.test(file)) return readOfficevibeJson(file, bytes, kind);
  return readTable(file, bytes, { cellsLater: true, ...(encoding && { encoding }), ...(delimiter && { delimiter }) });
}

/** Its columns are id and name, whatever the sources call theirs. */
async function readTeamIds(tree: Tree, rules: Rules, file: string): Promise<SourceTable> {
  const place: Place = { file: rules.file, line: 1, column: 1 };
  const source: SourceRules = { name: file, place, files: { teams: [file] }, columns: {}, values: {} };
  return { source, kind: 'teams', table: await readOne(tree, file, source, 'teams') };
}

function missingTable(file: string, place: Place, tree: Tree): Table {
  const finding: Finding = {
    code: 'file-missing',
    severity: 'error',
    scope: 'roster',
    who: 'data',
    message: `no file matches "${file}" in ${placeOfTree(tree)}`,
    next: 'Bring the file back, or correct its path in rollcall.yaml; a file that is gone never means that everybody left.',
    place,
  };
  return { file, encoding: '', delimiter: '', header: [], rows: [], findings: [finding], place: () => place };
}
