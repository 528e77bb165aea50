import {
  type Connector,
  type Context,
  type ExportDeclaration,
  type ExportRequest,
  RollcallError,
} from '../../contract/index.ts';
import { desiredRecords } from '../../engine/desired-records.ts';
import { mapRoster } from '../../engine/map/map.ts';
import { createMapping } from '../../engine/map/mapping.ts';
import type { SystemRules } from '../../engine/rules.ts';
import { type Environment, resolveSecrets } from '../config/secrets.ts';
import type { Moment } from '../moment.ts';
import { type ReadExport, readExport } from './read-export.ts';

export interface DesiredExportOptions {
  readonly rules: SystemRules;
  readonly connector: Connector;
  readonly moment: Moment;
  readonly environment: Environment;
  readonly declaration: ExportDeclaration;
  readonly options: ExportRequest['options'];
}

/**
 * An export made of what a system shall hold: nothing is asked of the system, and no credentials are needed.
 * @throws RollcallError `ROSTER_REFUSED` when somebody would be missing from it who must not be; `CONFIG_INVALID`.
 */
export async function exportDesired(options: DesiredExportOptions): Promise<ReadExport> {
  const { rules, connector, moment, declaration } = options;
  const mapping = createMapping(connector, rules, moment.rules.fields);
  const { records, findings } = desiredRecords(mapRoster(moment.roster, mapping, moment.today));
  const errors = findings.filter(({ severity }) => severity === 'error');
  const gaps = moment.roster.incomplete.map(({ source, reason }) => `source ${source}: ${reason}`);
  if (errors.length > 0 || gaps.length > 0) throw notEverybody(declaration, gaps, errors);

  const classes = mapping.kinds.flatMap(({ fields }) =>
    fields.map((field) => [field.declaration.name, field.class] as const),
  );
  const context = contextWithout(options);
  const request = { name: declaration.name, options: options.options, records };
  const read = await readExport(connector, context, declaration, request, new Map(classes));
  return { ...read, findings: [...findings, ...read.findings] };
}

/** Settings without credentials, and a line that leads nowhere. */
function contextWithout({ rules, connector, moment, environment }: DesiredExportOptions): Context {
  const secret = new Set(connector.credentials.map(({ name }) => name));
  const open = Object.entries(rules.with).filter(([name]) => !secret.has(name));
  const { credentials: _credentials, ...rest } = rules;
  const { settings } = resolveSecrets(
    { ...rest, with: Object.fromEntries(open) },
    { ...connector, credentials: [] },
    environment,
  );
  return {
    settings,
    today: moment.today,
    send: async () => {
      throw new TypeError('an export of what is desired asks nothing of the system');
    },
    file: async () => undefined,
    once: (_name, load) => load(),
  };
}

function notEverybody(
  { name }: ExportDeclaration,
  gaps: readonly string[],
  findings: RollcallError['findings'],
): RollcallError {
  const places = findings.map(({ place, message }) => `${place ? `${place.file}:${place.line}: ` : ''}${message}`);
  const lines = [`${name} would not hold everybody, and nothing was written.`, ...gaps, ...places];
  return new RollcallError('ROSTER_REFUSED', lines.join('\n'), { findings });
}
