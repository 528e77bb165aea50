import { type Kind, RollcallError } from '../../contract/index.ts';
import { checkRoster } from '../../engine/check/check.ts';
import { layOut } from '../../engine/check/columns.ts';
import type { Sheet } from '../../engine/check/sheet.ts';
import type { Pull } from '../../engine/pull/pull.ts';
import { openSheet, type PullSheet } from '../../engine/pull/pull-sheet.ts';
import { readsAsMeant } from '../../engine/pull/read-back.ts';
import type { Rules } from '../../engine/rules.ts';
import { editCsv } from './edit-csv.ts';
import { fileEncoding } from './file-encoding.ts';
import { type PullFile, readAgain } from './read-files.ts';
import type { FileToWrite } from './write-files.ts';

/** Files with the tables that stand in them, ready to be written to. */
export type OpenedFiles = ReadonlyMap<PullSheet, PullFile>;

/**
 * @param own the files that may be written to
 * @param all every file of the sources: a column may belong to another kind of the same source
 */
export function openFiles(own: readonly PullFile[], all: readonly PullFile[], rules: Rules): OpenedFiles {
  return new Map(
    own.map((file) => {
      const { canHold } = fileEncoding(file.table.encoding);
      return [openSheet(sheetOf(file, all, rules), canHold), file];
    }),
  );
}

/**
 * The new bytes of every file that a pull changes. Each is read again, and must say what was meant and nothing else.
 * @throws RollcallError `ROSTER_REFUSED` when one would read otherwise; nothing was written then.
 */
export function editFiles(
  opened: OpenedFiles,
  all: readonly PullFile[],
  found: Pull,
  rules: Rules,
): readonly FileToWrite[] {
  return [...opened].flatMap(([{ sheet }, file]) => {
    const { table, kind } = file;
    const isHere = (one: { readonly file: string; readonly kind: Kind }): boolean =>
      one.file === table.file && one.kind === kind;
    const cells = found.cells.filter(isHere);
    const rows = found.rows.filter(isHere);
    const removed = found.removed.filter(isHere);
    if (cells.length === 0 && rows.length === 0 && removed.length === 0) return [];
    if (removed.length > 0 && removed.length === table.rows.length) throw allGone(table.file);
    const bytes = editCsv({
      ...{ bytes: file.bytes, table, cells },
      rows: rows.map((row) => row.cells),
      removed: removed.map(({ row }) => row),
    });
    const after = { ...file, table: readAgain(file, bytes) };
    if (!readsAsMeant(sheet, sheetOf(after, all, rules), cells, rows, removed)) throw otherwise(after, rules);
    return [{ file: table.file, bytes }];
  });
}

function sheetOf(file: PullFile, all: readonly PullFile[], { fields }: Rules): Sheet {
  const siblings = all.filter(({ source }) => source.name === file.source.name);
  return layOut(file, fields[file.kind], siblings);
}

function allGone(file: string): RollcallError {
  return new RollcallError('LIMITS_EXCEEDED', `Every row of ${file} would be removed; no file was written.`, {
    next: 'Check that this is the right account. If nobody is left there, remove the rows by hand.',
  });
}

function otherwise(file: PullFile, rules: Rules): RollcallError {
  const { findings } = checkRoster([file], rules);
  return new RollcallError(
    'ROSTER_REFUSED',
    `${file.table.file} would not read back as meant with what was pulled; no file was written.`,
    {
      next: `State "dates:", "decimal:", "encoding:" and "delimiter:" of source ${file.source.name} in rollcall.yaml, then pull again.`,
      findings: findings.filter(({ severity }) => severity === 'error'),
    },
  );
}
