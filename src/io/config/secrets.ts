import { createHash } from 'node:crypto';
import {
  type Connector,
  type CredentialDeclaration,
  type Finding,
  RollcallError,
  type SettingDeclaration,
  type Value,
} from '../../contract/index.ts';
import { suggestion } from '../../engine/expression/nearest.ts';
import type { SystemRules } from '../../engine/rules.ts';
import { configFinding, refuseConfig } from './config-document.ts';
import { environmentVariable } from './config-systems.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ResolvedWith {
  /** By declaration, defaults filled in; never a credential. */
  readonly settings: Readonly<Record<string, Value>>;
  /** Credentials by name. Keep in memory only. */
  readonly secrets: Secrets;
  /** Those of single kinds and sources, each set whole. */
  readonly apart?: Readonly<Record<string, Secrets>>;
}

/** Credentials by name. */
export type Secrets = Readonly<Record<string, string>>;

/**
 * Resolves and checks a system's `with:` by what its connector declares. `${NAME}` comes from the environment.
 * A credential written out is refused, unless a loopback `endpoint` stands in for the vendor.
 * @throws RollcallError `CONFIG_INVALID` with every trouble; `SECRET_MISSING` naming the variables, never a value.
 */
export function resolveSecrets(
  system: SystemRules,
  connector: Pick<Connector, 'id' | 'settings' | 'credentials'>,
  environment: Environment,
): ResolvedWith {
  const troubles = [...unknownNames(system, connector)];
  const missing = new Set<string>();
  const resolve = (value: Value): Value => {
    const name = typeof value === 'string' ? environmentVariable(value) : undefined;
    if (name !== undefined) {
      const found = Object.hasOwn(environment, name) ? environment[name]?.trim() : undefined;
      if (!found) missing.add(name);
      return found ?? '';
    }
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]));
  };

  const settings = connector.settings.flatMap((setting) => {
    const written = system.with[setting.name] ?? null;
    if (written === null && setting.default !== undefined) return [[setting.name, setting.default] as const];
    if (written === null) {
      if (setting.required)
        troubles.push(trouble(system, `needs "${setting.name}": ${setting.description}`, addTo(setting.name)));
      return [];
    }
    const value = typed(
      resolve(written),
      setting,
      typeof written === 'string' && environmentVariable(written) !== undefined,
    );
    const wrong = missing.size === 0 && whyWrong(value, setting);
    if (wrong) troubles.push(trouble(system, `cannot use "${setting.name}": ${wrong}.`, setting.description));
    return [[setting.name, value] as const];
  });
  const resolveSet = (set: SystemRules['with']): Secrets =>
    Object.fromEntries(
      connector.credentials.flatMap((credential) => {
        const problem = literalCredential(system, credential, set);
        if (problem && !troubles.some(({ message }) => message === problem.message)) troubles.push(problem);
        const written = set[credential.name];
        return typeof written === 'string' ? [[credential.name, String(resolve(written))] as const] : [];
      }),
    );
  const sets = Object.entries(system.credentials ?? {});
  // Where every source has credentials of its own, the first of them does what is common to all.
  const secrets = resolveSet({ ...sets[0]?.[1], ...system.with });
  const apart = sets.map(([name, set]) => [name, resolveSet({ ...system.with, ...set })] as const);

  if (troubles.length > 0) throw refuseConfig(troubles);
  if (missing.size > 0) throw secretMissing(system, [...missing]);
  return {
    settings: Object.fromEntries(settings),
    secrets,
    ...(apart.length > 0 && { apart: Object.fromEntries(apart) }),
  };
}

/**
 * The same word for systems that share an account: by `account:`, or by equal credentials of one connector.
 * A digest, so that it may be kept and compared but tells nothing.
 */
export function accountOf(
  system: SystemRules,
  connector: Pick<Connector, 'id'>,
  secrets: ResolvedWith['secrets'],
): string {
  const values = Object.entries(secrets).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const own = values.length === 0 ? ['system', system.name] : ['credentials', values];
  const identity = system.account === undefined ? own : ['account', system.account];
  return createHash('sha256')
    .update(JSON.stringify([connector.id, identity]))
    .digest('hex');
}

/**
 * Refuses a test system and a production system of one connector that hold the same credential.
 * @throws RollcallError `CONFIG_INVALID`.
 */
