import { type Connector, RollcallError } from '../../contract/index.ts';
import { suggestion } from '../../engine/expression/nearest.ts';
import { createMapping } from '../../engine/map/mapping.ts';
import { isCorrected, isWritable } from '../../engine/plan/compare-fields.ts';
import { takesKind } from '../../engine/rules.ts';
import { findConnectors } from '../../host.ts';
import { readRules } from '../../io/config/config.ts';
import { folderTree } from '../../io/git/trees.ts';
import { dataSheetJson, describeDataSheet, type OwnedFields } from '../../review/connectors.ts';
import { BaseCommand } from '../base.ts';
import { Args } from '../oclif.ts';

export default class ConnectorsShow extends BaseCommand {
  static override readonly summary = 'show what a connector can do and which fields it owns';
  static override readonly args = {
    connector: Args.string({
      required: true,
      ignoreStdin: true,
      description: 'id of the connector, such as springest',
    }),
  };
  static override readonly description =
    'Where there is a rollcall.yaml, also the fields that each configured system of it owns: what its administrators ' +
    'leave to the files.';
  static override readonly examples = [
    '<%= config.bin %> connectors show springest',
    '<%= config.bin %> connectors show springest --config rollcall.yaml',
  ];

  async run(): Promise<void> {
    const { args, flags, metadata } = await this.parse(ConnectorsShow);
    const { connectors, broken } = await findConnectors({ config: this.config });
    const found = connectors.find(({ connector }) => connector.id === args.connector);
    if (!found) {
      const ids = connectors.map(({ connector }) => connector.id);
      const problems = broken.map((one) => `; ${one.problem}`).join('');
      throw new RollcallError(
        'CONNECTOR_UNKNOWN',
        `connector "${args.connector}" is not installed${suggestion(args.connector, ids)}${problems}`,
      );
    }
    const isAsked = metadata.flags.config?.setFromDefault !== true;
    const owned = await readOwned(found.connector, flags.config).catch((error: unknown) => {
      if (!isAsked && error instanceof RollcallError && error.code === 'CONFIG_MISSING') return [];
      throw error;
    });
    if (flags.json) this.printJson(dataSheetJson(found, owned));
    else this.print(describeDataSheet(found, { color: this.isColored, owned }));
  }
}

/** The fields that the configured systems of a connector manage; what none of them names is never sent. */
async function readOwned(connector: Connector, file: string): Promise<readonly OwnedFields[]> {
  const rules = await readRules(folderTree(process.cwd()), file);
  return rules.systems
    .filter((system) => system.connector === connector.id)
    .flatMap((system) => {
      const mapping = createMapping(connector, system, rules.fields);
      const kinds = mapping.kinds.filter(({ declaration }) => takesKind(system, declaration.kind));
      return kinds.map((kind) => ({
        system: system.name,
        kind: kind.declaration.kind,
        fields: Object.fromEntries(kind.fields.map((field) => [field.declaration.name, field.expression.source])),
        onCreate: kind.fields.filter((field) => !isWritable(field, true)).map((field) => field.declaration.name),
        operations: system.operations.filter((operation) => kind.declaration.operations[operation]),
        drift: isCorrected(kind, { mapping }) ? ('correct' as const) : ('report' as const),
      }));
    });
}
