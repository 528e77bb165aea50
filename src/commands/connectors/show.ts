import { Args } from '@oclif/core';
import { type Connector, RollcallError } from '../../contract/index.ts';
import { suggestion } from '../../engine/expression/nearest.ts';
import { createMapping } from '../../engine/map/mapping.ts';
import { findConnectors } from '../../host.ts';
import { readRules } from '../../io/config/config.ts';
import { folderTree } from '../../io/git/trees.ts';
import { dataSheetJson, describeDataSheet, type OwnedFields } from '../../review/connectors.ts';
import { BaseCommand } from '../base.ts';

export default class ConnectorsShow extends BaseCommand {
  static override readonly summary = 'show what a connector can do and which fields it owns';
  static override readonly args = {
    connector: Args.string({ required: true, description: 'id of the connector, such as springest' }),
  };
  static override readonly description = 'With --config, also the fields that each configured system of it owns.';
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
    const owned = isAsked ? await readOwned(found.connector, flags.config) : [];
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
      const { kinds } = createMapping(connector, system, rules.fields);
      return kinds.map(({ declaration, fields }) => ({
        system: system.name,
        kind: declaration.kind,
        fields: Object.fromEntries(fields.map((field) => [field.declaration.name, field.expression.source])),
      }));
    });
}
