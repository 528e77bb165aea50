import { type Connector, type FieldDeclaration, type KindDeclaration, RollcallError } from '../contract/index.ts';
import { compileExpression } from './expression/compile.ts';
import { variablesOf } from './expression/variables.ts';
import { builtInFields } from './fields.ts';
import { secondIdentity } from './plan/second-identity.ts';

/**
 * What is wrong with a connector's data sheet beyond its shape: names given twice, names that lead nowhere,
 * default mappings that do not compile, operations that contradict each other. One sentence each; empty when sound.
 */
export function checkDataSheet(connector: Connector): readonly string[] {
  return [
    ...repeated('setting', [...connector.settings, ...connector.credentials]),
    ...repeated('export', [...(connector.exports ?? []), ...(connector.withheld ?? [])]),
    ...checkSigningIn(connector),
    ...repeated(
      'effect',
      connector.effects.map((effect) => ({ name: effect.id })),
    ),
    ...repeated(
      'kind',
      connector.kinds.map((one) => ({ name: one.kind })),
    ),
    ...checkNames(connector),
    ...connector.kinds.flatMap((kind) => checkKind(kind, connector)),
    ...checkEffects(connector),
  ];
}

function repeated(what: string, things: readonly { readonly name: string }[]): readonly string[] {
  const names = things.map((thing) => thing.name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(twice)].map((name) => `${what} "${name}" is declared twice`);
}

/** Settings that the endpoint, paths, the fingerprint, the rate and the conditions speak of must exist. */
function checkNames(connector: Connector): readonly string[] {
  const settings = new Set(connector.settings.map((setting) => setting.name));
  const needsOf = connector.kinds.flatMap((kind) => Object.values(kind.operations).map((operation) => operation.when));
  const conditions = [...needsOf, ...connector.effects.map((effect) => effect.when)];
  const spoken: readonly (readonly [string, string | undefined])[] = [
    ...braces(connector.endpoint).map((name) => ['the endpoint', name] as const),
    ...pathsOf(connector).flatMap((path) => braces(path).map((name) => ['a path', name] as const)),
    ...connector.fingerprint.map((name) => ['the fingerprint', name] as const),
    ...conditions.map((condition) => ['a condition', condition?.setting] as const),
    ...(connector.rates ?? []).map((rate) => ['a rate', rate.setting] as const),
    ...connector.kinds.map((kind) => ['a window', kind.window?.setting] as const),
  ];
  return spoken.flatMap(([where, name]) =>
    name === undefined || settings.has(name) ? [] : [`${where} names the setting "${name}", which is not declared`],
  );
}

/** A name and a password must be credentials, and what is only for signing in needs a way to sign in. */
function checkSigningIn({ authentication = [], credentials }: Connector): readonly string[] {
  const names = new Set(credentials.map((credential) => credential.name));
  const spoken = authentication.flatMap((one) => (one.type === 'basic' ? [one.user, one.password] : []));
  const isStranded = authentication.length === 0 && credentials.some((one) => one.in === 'authentication');
  return [
    ...spoken.flatMap((name) =>
      names.has(name) ? [] : [`signing in names the credential "${name}", which is not declared`],
    ),
    ...(isStranded ? ['a credential is for signing in, and no way to sign in is declared'] : []),
  ];
}

/** Names that stand in braces. */
function braces(text: string): readonly string[] {
  return [...text.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
}

function pathsOf({ reads, rates = [], authentication = [] }: Connector): readonly string[] {
  const tokens = authentication.flatMap((one) => (one.type === 'token' ? [one.path] : []));
  return [...reads.map(({ path }) => path), ...rates.flatMap(({ route }) => route?.path ?? []), ...tokens];
}

function checkKind(kind: KindDeclaration, connector: Connector): readonly string[] {
  const names = new Set(kind.fields.map((field) => field.name));
  const declared = connector.kinds.map((one) => one.kind);
  const identity = [...(kind.identity.parts ? [] : [kind.identity.key]), ...secondIdentity(kind)];
  return [
    ...repeated('field', kind.fields),
    ...identity.flatMap((name) =>
      names.has(name) ? [] : [`the identity names the field "${name}", which is not declared`],
    ),
    ...(kind.identity.parts ?? []).flatMap((part) =>
      declared.includes(part) ? [] : [`the identity is made of ${part}, which the connector does not have`],
    ),
    ...kind.fields.flatMap((field) => checkField(field, kind, connector)),
    ...(kind.window && !names.has(kind.window.field)
      ? [`the window names the field "${kind.window.field}", which is not declared`]
      : []),
    ...(kind.active !== undefined ? checkExpression(kind.active, kind).map((problem) => `"active" ${problem}`) : []),
    ...(kind.active !== undefined && kind.kind !== 'employees' ? ['"active" is for employees'] : []),
    ...(kind.operations.return && !kind.operations.leave ? ['it can return but not leave'] : []),
  ].map((problem) => `${kind.kind}: ${problem}`);
}

function checkField(field: FieldDeclaration, kind: KindDeclaration, connector: Connector): readonly string[] {
  const problems: string[] = [];
  const { reference } = field;
  if (reference) {
    const target = connector.kinds.find((one) => one.kind === reference.kind);
    if (!target) problems.push(`refers to ${reference.kind}, which the connector does not have`);
    else if (reference.by === '@remote') {
      if (kind.write === 'snapshot') problems.push('refers by "@remote", which a snapshot cannot');
    } else if (!target.fields.some((one) => one.name === reference.by)) {
      problems.push(`refers to ${reference.kind} by "${reference.by}", which is not declared`);
    }
  }
  if (field.required && field.writable === 'never') problems.push('is required but can never be written');
  if (field.from !== undefined) problems.push(...checkExpression(field.from, kind));
  return problems.map((problem) => `field "${field.name}" ${problem}`);
}

function checkExpression(source: string, kind: KindDeclaration): readonly string[] {
  try {
    compileExpression(source, { variables: variablesOf(builtInFields, kind.kind) });
    return [];
  } catch (error) {
    if (!(error instanceof RollcallError)) throw error;
    return [`has a default mapping that is refused: ${error.message}`];
  }
}

function checkEffects(connector: Connector): readonly string[] {
  return connector.effects.flatMap((effect) => {
    const kind = connector.kinds.find((one) => one.kind === effect.kind);
    if (!kind) return [`effect "${effect.id}" is about ${effect.kind}, which the connector does not have`];
    const { field } = effect;
    if (field === undefined || kind.fields.some((one) => one.name === field)) return [];
    return [`effect "${effect.id}" names the field "${field}" of ${effect.kind}, which is not declared`];
  });
}