export function refuseSharedCredentials(
  systems: readonly { readonly system: SystemRules; readonly secrets: ResolvedWith['secrets'] }[],
): void {
  const findings = systems.flatMap((one) => {
    if (one.system.stage !== 'test') return [];
    const other = systems.find(
      ({ system, secrets }) =>
        system.stage === 'production' &&
        system.connector === one.system.connector &&
        Object.values(secrets).some((secret) => Object.values(one.secrets).includes(secret)),
    );
    if (other === undefined) return [];
    return [
      trouble(
        one.system,
        `(test) holds the same credential as "${other.system.name}" (production).`,
        'Give the test system credentials of its own.',
      ),
    ];
  });
  if (findings.length > 0) throw refuseConfig(findings);
}

function trouble(system: SystemRules, message: string, next: string): Finding {
  return { ...configFinding(`System "${system.name}" ${message}`, system.place, next), system: system.name };
}

function addTo(name: string): string {
  return `Add "${name}" under "with:".`;
}

function* unknownNames(
  system: SystemRules,
  connector: Pick<Connector, 'id' | 'settings' | 'credentials'>,
): Generator<Finding> {
  const credentials = connector.credentials.map((one) => one.name);
  const known = [...connector.settings.map((one) => one.name), ...credentials];
  const given = [
    ...Object.keys(system.with).map((name) => ['with', name, known] as const),
    ...Object.values(system.credentials ?? {}).flatMap((set) =>
      Object.keys(set).map((name) => ['credentials', name, credentials] as const),
    ),
  ];
  for (const [section, name, names] of given) {
    if (names.includes(name)) continue;
    const message = `has "${name}" under "${section}:", which ${connector.id} does not know${suggestion(name, names)}.`;
    yield trouble(system, message, names.length === 0 ? 'Remove it.' : `Use one of: ${names.join(', ')}.`);
  }
}

function literalCredential(
  system: SystemRules,
  credential: CredentialDeclaration,
  set: SystemRules['with'],
): Finding | undefined {
  const written = set[credential.name];
  const example = `Write ${credential.name}: '\${NAME}' and put the value into that environment variable.`;
  if (written === undefined || written === null || written === '') {
    return trouble(system, `needs the credential "${credential.name}": ${credential.description}`, example);
  }
  if (typeof written !== 'string')
    return trouble(system, `cannot use "${credential.name}": it must be a text.`, example);
  if (environmentVariable(written) !== undefined || system.endpoint !== undefined) return undefined;
  return trouble(
    system,
    `has the credential "${credential.name}" written out.`,
    `${example} Then replace the credential: it is in git.`,
  );
}

/** What comes from the environment is text; a number or a switch is read out of it. */
function typed(value: Value, setting: SettingDeclaration, fromEnvironment: boolean): Value {
  if (!fromEnvironment || typeof value !== 'string') return value;
  if (setting.type === 'number' && value !== '' && Number.isFinite(Number(value))) return Number(value);
  if (setting.type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

function whyWrong(value: Value, setting: SettingDeclaration): string | undefined {
  if (!isOfType(value, setting.type)) return `it must be ${typeNames[setting.type]}`;
  if (setting.options && !setting.options.includes(String(value))) {
    return `it must be one of ${setting.options.join(', ')}${suggestion(String(value), setting.options)}`;
  }
  if (setting.pattern !== undefined && !new RegExp(`^(?:${setting.pattern})$`, 'u').test(String(value))) {
    return 'it is not of the form expected';
  }
  return undefined;
}

const typeNames: Readonly<Record<SettingDeclaration['type'], string>> = {
  text: 'a text; put numbers in quotes',
  number: 'a number',
  boolean: 'true or false, without quotes',
  list: 'a list',
  map: 'a section with keys of its own',
};

function isOfType(value: Value, type: SettingDeclaration['type']): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'number':
    case 'boolean':
      return typeof value === type;
    case 'list':
      return Array.isArray(value);
    case 'map':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
  }
}

function secretMissing(system: SystemRules, names: readonly string[]): RollcallError {
  const { file, line, column } = system.place;
  const which = names.length === 1 ? 'the environment variable' : 'the environment variables';
  const are = names.length === 1 ? 'is' : 'are';
  const message = `${file}:${line}:${column}: system "${system.name}" needs ${which} ${names.join(', ')}, which ${are} not set.`;
  return new RollcallError('SECRET_MISSING', message);
}
