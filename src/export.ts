import { type Connector, type ExportDeclaration, type Finding, type ReadKey, RollcallError } from './contract/index.ts';
import { recordName } from './engine/change.ts';
import { cellText, chooseExport, readExportOptions } from './engine/exports.ts';
import { type MappedRoster, mapRoster } from './engine/map/map.ts';
import type { Environment } from './io/config/secrets.ts';
import { openRepository } from './io/git/git.ts';
import { knownRemotes } from './io/ledger/known-remotes.ts';
import { readMoment } from './io/moment.ts';
import { type SandboxAddress, sandboxRef } from './io/sandbox/sandbox-file.ts';
import { exportDesired } from './io/system/export-desired.ts';
import { type ReadExport, readExport } from './io/system/read-export.ts';
import { recordFiles } from './io/system/record-files.ts';
import { type NetworkOptions, openSystems } from './io/system/system.ts';

export interface ExportOptions {
  /** Any folder of the repository. */
  readonly directory: string;
  /** Path of the configuration within the repository. */
  readonly config: string;
  /** Name of the system in the configuration. */
  readonly system: string;
  /** Name of the export, as the connector declares it. */
  readonly what: string;
  /** `name=value`, as the command line has them. */
  readonly options?: readonly string[];
  readonly connectors: (wanted: readonly string[]) => Promise<ReadonlyMap<string, Connector>>;
  readonly environment: Environment;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sandbox?: SandboxAddress;
  readonly network?: NetworkOptions;
  readonly onStep?: (step: string) => void;
}

/** A whole export: rows of texts in the order of the declared columns. */
export interface Exported {
  readonly system: string;
  readonly declaration: ExportDeclaration;
  readonly rows: readonly (readonly string[])[];
  /** What could not be had of single rows. */
  readonly findings: readonly Finding[];
}

/**
 * Reads what a system only gives out, to its proven end. Sends declared reads only.
 * @throws RollcallError `USAGE`, `EXPORT_WITHHELD`, `SYSTEM_REFUSED`, `READ_INCOMPLETE`, those of the transport, and what
 * makes a roster unusable. Nothing is given back then.
 */
export async function exportRows(options: ExportOptions): Promise<Exported> {
  const { onStep = () => {}, sandbox } = options;
  onStep('reading the roster');
  const repository = await openRepository(options.directory);
  const moment = await readMoment(repository, options.config, options.now());
  const rules = moment.rules.systems.find((one) => one.name === options.system);
  if (!rules) {
    const known = moment.rules.systems.map((one) => one.name).join(', ') || 'none';
    throw new RollcallError('USAGE', `There is no system ${options.system} in ${moment.config}; there is ${known}.`);
  }
  const environment = { ...options.environment, ...sandbox?.environment };
  const connectors = await options.connectors([rules.connector]);
  const connector = connectors.get(rules.connector);
  if (!connector) throw new TypeError(`connector ${rules.connector} was not loaded`);
  const declaration = chooseExport(connector, options.what);
  const asked = readExportOptions(declaration, options.options ?? []);
  if (declaration.from === 'desired') {
    const read = await exportDesired({ rules, connector, moment, environment, declaration, options: asked });
    return exportedOf(rules.name, declaration, read);
  }
  const endpoint = sandbox?.systems[rules.name]?.endpoint;
  const [system] = openSystems([rules], {
    ...{ rules: moment.rules, connectors, environment },
    files: recordFiles(moment.tree, environment.ROLLCALL_FILES),
    ...(options.network && { network: options.network }),
    ...(endpoint !== undefined && { endpoints: { [rules.name]: endpoint } }),
  });
  if (!system) throw new TypeError(`the system ${rules.name} was not opened`);

  const context = system.context('plan', moment.today);
  onStep(`checking ${rules.name}`);
  const refusal = (await system.connector.check(context)).find((finding) => finding.severity === 'error');
  if (refusal) throw new RollcallError('SYSTEM_REFUSED', `${rules.name}: ${refusal.message}`, { next: refusal.next });

  const keys: ReadKey[] = [];
  if (declaration.about !== undefined) {
    const desired = mapRoster(moment.roster, system.mapping, moment.today);
    const ref = sandbox ? { ref: sandboxRef, remote: null } : {};
    const remotes = await knownRemotes({ system, moment, environment, names: [...desired.keys()], ...ref });
    keys.push(...keysOf(declaration.about, desired, remotes));
  }
  onStep(`exporting ${declaration.name} from ${rules.name}`);
  const request = { name: declaration.name, options: asked, ...(declaration.about !== undefined && { keys }) };
  return exportedOf(rules.name, declaration, await readExport(system.connector, context, declaration, request));
}

function exportedOf(system: string, declaration: ExportDeclaration, read: ReadExport): Exported {
  const { columns, rows, findings } = read;
  return { system, declaration: { ...declaration, columns }, rows: rows.map((row) => row.map(cellText)), findings };
}

/** Everybody whom the system is meant to hold, those among them who have left. */
function keysOf(
  kind: NonNullable<ExportDeclaration['about']>,
  desired: MappedRoster,
  remotes: Readonly<Record<string, string>>,
): readonly ReadKey[] {
  return [...desired.values()]
    .filter((record) => record.kind === kind && record.state !== 'skipped' && record.state !== 'waiting')
    .map(({ key }) => {
      const remote = remotes[recordName(kind, key)];
      return { key, ...(remote !== undefined && { remote }) };
    });
}
