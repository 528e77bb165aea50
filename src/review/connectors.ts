import type {
  Connector,
  FieldDeclaration,
  KindDeclaration,
  Operation,
  OperationDeclaration,
} from '../contract/index.ts';
import { secondIdentity } from '../engine/plan/second-identity.ts';
import { pad, painter, textWidth } from './paint.ts';

/** A connector and the plugin it came with. */
export interface ListedConnector {
  readonly connector: Connector;
  readonly plugin: { readonly name: string; readonly version: string; readonly type: string; readonly root: string };
}

/** Fields of one kind that one configured system manages, with the expression each comes from. */
export interface OwnedFields {
  readonly system: string;
  readonly kind: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Those that are sent with a new record only. */
  readonly onCreate: readonly string[];
  /** What the system may do with records of the kind. */
  readonly operations: readonly Operation[];
  /** What becomes of a value that somebody changes in the system. */
  readonly drift: 'report' | 'correct';
}

/** The installed connectors as a table for a terminal. */
export function describeInstalled(listed: readonly ListedConnector[], options: { readonly color: boolean }): string {
  if (listed.length === 0) return 'No connector is installed. Add one with "rollcall plugins install PACKAGE".';
  const paint = painter(options.color);
  const rows = listed.map(({ connector, plugin }) => [
    paint.bold(connector.id),
    connector.version,
    connector.title,
    connector.kinds.map((one) => one.kind).join(', '),
    describeOrigin(plugin),
    connector.experimental === undefined ? '' : paint.yellow('experimental'),
  ]);
  return alignRows([['id', 'version', 'system', 'kinds', 'from', ''].map(paint.dim), ...rows]);
}

/** The same for programs. */
export function installedJson(listed: readonly ListedConnector[]): unknown {
  return {
    connectors: listed.map(({ connector, plugin }) => ({
      id: connector.id,
      version: connector.version,
      title: connector.title,
      kinds: connector.kinds.map((one) => one.kind),
      plugin: plugin.name,
      from: originOf(plugin),
      ...(connector.experimental !== undefined && { experimental: connector.experimental }),
    })),
  };
}

/** Everything a connector declares, for someone who configures or reviews it. */
export function describeDataSheet(
  listed: ListedConnector,
  options: { readonly color: boolean; readonly owned?: readonly OwnedFields[] },
): string {
  const { connector, plugin } = listed;
  const paint = painter(options.color);
  const part = (title: string, rows: readonly (readonly string[])[]) =>
    rows.length === 0 ? [] : ['', paint.bold(title), indent(alignRows(rows))];
  const lines = [
    `${paint.bold(connector.title)} ${paint.dim(`(${connector.id} ${connector.version}, ${describeOrigin(plugin)})`)}`,
    ...(connector.experimental === undefined ? [] : [paint.yellow(`Experimental: ${connector.experimental}`)]),
    `Calls ${connector.endpoint}${describeRate(connector)}. When a system moves without git: ${connector.drift}.`,
    ...part('Settings (with:)', [
      ...connector.settings.map((setting) => [
        setting.name,
        setting.options?.join(' | ') ?? setting.type,
        setting.required
          ? 'required'
          : setting.default === undefined
            ? ''
            : `default ${JSON.stringify(setting.default)}`,
        setting.description,
      ]),
      ...connector.credentials.map((one) => [one.name, 'credential', 'required', one.description]),
    ]),
    ...connector.kinds.flatMap((kind) => [
      ...part(`${kind.kind}: ${describeReading(kind)}; ${describeAbsence(kind)}`, describeOperations(kind)),
      ...part(
        `Fields of ${kind.kind}`,
        kind.fields.map((field) => describeField(field, kind)),
      ),
    ]),
    ...part(
      'Effects',
      connector.effects.map((effect) => [
        `${effect.kind} ${effect.operations.join(', ')}`,
        effect.reversible ? '' : paint.yellow('cannot be undone'),
        effect.text,
      ]),
    ),
    ...part(
      'Gives out (rollcall export)',
      (connector.exports ?? []).map((one) => [
        one.name,
        (one.options ?? []).map((option) => `${option.name}=…`).join(' '),
        one.description,
      ]),
    ),
    ...part(
      'Does not give out',
      (connector.withheld ?? []).map((one) => [one.name, one.reason]),
    ),
    ...(options.owned ?? []).flatMap((one) => [
      ...part(
        `Owned by ${one.system}, ${one.kind}`,
        Object.entries(one.fields).map(([name, from]) => [
          name,
          `← ${from}`,
          one.onCreate.includes(name) ? 'on create only' : '',
        ]),
      ),
      `  ${describeOwnership(one)}`,
    ]),
  ];
  return lines.join('\n');
}

