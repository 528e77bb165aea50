import { type Connector, type Request, type Response, RollcallError } from '../../contract/index.ts';
import type { OutgoingCall } from './exchange.ts';

export interface CallParts {
  readonly connector: Pick<Connector, 'id' | 'credentials'>;
  readonly endpoint: URL;
  readonly secrets: Readonly<Record<string, string>>;
}

/**
 * A connector's request as it leaves, with the credentials added.
 * `path` is the path under the endpoint as it will arrive, which is what the declared reads are held against.
 * @throws RollcallError `CONNECTOR_BROKEN` for a path that leads elsewhere and for what only the host may set.
 */
export function prepareCall(
  request: Request,
  parts: CallParts,
): { readonly call: OutgoingCall; readonly path: string } {
  const { connector, endpoint, secrets } = parts;
  const broken = (problem: string) => new RollcallError('CONNECTOR_BROKEN', `connector "${connector.id}" ${problem}`);
  const base = endpoint.pathname.replace(/\/$/, '');
  const url = new URL(endpoint);
  url.pathname = base + request.path;
  const path = url.pathname.slice(base.length);
  const isPlain = request.path.startsWith('/') && !/[?#\\]/.test(request.path) && path.length >= request.path.length;
  if (!isPlain || url.origin !== endpoint.origin || !url.pathname.startsWith(base))
    throw broken('called a path that leads elsewhere');
  if (request.body !== undefined && request.method === 'GET') throw broken('gave a body to a GET');

  const headers: Record<string, string> = { accept: 'application/json' };
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    if (!isHeaderPermitted(name, value, connector)) throw broken(`may not set the header "${name}"`);
    headers[name.toLowerCase()] = value;
  }
  if (request.body !== undefined) headers['content-type'] ??= 'application/json';
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
  for (const { name, in: where, parameter, prefix = '' } of connector.credentials) {
    if (request.query && where === 'query' && parameter in request.query)
      throw broken('set the parameter of a credential');
    const value = `${prefix}${secrets[name]}`;
    if (where === 'query') url.searchParams.set(parameter, value);
    else headers[parameter.toLowerCase()] = value;
  }
  const body = request.body === undefined ? {} : { body: JSON.stringify(request.body) };
  return { call: { url, method: request.method, headers, ...body }, path };
}

/** Headers that could turn a read into a write, or that belong to the wire or to a credential. */
function isHeaderPermitted(name: string, value: string, connector: CallParts['connector']): boolean {
  const plain = name.toLowerCase();
  const reserved =
    /^(host|connection|content-length|transfer-encoding|cookie|expect|upgrade|.*method.*override.*|x-http-method.*)$/;
  const isCredential = connector.credentials.some(
    (one) => one.in === 'header' && one.parameter.toLowerCase() === plain,
  );
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
export function hideSecrets(response: Response, secrets: Readonly<Record<string, string>>): Response {
  if (response.status < 300) return response;
  const hidden = Object.values(secrets).filter((secret) => secret.length >= 8);
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
