import type {
  Context,
  Request,
  Response,
  Send,
  SimulatedPart,
  SnapshotRecord,
  Value,
  WriteChange,
} from '../../../src/contract/index.ts';
import { createSimulator } from '../src/simulator.ts';
import type { State } from '../src/simulator-state.ts';

/** Settings of a made-up account. */
export const settings = {
  account: 'example',
  provisioning: 'json',
  leave_by: 'call',
  automatic_invite: false,
  teams_checked: true,
  administrators: ['boss@example.org'],
  properties: { 'Business Unit': ['North', 'South'], 'Hire Date': [] },
  rule_teams: ['Everyone in Lyon'],
  above_risk: 'stop',
  page_size: 10_000,
  public_path: '/public',
  officevibe_path: '/officevibe',
} as const satisfies Readonly<Record<string, Value>>;

export const key = 'k3y-of-the-canary';

export interface Account {
  readonly context: Context;
  readonly send: Send;
  /** Calls received, as `METHOD /path`. */
  readonly calls: readonly string[];
  readonly requests: readonly Request[];
  /** Acts by hand in the app: a call of the simulator's own. */
  hand(path: string, body: Value): void;
  state(): State;
  /** Status of each person by e-mail, deleted ones included. */
  statuses(): Readonly<Record<string, string>>;
}

/** An account on the simulator, without a socket. `intercept` answers in place of the vendor. */
export function openAccount(
  own: Readonly<Record<string, Value>> = {},
  options: { readonly key?: string; readonly intercept?: (request: Request) => Response | undefined } = {},
): Account {
  const all: Readonly<Record<string, Value>> = { ...settings, ...own };
  const simulator = createSimulator({ settings: all, credentials: { api_key: key } });
  const calls: string[] = [];
  const requests: Request[] = [];
  const call = (request: Request): Response => {
    const parts = request.parts?.map((part): SimulatedPart => {
      const text = 'text' in part ? part.text : '';
      return {
        name: part.name,
        text,
        bytes: text.length,
        digest: '',
        ...(part.fileName && { fileName: part.fileName }),
      };
    });
    const answer = simulator.handle({
      method: request.method,
      path: request.path,
      query: request.query ?? {},
      headers: { 'workleap-subscription-key': options.key ?? key },
      text: request.body === undefined ? '' : JSON.stringify(request.body),
      ...(parts && { parts }),
      nowMs: 0,
    });
    return responseOf(answer.status, answer.json ?? null);
  };
  const send: Send = async (request) => {
    calls.push(`${request.method} ${request.path}`);
    requests.push(request);
    return options.intercept?.(request) ?? call(request);
  };
  // The simulator's own state, which only simulator.ts writes.
  const state = (): State => simulator.state() as unknown as State;
  return {
    context: { settings: all, today: '2026-11-02', send, file: async () => undefined, once: (_name, load) => load() },
    send,
    calls,
    requests,
    hand: (path, body) => {
      const response = call({ method: 'POST', path: `/_sim/${path}`, body });
      if (response.status !== 200) throw new Error(`/_sim/${path}: ${response.text}`);
    },
    state,
    statuses: () => Object.fromEntries(state().users.map((user) => [user.email, user.status])),
  };
}

/** An answer as the transport gives it. */
export function responseOf(status: number, json: Value, headers: Readonly<Record<string, string>> = {}): Response {
  const text = JSON.stringify(json);
  return { status, headers: { 'content-type': 'application/json', ...headers }, text, json: JSON.parse(text) };
}

/** Lets a job that was scheduled be worked through: the next call does it. */
export async function settle({ send }: Account): Promise<void> {
  await send({ method: 'POST', path: '/public/users/search', body: { searchTerm: 'nobody', pageSize: 1 } });
}

export function person(id: string, fields: SnapshotRecord['fields'] = {}): SnapshotRecord {
  const own = { externalMemberId: id, email: `p${id}@example.org`, firstName: `First${id}`, lastName: `Last${id}` };
  return { kind: 'employees', key: id, fields: { ...own, jobTitle: 'Nurse', ...fields } };
}

export function team(id: string, name: string, rest: Partial<SnapshotRecord> = {}): SnapshotRecord {
  return { kind: 'teams', key: id, ...rest, fields: { externalTeamId: id, teamName: name, ...rest.fields } };
}

export function membership(teamId: string, personId: string, fields: SnapshotRecord['fields'] = {}): SnapshotRecord {
  const own = { externalTeamId: teamId, externalMemberId: personId, member: true, manager: false };
  return { kind: 'memberships', key: `${teamId}/${personId}`, fields: { ...own, ...fields } };
}

/** Two people in one team. */
export const smallFirm: readonly SnapshotRecord[] = [
  person('1'),
  person('2'),
  team('g1', 'Alpha'),
  membership('g1', '1'),
  membership('g1', '2', { manager: true }),
];

/** A record as a change of one operation. */
export function changeOf(
  { kind, key: ours, fields, remote }: SnapshotRecord,
  op: WriteChange['op'] = 'create',
  rest: Partial<WriteChange> = {},
): WriteChange {
  const active = op !== 'leave' && op !== 'delete';
  return { op, kind, key: ours, active, fields, changed: Object.keys(fields), ...(remote && { remote }), ...rest };
}

export function changesOf(
  records: readonly SnapshotRecord[],
  op: WriteChange['op'] = 'create',
): readonly WriteChange[] {
  return records.map((record) => changeOf(record, op));
}