/** The data sheet for programs: what the connector declares, without its functions. */
export function dataSheetJson(listed: ListedConnector, owned: readonly OwnedFields[] = []): unknown {
  const { check: _check, read: _read, write: _write, simulator, ...sheet } = listed.connector;
  return {
    ...sheet,
    hasSimulator: simulator !== undefined,
    plugin: listed.plugin.name,
    from: originOf(listed.plugin),
    ...(owned.length > 0 && { owned }),
  };
}

function originOf(plugin: ListedConnector['plugin']): 'bundled' | 'installed' | 'linked' {
  if (plugin.type === 'user') return 'installed';
  return plugin.type === 'link' ? 'linked' : 'bundled';
}

function describeOrigin(plugin: ListedConnector['plugin']): string {
  const origin = originOf(plugin);
  if (origin === 'bundled') return 'comes with rollcall';
  return origin === 'linked' ? `linked: ${plugin.root}` : `${plugin.name} ${plugin.version}`;
}

/** What the administrators of a system need to know before they change a value there. */
function describeOwnership({ operations, drift }: OwnedFields): string {
  if (operations.length === 0) return 'Read only: nothing is ever written there.';
  const sent = operations.includes('update')
    ? drift === 'correct'
      ? 'Changed by hand there, they are put back by the next sync.'
      : 'Changed by hand there, they are reported as drift, and overwritten when the files change.'
    : 'Sent with new records only; later changes there stay.';
  return `${sent} Every other field belongs to the administrators and is never sent.`;
}

function describeRate({ rates }: Connector): string {
  const rate = (rates ?? []).find(({ route }) => route === undefined);
  if (!rate) return '';
  const setting = rate.setting === undefined ? '' : ` (setting ${rate.setting})`;
  return `, at most ${rate.calls} times in ${describeTime(rate.perMs)}${setting}`;
}

function describeTime(ms: number): string {
  if (ms % 3_600_000 === 0) return ms === 3_600_000 ? 'an hour' : `${ms / 3_600_000} hours`;
  if (ms % 60_000 === 0) return ms === 60_000 ? 'a minute' : `${ms / 60_000} minutes`;
  return ms === 1000 ? 'a second' : `${ms / 1000} seconds`;
}

function describeReading(kind: KindDeclaration): string {
  switch (kind.list) {
    case 'counted':
      return 'read completely, with a total';
    case 'uncounted':
      return 'read completely, without a total';
    case 'by-key':
      return 'read one by one, by key';
    case 'none':
      return 'cannot be read';
    default:
      return kind.list satisfies never;
  }
}

function describeAbsence(kind: KindDeclaration): string {
  const written = kind.write === 'snapshot' ? 'written as a whole' : 'written one by one';
  switch (kind.absence) {
    case 'nothing':
      return `${written}, a record not sent stays as it is`;
    case 'deactivates':
      return `${written}, a record not sent is deactivated`;
    case 'deletes':
      return `${written}, a record not sent is deleted`;
    default:
      return kind.absence satisfies never;
  }
}

function describeOperations(kind: KindDeclaration): readonly (readonly string[])[] {
  return Object.entries(kind.operations).map(([name, operation]: readonly [string, OperationDeclaration]) => [
    name,
    operation.reversible ? 'can be undone' : 'cannot be undone',
    operation.needs === undefined ? '' : `needs allow: [${operation.needs}]${describeCondition(operation)}`,
  ]);
}

function describeCondition({ when }: OperationDeclaration): string {
  return when ? ` while ${when.setting} is ${JSON.stringify(when.equals)}` : '';
}

function describeField(field: FieldDeclaration, kind: KindDeclaration): readonly string[] {
  const notes = [
    field.name === kind.identity.key ? 'key' : secondIdentity(kind).includes(field.name) ? 'second key' : '',
    field.required ? 'required' : '',
    field.writable === 'never' ? 'read only' : field.writable === 'create' ? 'on create only' : '',
    field.readable === false ? 'never given back' : '',
    field.reference ? `refers to ${field.reference.kind}` : '',
    field.options ? field.options.join(' | ') : '',
  ].filter((note) => note !== '');
  return [
    field.name,
    field.type,
    field.class ?? 'secret',
    notes.join(', '),
    field.from === undefined ? '' : `← ${field.from}`,
  ];
}

function alignRows(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => textWidth(row[column] ?? ''))));
  return rows
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
