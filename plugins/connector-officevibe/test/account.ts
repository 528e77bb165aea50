import type {
  Context,
  Request,
  Response,
  Send,
  SnapshotRecord,
  Value,
  WriteChange,
} from '../../../src/contract/index.ts';
import { createSimulator } from '../src/simulator.ts';

/** Settings of a made-up account; the sync manager is its administrator. */
export const settings = {
  account: 'example',
  generation: 'legacy',
  api_version: 'v2',
  sync_manager_email: 'boss@example.org',
  invite_new_users: false,
  properties: { 'Business Unit': ['North', 'South'], 'Hire Date': [] },
  rule_teams: ['Everyone in Lyon'],
  current_team_names: {},
  group_counts: 'check',
} as const satisfies Readonly<Record<string, Value>>;

export const key = 'k3y-of-the-canary';

export interface Account {
  readonly context: Context;
  readonly send: Send;
  /** Calls received, as `METHOD /path`. */
  readonly calls: readonly string[];
  /** Every request and what it was answered. */
  readonly exchanges: readonly { readonly request: Request; readonly response: Response }[];
  /** Acts by hand in the app: a call of the simulator's own. */
  hand(path: string, body: Value): void;
  table(title: string): readonly (readonly string[])[];
}

/**
 * An account on the simulator, without a socket. A faulty vendor: `alter` replaces answers,
 * `intercept` answers before anything happens.
 */
export function openAccount(
  own: Readonly<Record<string, Value>> = {},
  options: {
    readonly key?: string;
    readonly alter?: (request: Request, response: Response) => Response;
    readonly intercept?: (request: Request) => Response | undefined;
  } = {},
): Account {
  const all = { ...settings, ...own };
  const simulator = createSimulator({ settings: all, credentials: { api_key: key } });
  const calls: string[] = [];
  const exchanges: { request: Request; response: Response }[] = [];
  const call = (request: Request, prefix: string): Response => {
    const answer = simulator.handle({
      method: request.method,
      path: `${prefix}${request.path}`,
      query: request.query ?? {},
      headers: { authorization: `Bearer ${options.key ?? key}`, 'content-type': 'application/json' },
      text: request.body === undefined ? '' : JSON.stringify(request.body),
      nowMs: 0,
    });
    const isJson = answer.json !== undefined;
    return {
      status: answer.status,
      headers: { ...(isJson ? { 'content-type': 'application/json' } : {}), ...answer.headers },
      text: isJson ? JSON.stringify(answer.json) : (answer.text ?? ''),
      ...(isJson ? { json: structuredClone<unknown>(answer.json) } : {}),
    };
  };
  const send: Send = async (request) => {
    calls.push(`${request.method} ${request.path}`);
    const response = options.intercept?.(request) ?? call(request, '/api/v2');
    const altered = options.alter?.(request, response) ?? response;
    exchanges.push({ request, response: altered });
    return altered;
  };
  return {
    context: { settings: all, today: '2026-11-02', send, file: async () => undefined, once: (_name, load) => load() },
    send,
    calls,
    exchanges,
    hand: (path, body) => {
      const response = call({ method: 'POST', path: `/_sim/${path}`, body }, '');
      if (response.status !== 200) throw new Error(`/_sim/${path}: ${response.text}`);
    },
    table: (title) => simulator.show().find((table) => table.title === title)?.rows ?? [],
  };
}

export function person(id: string, fields: SnapshotRecord['fields'] = {}): SnapshotRecord {
  return {
    kind: 'employees',
    key: id,
    fields: {
      id,
      email: `p${id}@example.org`,
      firstName: `First${id}`,
      lastName: `Last${id}`,
      jobTitle: 'Nurse',
      ...fields,
    },
  };
}

export function team(id: string, name: string, rest: Partial<SnapshotRecord> = {}): SnapshotRecord {
  return { kind: 'teams', key: id, ...rest, fields: { id, name, ...rest.fields } };
}

export function membership(teamId: string, employeeId: string, fields: SnapshotRecord['fields'] = {}): SnapshotRecord {
  return {
    kind: 'memberships',
    key: `${teamId}/${employeeId}`,
    fields: { teamId, employeeId, member: true, manager: false, ...fields },
  };
}

/** Two people in one team. */
export const smallFirm: readonly SnapshotRecord[] = [
  person('1'),
  person('2'),
  team('g1', 'Alpha'),
  membership('g1', '1'),
  membership('g1', '2', { manager: true }),
];

/** Every record of a snapshot as a change of one operation. */
export function changesOf(
  records: readonly SnapshotRecord[],
  op: WriteChange['op'] = 'create',
): readonly WriteChange[] {
  return records.map(({ kind, key: ours, fields }) => ({
    op,
    kind,
    key: ours,
    active: true,
    fields,
    changed: Object.keys(fields),
  }));
}
