import { type Kind, kinds, type Value } from '../../contract/index.ts';
import type { Expression } from '../../engine/expression/expression.ts';
import { nearest, suggestion } from '../../engine/expression/nearest.ts';
import { variablesOf } from '../../engine/expression/variables.ts';
import type { FieldRules } from '../../engine/fields.ts';
import type { Limit, SystemRules } from '../../engine/rules.ts';
import type { Path } from './config-document.ts';
import { limitNames, limitRules, parseLimit } from './config-limits.ts';
import { keysOf, type PartReader } from './config-parts.ts';
import { type SystemConfig, systemSchema } from './config-schema.ts';

/** Every system that can be read, in the order of the file. Expressions are compiled unless `fields:` is unreadable. */
export function readSystemRules(reader: PartReader, fields: FieldRules | undefined): readonly SystemRules[] {
  const sources = keysOf(reader.document, ['sources']);
  const systems = keysOf(reader.document, ['systems']).flatMap((name) => {
    const system = reader.part(systemSchema, ['systems', name]);
    return system ? [toRules(name, system, { reader, fields, sources })] : [];
  });
  refuseSharedSecrets(systems, reader);
  refuseWrongTests(systems, reader);
  return systems;
}

/** Names of the environment variables that a system takes its settings and credentials from. */
export function variablesIn({
  with: settings,
  credentials,
}: Pick<SystemRules, 'with' | 'credentials'>): readonly string[] {
  return textsIn([settings, credentials]).flatMap((text) => environmentVariable(text) ?? []);
}

/** `NAME` of a text that is `${NAME}` and nothing else. */
export function environmentVariable(text: string): string | undefined {
  return /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/.exec(text)?.[1];
}

/** Words of `allow` that mean the same in every connector. */
const permissions: readonly string[] = ['delete', 'remove_team', 'invite'];

interface Surroundings {
  readonly reader: PartReader;
  readonly fields: FieldRules | undefined;
  readonly sources: readonly string[];
}

function toRules(name: string, system: SystemConfig, around: Surroundings): SystemRules {
  const { reader, fields, sources } = around;
  const path = ['systems', name];
  for (const [index, source] of (system.sources ?? []).entries()) {
    if (!sources.includes(source)) {
      reader.refuse(
        [...path, 'sources', index],
        `There is no source "${source}"${suggestion(source, sources)}.`,
        `Use one of: ${sources.join(', ')}.`,
      );
    }
  }
  for (const text of textsIn(system.with)) {
    if (text.includes('${') && environmentVariable(text) === undefined) {
      reader.refuse(
        [...path, 'with'],
        'An environment variable must be the whole value.',
        `Write '\${NAME}' with nothing around it.`,
      );
    }
  }
  for (const name of Object.keys(system.credentials ?? {})) {
    const known = [...sources, ...kinds];
    if (known.includes(name)) continue;
    const message = `"${name}" is neither a source nor a kind of record${suggestion(name, known)}.`;
    reader.refuseKey([...path, 'credentials', name], message, `Use one of: ${known.join(', ')}.`);
  }
  // Connectors may bring words of their own, so only what is close to a known word is taken for a misspelling.
  for (const [index, word] of system.allow.entries()) {
    const meant = permissions.includes(word) ? undefined : nearest(word, permissions);
    if (meant === undefined) continue;
    reader.refuse(
      [...path, 'allow', index],
      `"${word}" permits nothing (did you mean "${meant}"?).`,
      `Write ${meant}.`,
    );
  }
  const truth = (key: 'only' | 'skip' | 'active') =>
    system[key] !== undefined && fields
      ? reader.expression([...path, key], system[key], { variables: variablesOf(fields, 'employees'), gives: 'truth' })
      : undefined;
  const only = truth('only');
  const skip = truth('skip');
  const active = truth('active');
  const {
    connector,
    stage,
    after,
    endpoint,
    account,
    operations,
    missing,
    credentials,
    protect,
    allow,
    when,
    drift,
    blank,
  } = system;
  return {
    name,
    place: reader.document.placeOfKey(path),
    ...{ connector, stage, operations, protect, allow, when, blank },
    ...(typeof missing === 'string' ? { missing } : { missing: 'leave', missingOf: missing }),
    ...(credentials && { credentials }),
    ...(system.kinds && { kinds: system.kinds }),
    with: system.with as Readonly<Record<string, Value>>,
    ...(endpoint !== undefined && { endpoint }),
    ...(account !== undefined && { account }),
    ...(system.sources && { sources: system.sources }),
    ...(only && { only }),
    ...(skip && { skip }),
    ...(active && { active }),
    ...(after !== undefined && { after }),
    ...(drift && { drift }),
    fields: mappings([...path, 'fields'], system.fields, around),
    defaults: withoutDrops([...path, 'defaults'], mappings([...path, 'defaults'], system.defaults, around), reader),
    limits: limitRules(readLimits([...path, 'limits'], system, reader)),
  };
}

