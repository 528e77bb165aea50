import { createHash } from 'node:crypto';
import type { Connector, Context, Kind, Value } from '../../contract/index.ts';
import { createMapping, type Mapping } from '../../engine/map/mapping.ts';
import type { Measured } from '../../engine/plan/estimate.ts';
import type { Rules, SystemRules } from '../../engine/rules.ts';
import {
  accountOf,
  type Environment,
  refuseSharedCredentials,
  resolveSecrets,
  type Secrets,
} from '../config/secrets.ts';
import { type Authenticator, createAuthenticator } from './authentication.ts';
import { createTransport, type TransportOptions } from './http.ts';
import { createLatency } from './latency.ts';
import { systemClock } from './pace.ts';
import { createPaces, type Paces } from './paces.ts';
import type { RecordFiles } from './record-files.ts';

/** One configured system with its connector, ready to be asked. */
export interface System {
  readonly rules: SystemRules;
  readonly connector: Connector;
  readonly mapping: Mapping;
  readonly settings: Readonly<Record<string, Value>>;
  /** The same for systems that share an account; tells nothing about it. */
  readonly account: string;
  /** Tells one account from another across runs. */
  readonly fingerprint: string;
  /**
   * What a connector is given. In plan mode nothing but declared reads leaves. `about` chooses the credentials where
   * kinds or sources have their own; those of a source come first.
   */
  context(mode: 'plan' | 'apply', today: string, about?: CallsAbout): Context;
  /** What the calls so far told of its speed. */
  measured(): Measured;
  /** The kinds and sources that have credentials of their own. */
  readonly apart: readonly string[];
}

/** What calls are about. */
export interface CallsAbout {
  readonly kind?: Kind;
  readonly source?: string;
  /** The kinds that are asked for; absent for all. */
  readonly kinds?: readonly Kind[];
}

/** How long calls may take, and how retries wait. */
export type NetworkOptions = Pick<TransportOptions, 'timeoutMs' | 'sleep'>;

export interface OpenOptions {
  readonly rules: Rules;
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly environment: Environment;
  /** Loopback addresses of simulators by system name; absent for the vendors themselves. */
  readonly endpoints?: Readonly<Record<string, string>>;
  readonly network?: NetworkOptions;
  /** The files that records name. Default: there are none. */
  readonly files?: RecordFiles;
  /** Milliseconds since 1970. Default: the real clock. */
  readonly now?: () => number;
  /** How many machines use the accounts at the same time, each with its share of the rates. Default: this one. */
  readonly callers?: number;
}

/**
 * Resolves the settings and credentials of systems. Those that share an account share one pace.
 * @throws RollcallError `CONFIG_INVALID`, `SECRET_MISSING`, `HOST_FORBIDDEN`.
 */
export function openSystems(systems: readonly SystemRules[], options: OpenOptions): readonly System[] {
  const paces = new Map<string, Paces>();
  const opened = systems.map((rules) => openSystem(rules, options, paces));
  refuseSharedCredentials(opened.map(({ system, secrets }) => ({ system: system.rules, secrets })));
  return opened.map(({ system }) => system);
}

function openSystem(rules: SystemRules, options: OpenOptions, paces: Map<string, Paces>) {
  const connector = options.connectors.get(rules.connector);
  if (!connector) throw new TypeError(`connector ${rules.connector} was not loaded`);
  const endpoint = options.endpoints?.[rules.name] ?? rules.endpoint;
  const placed = endpoint === undefined ? rules : { ...rules, endpoint };
  const { settings, secrets, apart = {} } = resolveSecrets(placed, connector, options.environment);
  const account = accountOf(rules, connector, secrets);
  const clock = { ...systemClock, ...(options.network?.sleep && { sleep: options.network.sleep }) };
  const shared = paces.get(account) ?? createPaces(connector.rates, settings, clock, options.callers);
  paces.set(account, shared);
  const { files } = options;
  const loaded = new Map<string, Promise<unknown>>();
  const signedIn = (set: Secrets): Access => ({
    secrets: set,
    authenticator: createAuthenticator({ connector, settings, secrets: set, now: systemClock.now }),
  });
  const common = signedIn(secrets);
  const others = new Map(Object.entries(apart).map(([name, set]) => [name, signedIn(set)]));
  const latency = createLatency();
  const system: System = {
    rules,
    connector,
    mapping: createMapping(connector, rules, options.rules.fields),
    settings,
    account,
    fingerprint: fingerprintOf(connector, settings, endpoint !== undefined),
    apart: [...others.keys()],
    measured: () => ({ msPerCall: latency.median(), callsPerMs: shared.perMs() }),
    context: (mode, today, { kind, source, kinds } = {}) => ({
      settings,
      today,
      now: new Date((options.now ?? systemClock.now)()).toISOString(),
      ...(kinds && { kinds }),
      file: async (path) => files?.facts(path),
      once: (name, load) => loadOnce(loaded, name, load),
      send: createTransport({
        ...options.network,
        onCall: latency.note,
        ...(others.get(source ?? '') ?? others.get(kind ?? '') ?? common),
        ...{ connector, system: rules.name, settings, mode, paces: shared },
        ...(files && { readFile: files.read }),
        ...(endpoint !== undefined && { endpoint }),
      }).send,
    }),
  };
  const all = [secrets, ...Object.values(apart)].flatMap((set) => Object.values(set));
  return { system, secrets: Object.fromEntries(all.entries()) };
}

interface Access {
  readonly secrets: Secrets;
  /** Shared by all calls with these credentials, so that a token is asked for once. */
  readonly authenticator: Authenticator;
}

/** A load that fails is forgotten, so that a later one may try again. */
function loadOnce<Loaded>(
  loaded: Map<string, Promise<unknown>>,
  name: string,
  load: () => Promise<Loaded>,
): Promise<Loaded> {
  const known = loaded.get(name) ?? load();
  loaded.set(name, known);
  known.catch(() => loaded.delete(name));
  // What one name loads is of one type: connectors see only their own names.
  return known as Promise<Loaded>;
}

/** A digest of the settings that tell accounts apart; a simulator is never taken for the vendor. */
function fingerprintOf(connector: Connector, settings: Readonly<Record<string, Value>>, isStandIn: boolean): string {
  const parts = connector.fingerprint.map((name) => [name, settings[name] ?? null]);
  return createHash('sha256')
    .update(JSON.stringify([connector.id, parts, isStandIn ? 'stand-in' : 'vendor']))
    .digest('hex')
    .slice(0, 32);
}
