import { RollcallError } from '../../contract/index.ts';
import { findConnectors } from '../../host.ts';
import { describeInstalled, installedJson } from '../../review/connectors.ts';
import { BaseCommand } from '../base.ts';

export default class Connectors extends BaseCommand {
  static override readonly summary = 'list the installed connectors';
  static override readonly description =
    'A connector knows one HR system. Some come with rollcall, others are installed with "rollcall plugins install".';
  static override readonly examples = ['<%= config.bin %> connectors', '<%= config.bin %> connectors show springest'];

  async run(): Promise<void> {
    const { flags } = await this.parse(Connectors);
    const { connectors, broken } = await findConnectors({ config: this.config });
    if (flags.json && broken.length === 0) this.printJson(installedJson(connectors));
    if (!flags.json) this.print(describeInstalled(connectors, { color: this.isColored }));
    if (broken.length > 0) {
      throw new RollcallError('CONNECTOR_BROKEN', broken.map((one) => one.problem).join('\n'));
    }
  }
}