type Mappings = Partial<Record<Kind, Readonly<Record<string, Expression | null>>>>;

/** Flat entries belong to employees; an entry that is a section belongs to the kind it is named after. */
function mappings(path: Path, written: SystemConfig['fields'], { reader, fields }: Surroundings): Mappings {
  if (fields === undefined) return {};
  const compile = (at: Path, source: string | null, kind: Kind) =>
    source === null ? null : reader.expression(at, source, { variables: variablesOf(fields, kind) });
  const result: Partial<Record<Kind, Record<string, Expression | null>>> = {};
  const put = (kind: Kind, name: string, expression: Expression | null | undefined) => {
    if (expression !== undefined) result[kind] = { ...result[kind], [name]: expression };
  };
  for (const [name, entry] of Object.entries(written)) {
    if (typeof entry !== 'object' || entry === null) {
      put('employees', name, compile([...path, name], entry, 'employees'));
      continue;
    }
    const kind = kinds.find((one) => one === name);
    if (kind === undefined) {
      reader.refuseKey(
        [...path, name],
        `"${name}" is not a kind of record${suggestion(name, kinds)}.`,
        `Use one of: ${kinds.join(', ')}.`,
      );
      continue;
    }
    for (const [field, source] of Object.entries(entry))
      put(kind, field, compile([...path, kind, field], source, kind));
  }
  return result;
}

function withoutDrops(path: Path, written: Mappings, reader: PartReader): SystemRules['defaults'] {
  const result: Partial<Record<Kind, Record<string, Expression>>> = {};
  for (const kind of kinds) {
    for (const [name, expression] of Object.entries(written[kind] ?? {})) {
      if (expression === null)
        reader.refuse([...path, name], `The default of "${name}" is empty.`, 'Write an expression or remove the line.');
      else result[kind] = { ...result[kind], [name]: expression };
    }
  }
  return result;
}

function readLimits(path: Path, system: SystemConfig, reader: PartReader): Readonly<Record<string, Limit>> {
  const stated: Record<string, Limit> = {};
  for (const [name, written] of Object.entries(system.limits)) {
    if (written === undefined) continue;
    const known = [...limitNames, ...system.allow];
    if (!known.includes(name)) {
      reader.refuseKey(
        [...path, name],
        `"${name}" is not a limit${suggestion(name, known)}.`,
        `Use one of: ${known.join(', ')}.`,
      );
      continue;
    }
    const limit = parseLimit(written);
    if (limit === undefined) {
      reader.refuse(
        [...path, name],
        `The limit "${name}" cannot be read.`,
        "Write a count (10), a share (5%) or both ('5% | 10').",
      );
    } else stated[name] = limit;
  }
  return stated;
}

/** A test system that holds the key of production would write there. */
function refuseSharedSecrets(systems: readonly SystemRules[], reader: PartReader): void {
  for (const test of systems.filter((system) => system.stage === 'test')) {
    for (const other of systems.filter(
      (system) => system.stage === 'production' && system.connector === test.connector,
    )) {
      const shared = variablesIn(test).find((name) => variablesIn(other).includes(name));
      if (shared === undefined) continue;
      reader.refuse(
        ['systems', test.name, 'with'],
        `"${test.name}" (test) and "${other.name}" (production) both use \${${shared}}.`,
        'Give the test system credentials of its own.',
      );
    }
  }
}

/** A production system may wait for a test system of the same connector, and for nothing else. */
function refuseWrongTests(systems: readonly SystemRules[], reader: PartReader): void {
  for (const { name, after, connector, stage } of systems) {
    if (after === undefined) continue;
    const tests = systems.filter((other) => other.stage === 'test' && other.connector === connector);
    const names = tests.map((test) => test.name);
    if (stage === 'production' && names.includes(after)) continue;
    const message =
      stage === 'test'
        ? 'A test system waits for no other one.'
        : `"${after}" is no test system of ${connector}${suggestion(after, names)}.`;
    const next = names.length === 0 || stage === 'test' ? 'Remove the line.' : `Use one of: ${names.join(', ')}.`;
    reader.refuse(['systems', name, 'after'], message, next);
  }
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
