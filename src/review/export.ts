import type { ExportDeclaration, Finding } from '../contract/index.ts';
import { describeFindings } from './findings.ts';

export interface ShownExport {
  readonly system: string;
  readonly declaration: ExportDeclaration;
  readonly rows: readonly (readonly string[])[];
  readonly findings: readonly Finding[];
}

/** What an export came to, for a terminal: counts only, since the values are in the file. */
export function describeExport(
  { system, declaration, rows, findings }: ShownExport,
  options: { readonly file: string; readonly color: boolean },
): string {
  const told = findings.length === 0 ? [] : [describeFindings(findings, { color: options.color })];
  const personal = declaration.columns.filter((column) => column.class !== 'open').map((column) => column.name);
  return [
    ...told,
    `${rows.length.toLocaleString('en-US')} ${rows.length === 1 ? 'row' : 'rows'} of ${declaration.name} from ${system}, written to ${options.file}.`,
    ...(personal.length === 0
      ? []
      : [`Private: ${personal.join(', ')}. Only you may read the file; keep it out of git.`]),
  ].join('\n');
}

/** The same for programs. With `isPrinted`, for an export to stdout, the rows by column as well. */
export function exportJson(
  { system, declaration, rows, findings }: ShownExport,
  options: { readonly file?: string; readonly isPrinted: boolean },
): unknown {
  const columns = declaration.columns.map((column) => column.name);
  return {
    system,
    export: declaration.name,
    columns,
    count: rows.length,
    ...(options.file !== undefined && { file: options.file }),
    findings,
    ...(options.isPrinted && {
      rows: rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? '']))),
    }),
  };
}
