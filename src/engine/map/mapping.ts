import {
  type Connector,
  type FieldClass,
  type FieldDeclaration,
  type Kind,
  type KindDeclaration,
  RollcallError,
  strictest,
} from '../../contract/index.ts';
import { compileExpression } from '../expression/compile.ts';
import type { Expression } from '../expression/expression.ts';
import { classOfReads, variablesOf } from '../expression/variables.ts';
import type { FieldRules } from '../fields.ts';
import type { SystemRules } from '../rules.ts';

/** One field of a system: what it is, how its value is made from a roster record, and who may see it. */
export interface MappedField {
  readonly declaration: FieldDeclaration;
  readonly expression: Expression;
  /** Used when the mapped value is empty (`defaults:`). */
  readonly fallback?: Expression;
  readonly class: FieldClass;
}

export interface MappedKind {
  readonly declaration: KindDeclaration;
  readonly fields: readonly MappedField[];
}

/** How one system sees the roster: the connector's default mapping with the overrides of rollcall.yaml. */
export interface Mapping {
  readonly system: SystemRules;
  readonly connector: Connector;
  readonly kinds: readonly MappedKind[];
  /** Who is active there beyond being employed; absent: everybody. `isStated`: by rollcall.yaml, not by the connector. */
  readonly active?: { readonly expression: Expression; readonly isStated: boolean };
  /** How many managers up the expressions look, so that no more of them are built. */
  readonly managerDepth: number;
}

/**
 * Joins a connector's default mapping with a system's `fields:` and `defaults:`. A field that neither names is not managed.
 * @throws RollcallError `CONFIG_INVALID` when rollcall.yaml names a kind or field that the connector does not have.
 */
export function createMapping(connector: Connector, system: SystemRules, fields: FieldRules): Mapping {
  refuseUnknownNames(connector, system);
  const kinds = connector.kinds.map((declaration) => ({
    declaration,
    fields: mapFields(declaration, system, fields),
  }));
  const active = activeRule(connector, system, fields);
  const expressions = [
    system.only,
    system.skip,
    active?.expression,
    ...kinds.flatMap((kind) => kind.fields.flatMap((field) => [field.expression, field.fallback])),
  ];
  const managerDepth = Math.max(0, ...expressions.flatMap((expression) => (expression?.reads ?? []).map(managersIn)));
  return { system, connector, kinds, managerDepth, ...(active && { active }) };
}

function activeRule(connector: Connector, { active }: SystemRules, fields: FieldRules): Mapping['active'] {
  if (active) return { expression: active, isStated: true };
  const source = connector.kinds.find(({ kind }) => kind === 'employees')?.active;
  if (source === undefined) return undefined;
  return {
    expression: compileExpression(source, { variables: variablesOf(fields, 'employees'), gives: 'truth' }),
    isStated: false,
  };
}

function mapFields(kind: KindDeclaration, system: SystemRules, rules: FieldRules): readonly MappedField[] {
  const overrides = system.fields[kind.kind] ?? {};
  const declared = new Set(kind.fields.map((field) => field.name));
  const extra = Object.keys(overrides)
    .filter((name) => !declared.has(name))
    .map((name): FieldDeclaration => ({ type: 'text', readable: false, ...kind.extraFields, name }));
  const variables = variablesOf(rules, kind.kind);
  return [...kind.fields, ...extra].flatMap((declaration) => {
    const override = declaration.name === kind.identity.key ? undefined : overrides[declaration.name];
    if (override === null) return [];
    const expression = override ?? (declaration.from && compileExpression(declaration.from, { variables }));
    if (!expression) return [];
    const fallback = system.defaults[kind.kind]?.[declaration.name];
    return [
      { declaration, expression, fallback, class: classOfField(declaration, [expression, fallback], kind.kind, rules) },
    ];
  });
}

/** The declared class, made stricter by what goes into the value: a tag made of a birth date is as private as the date. */
function classOfField(
  declaration: FieldDeclaration,
  expressions: readonly (Expression | undefined)[],
  kind: Kind,
  rules: FieldRules,
): FieldClass {
  const inputs = expressions.flatMap((expression) => expression?.reads ?? []);
  return strictest([declaration.class ?? 'secret', classOfReads(inputs, rules, kind)]);
}

function managersIn(path: readonly string[]): number {
  const end = path.findIndex((part) => part !== 'manager');
  return end === -1 ? path.length : end;
}

function refuseUnknownNames(connector: Connector, system: SystemRules): void {
  for (const named of [system.fields, system.defaults]) {
    for (const [kind, fields] of Object.entries(named)) {
      const declaration = connector.kinds.find((one) => one.kind === kind);
      const known = new Set(declaration?.fields.map((field) => field.name));
      const wrong = Object.keys(fields).find((name) => !known.has(name) && !declaration?.extraFields);
      if (!declaration || wrong !== undefined)
        throw unknownName(connector, system, kind, declaration && wrong, [...known]);
    }
  }
}

function unknownName(
  connector: Connector,
  system: SystemRules,
  kind: string,
  name: string | undefined,
  known: readonly string[],
): RollcallError {
  const { file, line, column } = system.place;
  const what =
    name === undefined
      ? `does not have the kind ${kind}`
      : `has no field ${name} for ${kind}; it has ${known.join(', ')}`;
  return new RollcallError(
    'CONFIG_INVALID',
    `${file}:${line}:${column}: system ${system.name}: ${connector.id} ${what}.`,
  );
}
