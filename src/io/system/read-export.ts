import {
  type Connector,
  type Context,
  type ExportDeclaration,
  type ExportRequest,
  type FieldClass,
  type Finding,
  type Proof,
  RollcallError,
  type Value,
} from '../../contract/index.ts';

export interface ReadExport {
  /** Those declared, or the ones that the connector made of the configuration. */
  readonly columns: ExportDeclaration['columns'];
  readonly rows: readonly (readonly Value[])[];
  readonly findings: readonly Finding[];
}

/**
 * Reads one export to its proven end.
 * @throws RollcallError `READ_INCOMPLETE` when the connector gives no proof, or one that does not add up;
 * `CONNECTOR_BROKEN` when a row has not one value for each column.
 * @param classes of fields that columns may be named after; one that is nowhere is `secret`
 */
export async function readExport(
  connector: Pick<Connector, 'id' | 'export'>,
  context: Context,
  declaration: ExportDeclaration,
  request: ExportRequest,
  classes: ReadonlyMap<string, FieldClass> = new Map(),
): Promise<ReadExport> {
  if (!connector.export) throw broken(connector, declaration, 'is declared and not built');
  const rows: (readonly Value[])[] = [];
  const findings: Finding[] = [];
  let { columns } = declaration;
  let proof: Proof | undefined;
  for await (const batch of connector.export(context, request)) {
    if (proof) throw incomplete(connector, declaration, 'it went on after its end');
    if (batch.columns && rows.length === 0) {
      const declared = new Map(declaration.columns.map((column) => [column.name, column.class]));
      columns = batch.columns.map((name) => ({ name, class: declared.get(name) ?? classes.get(name) ?? 'secret' }));
    }
    for (const row of batch.rows) {
      if (row.length !== columns.length)
        throw broken(connector, declaration, 'gave a row that does not fit its columns');
      rows.push(row);
    }
    findings.push(...(batch.findings ?? []));
    proof = batch.proof;
  }
  if (!proof) throw incomplete(connector, declaration, 'it ended without a proof that it is whole');
  if (!proof.complete) throw incomplete(connector, declaration, proof.reason);
  if (proof.counted !== rows.length)
    throw incomplete(connector, declaration, `${proof.counted} rows were counted and ${rows.length} arrived`);
  if (proof.total !== undefined && proof.total !== rows.length)
    throw incomplete(connector, declaration, `there are ${proof.total} and ${rows.length} arrived`);
  return { columns, rows, findings };
}

function incomplete({ id }: Pick<Connector, 'id'>, { name }: ExportDeclaration, reason: string): RollcallError {
  return new RollcallError('READ_INCOMPLETE', `${id}: ${name} could not be read completely: ${reason}.`, {
    next: 'Run again; nothing was written, because a part would look like the whole.',
  });
}

function broken({ id }: Pick<Connector, 'id'>, { name }: ExportDeclaration, problem: string): RollcallError {
  return new RollcallError('CONNECTOR_BROKEN', `connector "${id}": the export ${name} ${problem}`);
}
