import { type Connector, RollcallError, type Value } from '../../contract/index.ts';

/**
 * The address under which all calls of one system lie. `override` is a loopback address that stands in for the vendor.
 * A setting fills one label of the host name, unless its declaration says by `options` or `pattern` what else it may be.
 * @throws RollcallError `HOST_FORBIDDEN`; the message names the setting and never shows its value.
 */
export function resolveEndpoint(
  connector: Pick<Connector, 'endpoint' | 'settings'>,
  settings: Readonly<Record<string, Value>>,
  override?: string,
): URL {
  if (override !== undefined) return loopback(override);
  const address = connector.endpoint.replaceAll(/\{([^}]*)\}/g, (_, name: string) =>
    fill(connector, name, settings[name]),
  );
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    throw new RollcallError('HOST_FORBIDDEN', 'the endpoint filled with the settings of "with:" is no https address');
  }
  return url;
}

function fill(connector: Pick<Connector, 'settings'>, name: string, value: Value | undefined): string {
  const declaration = connector.settings.find((setting) => setting.name === name);
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const isPermitted = declaration?.options
    ? declaration.options.includes(text)
    : new RegExp(`^(?:${declaration?.pattern ?? '[A-Za-z0-9-]+'})$`, 'u').test(text);
  if (text !== '' && isPermitted) return encodeURIComponent(text);
  throw new RollcallError('HOST_FORBIDDEN', `setting "${name}" is missing or cannot be part of the vendor's address`);
}

/** A stand-in is spoken to without encryption and gets real credentials, so it must be on this machine. */
function loopback(address: string): URL {
  const url = URL.parse(address);
  const isLocal = url !== null && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  if (url?.protocol === 'http:' && isLocal && url.username === '' && url.password === '') return url;
  throw new RollcallError(
    'HOST_FORBIDDEN',
    'an endpoint that stands in for the vendor must be http on 127.0.0.1 or localhost',
  );
}
