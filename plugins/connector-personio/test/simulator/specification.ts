import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'yaml';
import type { Request } from '../../../../src/contract/index.ts';
import type { Exchange } from '../account.ts';

/** Personio's own files lie beside a checkout and are not copied; ajv comes with `.ci/parts`. */
const folder = new URL('../../../../../shared/apis/personio/', import.meta.url);
const parts = new URL('../../../../.ci/parts/package.json', import.meta.url);

/** Each specification with what its paths hang at. */
const files = [
  ['personio-personnel-data-api-oa3.yaml', '/v1'],
  ['personio-auth-api.yaml', '/v1'],
  ['v2-official-trimmed/persons-service-api-v2.json', ''],
  ['v2-official-trimmed/employment-contract-v2.json', ''],
  ['v2-official-trimmed/credentials-service-api-v2.json', ''],
] as const;

/** Why nothing can be judged here; undefined when it can. */
export function whatIsMissing(): string | undefined {
  if (!existsSync(new URL(files[0][0], folder))) return "Personio's specifications are not beside the checkout";
  return existsSync(new URL('node_modules/ajv/package.json', parts)) ? undefined : '.ci/parts is not installed';
}

type Node = { readonly [name: string]: unknown };
interface Ajv {
  addSchema(schema: unknown, name: string): void;
  compile(schema: unknown): ((data: unknown) => boolean) & {
    readonly errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null;
  };
}

export interface Judgement {
  /** What is against the specification, each with the call it is about. */
  readonly violations: readonly string[];
  /** Calls that a specification describes, as `GET /v1/company/employees 200`. */
  readonly judged: ReadonlySet<string>;
}

/** Holds requests and answers against the specifications: path, query, body, status and shape. */
export function judge(exchanges: readonly Exchange[]): Judgement {
  const { default: Constructor } = createRequire(parts)('ajv') as { default: new (options: object) => Ajv };
  const ajv = new Constructor({ strict: false, validateFormats: false, allErrors: true });
  const documents = files.map(([file, root]) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    const document = (file.endsWith('.json') ? JSON.parse(text) : parse(text)) as Node;
    // A list of employees is said to be an object as well; its own example is a list.
    const response = pick(document, ['components', 'schemas', 'Response', 'properties']) as
      | { data?: unknown }
      | undefined;
    delete response?.data;
    ajv.addSchema(document, file);
    return { file, root, paths: document.paths as Readonly<Record<string, Node>>, document };
  });
  const violations: string[] = [];
  const judged = new Set<string>();

  for (const { request, response } of exchanges) {
    const found = documents.flatMap(({ paths, root, file, document }) =>
      Object.keys(paths).flatMap((template) =>
        matches(`${root}${template}`, request.path) ? [{ template, file, document }] : [],
      ),
    );
    // A fixed word goes before an id in the same place.
    const [place] = found.toSorted((one, other) => one.template.split('{').length - other.template.split('{').length);
    if (!place) continue;
    const method = request.method.toLowerCase();
    const at = [place.template, method];
    const operation = pick(place.document, ['paths', ...at]);
    const name = `${request.method} ${place.template} ${response.status}`;
    const complain = (what: string): void => void violations.push(`${name}: ${what}`);
    // The files of v2 hold reads only.
    if (!operation) {
      if (place.file.endsWith('.yaml')) complain('is no operation');
      continue;
    }
    judged.add(name);
    const declared = [operation.parameters, pick(place.document, ['paths', place.template])?.parameters].flatMap(
      (list) => (Array.isArray(list) ? (list as readonly Node[]) : []),
    );
    for (const parameter of Object.keys(request.query ?? {})) {
      if (!declared.some((one) => one.in === 'query' && one.name === parameter))
        complain(`has no parameter ${parameter}`);
    }
    const check = (pointer: readonly string[], data: unknown, what: string): void => {
      if (!pick(place.document, pointer)) return;
      const validate = ajv.compile({ $ref: `${place.file}#/${pointer.map(pointerPart).join('/')}` });
      if (validate(data)) return;
      for (const error of validate.errors ?? []) complain(`${what}${error.instancePath} ${error.message ?? ''}`);
    };
    const content = ['paths', ...at, 'requestBody', 'content'];
    if (request.body !== undefined) check([...content, 'application/json', 'schema'], request.body, 'request');
    if (request.parts) check([...content, 'multipart/form-data', 'schema'], formOf(request), 'request');
    const answers = ['paths', ...at, 'responses'];
    if (!pick(place.document, [...answers, String(response.status)])) {
      // Rights, rates and faults go without saying.
      if (![401, 403, 429, 500, 502].includes(response.status)) complain('is no declared status');
      continue;
    }
    for (const type of ['application/json', 'application/problem+json']) {
      const pointer = [...answers, String(response.status), 'content', type, 'schema'];
      if (response.text !== '') check(pointer, JSON.parse(response.text), 'response');
    }
  }
  return { violations, judged };
}

/** As a multipart body is described: whole numbers as such, the file as a text. */
function formOf({ parts: list }: Request): unknown {
  return Object.fromEntries(
    (list ?? []).map((part) => {
      if (!('text' in part)) return [part.name, 'binary'];
      return [part.name, /_id$/.test(part.name) ? Number(part.text) : part.text];
    }),
  );
}

function matches(template: string, path: string): boolean {
  const wanted = template.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => segment.startsWith('{') || segment === given[index])
  );
}

function pick(document: Node, pointer: readonly string[]): Node | undefined {
  let node: unknown = document;
  for (const name of pointer) node = (node as Node | undefined)?.[name];
  return node as Node | undefined;
}

function pointerPart(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}
