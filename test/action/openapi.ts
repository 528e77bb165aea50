import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { project } from '../commands/rollcall.ts';

/** A call as GitHub would get it. */
export interface ApiCall {
  readonly method: string;
  /** Without the query: `/repos/acme/hr/issues`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What is wrong with a call by GitHub's own OpenAPI description; nothing for one that it allows. */
export type Check = (call: ApiCall) => readonly string[];

const parts = join(project, '.ci', 'parts');
const description = join(parts, 'node_modules', '@octokit', 'openapi', 'generated', 'api.github.com.json');

/** False where `.ci/parts` is not installed: `.ci/run` does it, since it is too heavy for everybody's `npm ci`. */
export const hasDescription = existsSync(description);

/** GraphQL has no OpenAPI description. */
const undescribed: readonly string[] = ['/graphql'];

let opened: Check | undefined;

/** Checks nothing where there is no description. */
export function checkCall(call: ApiCall): readonly string[] {
  if (!hasDescription || undescribed.includes(call.path)) return [];
  opened ??= openDescription();
  return opened(call);
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly [keyword: string]: unknown;
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
}

interface Validator {
  validate(schema: object, value: unknown): boolean;
  errorsText(): string;
}

function openDescription(): Check {
  const api = JSON.parse(readFileSync(description, 'utf8')) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  const { Ajv } = createRequire(join(parts, 'package.json'))('ajv') as {
    readonly Ajv: new (options: object) => Validator;
  };
  const bodies = new Ajv({ strict: false, validateFormats: false });
  const texts = new Ajv({ strict: false, validateFormats: false, coerceTypes: true });
  // The most concrete first: `/issues/comments/{id}` before `/issues/{number}/{what}`.
  const templates = Object.keys(api.paths)
    .map((template) => ({
      template,
      pattern: new RegExp(`^${template.replace(/[.+]/g, '\\$&').replace(/\{[^}]+\}/g, '([^/]+)')}$`),
    }))
    .sort((a, b) => parametersIn(a.template) - parametersIn(b.template));

  /** Follows references, so that a schema stands by itself. */
  function whole<T>(part: T): T {
    if (Array.isArray(part)) return part.map(whole) as T;
    if (typeof part !== 'object' || part === null) return part;
    if ('$ref' in part && typeof part.$ref === 'string') return whole(at(part.$ref)) as T;
    const words = Object.entries(part).map(([name, inner]) => [name, whole(inner)] as const);
    // GitHub writes `nullable` beside `oneOf` too, where the validator knows it beside `type` only.
    return Object.fromEntries(words.filter(([name]) => name !== 'nullable' || 'type' in part)) as T;
  }
  function at(reference: string): unknown {
    return reference
      .slice(2)
      .split('/')
      .reduce<unknown>((part, name) => (part as Record<string, unknown>)[name.replaceAll('~1', '/')], api);
  }

  return ({ method, path, query, body }) => {
    const found = templates.find(({ pattern, template }) => pattern.test(path) && methodOf(template));
    function methodOf(template: string): Operation | undefined {
      return api.paths[template]?.[method.toLowerCase()];
    }
    const operation = found && methodOf(found.template);
    if (!found || !operation) return [`${method} ${path}: there is no such operation`];
    const { parameters = [], requestBody } = whole(operation);
    const names = [...found.template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
    const values = found.pattern.exec(path)?.slice(1) ?? [];
    const given = { path: Object.fromEntries(names.map((name, index) => [name, values[index]])), query };
    const troubles = parameters.flatMap((one) => {
      if (one.in === 'header') return [];
      const value = given[one.in][one.name];
      if (value === undefined) return one.required ? [`${one.name} is missing`] : [];
      return texts.validate(one.schema, value) ? [] : [`${one.name}: ${texts.errorsText()}`];
    });
    const known = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
    troubles.push(...Object.keys(query).flatMap((name) => (known.includes(name) ? [] : [`${name} is not known`])));
    const schema = requestBody?.content['application/json']?.schema;
    if (body === undefined) troubles.push(...(requestBody?.required ? ['the body is missing'] : []));
    else if (!schema) troubles.push('a body is sent where none is taken');
    else {
      if (!bodies.validate(schema, body)) troubles.push(bodies.errorsText());
      troubles.push(...unknownIn(body, schema, 'body'));
    }
    return troubles.map((trouble) => `${method} ${found.template}: ${trouble}`);
  };
}

function parametersIn(template: string): number {
  return template.split('{').length - 1;
}

/** The description lets everything else through too; what it does not name is a mistake of ours. */
function unknownIn(value: unknown, schema: Schema, place: string): readonly string[] {
  if (Array.isArray(value))
    return schema.items ? value.flatMap((item) => unknownIn(item, schema.items as Schema, `${place}[]`)) : [];
  if (typeof value !== 'object' || value === null || !schema.properties) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const own = schema.properties?.[name];
    return own ? unknownIn(inner, own, `${place}.${name}`) : [`${place}.${name} is not known`];
  });
}
