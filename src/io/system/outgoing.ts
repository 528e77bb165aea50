import { basename } from 'node:path/posix';
import { type Connector, type Request, type RequestPart, type Response, RollcallError } from '../../contract/index.ts';
import type { OutgoingCall } from './exchange.ts';

/** The parts of one call besides the connector's request. */
export interface CallParts {
  readonly connector: Pick<Connector, 'id' | 'credentials'>;
  readonly endpoint: URL;
  readonly secrets: Readonly<Record<string, string>>;
  /** Made of the credentials. */
  readonly authorization?: string;
  /** Reads a file that a part of the request names. */
  readonly readFile?: (path: string) => Promise<Uint8Array | undefined>;
}

/**
 * Where a connector's request goes. `path` is the path under the endpoint as it will arrive, which is what the declared
 * reads are held against.
 * @throws RollcallError `CONNECTOR_BROKEN` for a path that leads elsewhere.
 */
export function placeCall(
  request: Pick<Request, 'path'>,
  { connector, endpoint }: Pick<CallParts, 'connector' | 'endpoint'>,
): { readonly url: URL; readonly path: string } {
  const base = endpoint.pathname.replace(/\/$/, '');
  const url = new URL(endpoint);
  url.pathname = base + request.path;
  const path = url.pathname.slice(base.length);
  const isPlain = request.path.startsWith('/') && !/[?#\\]/.test(request.path) && path.length >= request.path.length;
  if (!isPlain || url.origin !== endpoint.origin || !url.pathname.startsWith(base))
    throw broken(connector, 'called a path that leads elsewhere');
  return { url, path };
}

/**
 * A connector's request as it leaves, with the credentials added.
 * @throws RollcallError `CONNECTOR_BROKEN` for a path that leads elsewhere and for what only the host may set,
 * `FILE_UNREADABLE` for a file that is not there.
 */
export async function prepareCall(request: Request, parts: CallParts): Promise<OutgoingCall> {
  const { connector, secrets, authorization } = parts;
  const { url } = placeCall(request, parts);
  const hasBody = request.body !== undefined || request.parts !== undefined;
  if (hasBody && request.method === 'GET') throw broken(connector, 'gave a body to a GET');

  const headers: Record<string, string> = { accept: 'application/json' };
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    if (!isHeaderPermitted(name, value, connector)) throw broken(connector, `may not set the header "${name}"`);
    headers[name.toLowerCase()] = value;
  }
  if (request.body !== undefined) headers['content-type'] ??= 'application/json';
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
  if (authorization !== undefined) headers.authorization = authorization;
  for (const { name, in: where, parameter, prefix = '' } of connector.credentials) {
    if (where === 'authentication') continue;
    if (request.query && where === 'query' && parameter in request.query)
      throw broken(connector, 'set the parameter of a credential');
    const value = `${prefix}${secrets[name]}`;
    if (where === 'query') url.searchParams.set(parameter, value);
    else headers[parameter.toLowerCase()] = value;
  }
  const call = { url, method: request.method, headers };
  if (request.parts) {
    if ('content-type' in headers) throw broken(connector, 'may not set the content type of a body in parts');
    return { ...call, body: await toForm(request.parts, parts.readFile) };
  }
  return request.body === undefined ? call : { ...call, body: JSON.stringify(request.body) };
}

function broken({ id }: CallParts['connector'], problem: string): RollcallError {
  return new RollcallError('CONNECTOR_BROKEN', `connector "${id}" ${problem}`);
}

async function toForm(parts: readonly RequestPart[], readFile: CallParts['readFile']): Promise<FormData> {
  const form = new FormData();
  for (const part of parts) {
    if ('text' in part) {
      const { text, type, fileName } = part;
      if (fileName === undefined) form.set(part.name, text);
      else form.set(part.name, new Blob([text], { type: type ?? 'text/plain' }), fileName);
      continue;
    }
    const bytes = await readFile?.(part.file);
    if (!bytes) throw new RollcallError('FILE_UNREADABLE', 'a file that a record names is not there any more');
    form.set(part.name, new Blob([new Uint8Array(bytes)]), part.fileName ?? basename(part.file));
  }
  return form;
}

/** Headers that could turn a read into a write, or that belong to the wire or to a credential. */
function isHeaderPermitted(name: string, value: string, connector: CallParts['connector']): boolean {
  const plain = name.toLowerCase();
  const reserved =
    /^(host|connection|content-length|transfer-encoding|cookie|expect|upgrade|.*method.*override.*|x-http-method.*)$/;
  const isCredential =
    plain === 'authorization' ||
    connector.credentials.some((one) => one.in === 'header' && one.parameter.toLowerCase() === plain);
  return !isCredential && !reserved.test(plain) && /^[\w-]+$/.test(plain) && /^[\x20-\x7e]*$/.test(value);
}

/** @throws RollcallError `SECRET_MISSING` for a credential that is absent or cannot be sent. */
export function checkSecrets(
  connector: CallParts['connector'],
  secrets: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  for (const { name, in: where } of connector.credentials) {
    const secret = secrets[name];
    if (secret === undefined || secret === '')
      throw new RollcallError('SECRET_MISSING', `credential "${name}" is empty or missing`);
    if (where === 'header' && !/^[\x20-\x7e]+$/.test(secret)) {
      throw new RollcallError(
        'SECRET_MISSING',
        `credential "${name}" holds a character that cannot be sent, such as a line break`,
      );
    }
  }
  return secrets;
}

/** A system may repeat the key it was given when it refuses; connectors quote such answers. */
export function hideSecrets(response: Response, secrets: readonly string[]): Response {
  if (response.status < 300) return response;
  const hidden = secrets.filter((secret) => secret.length >= 8);
  const hide = (text: string) =>
    hidden.reduce((rest, secret) => rest.replaceAll(secret, '***').replaceAll(encodeURIComponent(secret), '***'), text);
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, hide(value)]));
  const text = hide(response.text);
  if (text === response.text) return { ...response, headers };
  const { json: _, ...rest } = response;
  const json = parseAgain(text, response.json);
  return { ...rest, headers, text, ...(json !== undefined && { json }) };
}

function parseAgain(text: string, before: unknown): unknown {
  if (before === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
