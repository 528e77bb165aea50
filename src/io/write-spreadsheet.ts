/**
 * A table as an XLSX file with one sheet. Every cell is a text, so that no spreadsheet takes one for a formula, a date or
 * a number without its leading zeros.
 */
export async function spreadsheetBytes(name: string, rows: readonly (readonly string[])[]): Promise<Uint8Array> {
  // Imported only here and only now: it is large, and hardly anybody needs it (docs/decisions/0014).
  const { utils, write } = await import('@e965/xlsx');
  const sheet = utils.aoa_to_sheet(rows.map((row) => row.map((text) => ({ t: 's', v: text, z: '@' }))));
  const bytes: ArrayBuffer = write(
    { SheetNames: [name], Sheets: { [name]: sheet } },
    { type: 'array', bookType: 'xlsx', compression: true },
  );
  return new Uint8Array(bytes);
}
