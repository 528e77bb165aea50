import { Args } from '@oclif/core';
import { RollcallError } from '../../contract/index.ts';
import { suggestion } from '../../engine/nearest.ts';
import { findConnectors } from '../../host.ts';
import { dataSheetJson, describeDataSheet } from '../../review/connectors.ts';
import { BaseCommand } from '../base.ts';

export default class ConnectorsShow extends BaseCommand {
  static override readonly summary = 'show what a connector can do and which fields it owns';
  static override readonly args = {
    connector: Args.string({ required: true, description: 'id of the connector, such as springest' }),
  };
  static override readonly examples = ['<%= config.bin %> connectors show springest'];

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ConnectorsShow);
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
    if (flags.json) this.printJson(dataSheetJson(found));
    else this.print(describeDataSheet(found, { color: this.isColored }));
  }
}
