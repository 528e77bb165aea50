import { z } from 'zod';
import type { SimulatedRequest, SimulatedResponse, Value } from '../../../src/contract/index.ts';
import { parseObject, readCsv, readJson, toRows } from './simulator-body.ts';
import { findUser, type SimulatedUser, type State } from './simulator-state.ts';
import { countChanges, createUser, workThrough } from './simulator-sync.ts';

/** The calls of the Workleap API [fact sheet, section 5], once the key was found good. `path` is without the host. */
export function answerCall(state: State, call: SimulatedRequest): SimulatedResponse {
  const body = parseObject(call.text) ?? {};
  switch (`${call.method} ${call.path}`) {
    case 'POST /public/provisioning/json':
      return pushJson(state, call);
    case 'POST /public/provisioning/csv':
      return call.parts
        ? schedule(state, readCsv(call.parts), call.nowMs)
        : refuse(400, 'ERR_BODY', 'multipart expected');
    case 'POST /public/users':
      return create(state, body);
    case 'POST /public/users/search':
      return search(state, body);
    case 'POST /public/users/deactivate':
      return switchUsers(state, body, 'Active', 'Deactivated');
    case 'POST /public/users/activate':
      return switchUsers(state, body, 'Deactivated', 'Active');
    case 'GET /officevibe/engagement/scores':
      return exportPage(state, scoresOf(state), call.query.continuationToken);
    case 'POST /officevibe/feedbacks/search':
      return exportPage(
        state,
        state.feedback.map((text) => ({ text })),
        typeof body.continuationToken === 'string' ? body.continuationToken : undefined,
      );
    default:
      return refuse(404, 'ERR_NOT_FOUND', 'not found');
  }
}

/** Jobs whose time has come are worked through before a call is answered: the push itself says nothing of what became of it. */
export function workOff(state: State): void {
  for (const job of state.jobs.filter((one) => one.status === 'Scheduled')) {
    if (job.wait > 0) {
      job.wait -= 1;
      continue;
    }
    const { users, teams } = countChanges(state, job);
    // Above a threshold the whole sync waits for an administrator [section 7].
    if (users > state.riskUsers || teams > state.riskTeams) job.status = 'Pending';
    else workThrough(state, job);
  }
}

/** `{error: {code, message}}` [section 5, inferred]. */
export function refuse(status: number, code: string, message: string): SimulatedResponse {
  return { status, json: { error: { code, message } } };
}

function pushJson(state: State, call: SimulatedRequest): SimulatedResponse {
  const body = readJson(call.text);
  if (!body) return refuse(400, 'ERR_BODY', 'the body is no JSON object');
  // Legacy names are still taken, but a settings section makes the call fail [section 0].
  if (body.hasSettings) return refuse(400, 'ERR_BODY', 'the section settings is not taken');
  return schedule(state, body.value, call.nowMs);
}

function schedule(state: State, body: Value, nowMs: number): SimulatedResponse {
  // A configured but inactive method refuses sync calls [section 1].
  if (!state.isActive) return refuse(400, 'ERR_PROVISIONING', 'This provisioning method is not active.');
  const rows = toRows(body);
  const empty = [
    ...(rows.members.length === 0 ? ['members'] : []),
    ...(rows.teams.length === 0 ? ['teams'] : []),
    ...(rows.mappings.length === 0 ? ['teamMappings'] : []),
  ];
  // [2] A missing or empty section fails the whole call, and nothing changes.
  if (empty.length > 0) return refuse(400, 'ERR_BODY', `${empty.join(', ')} missing or empty`);
  const id = `job-${state.nextId++}`;
  state.jobs.push({ id, body, status: 'Scheduled', wait: state.lag, at: nowMs });
  // No way to ask for the job later is known [section 5].
  return { status: 202, json: { jobId: id, status: 'scheduled', scheduledAt: new Date(nowMs).toISOString() } };
}

/** Only addresses are needed, the first of them the primary one; name and title as in SCIM [section 5]. */
function create(state: State, body: Readonly<Record<string, unknown>>): SimulatedResponse {
  const { data } = newUser.safeParse(body);
  const address = data?.emails[0]?.value;
  if (!data || address === undefined) return refuse(400, 'ERR_BODY', 'emails missing or malformed');
  if (findUser(state, address)) return refuse(409, 'ERR_USER_EXISTS', 'the address is in use');
  const user = createUser(state, address);
  const { name, title } = data;
  Object.assign(user.fields, {
    ...(name?.givenName && { firstName: name.givenName }),
    ...(name?.familyName && { lastName: name.familyName }),
    ...(title && { jobTitle: title }),
  });
  return { status: 201, json: shown(user, state) };
}

const newUser = z.looseObject({
  emails: z.array(z.looseObject({ value: z.string().regex(/@/) })).min(1),
  name: z.looseObject({ givenName: z.string().nullish(), familyName: z.string().nullish() }).nullish(),
  title: z.string().nullish(),
});

function search(state: State, body: Readonly<Record<string, unknown>>): SimulatedResponse {
  const term = typeof body.searchTerm === 'string' ? body.searchTerm.toLowerCase() : '';
  const asked = typeof body.pageSize === 'number' ? body.pageSize : 50;
  const start = Number(/^at-(\d+)$/.exec(String(body.continuationToken ?? ''))?.[1] ?? 0);
  const found = state.users.filter((user) => user.status !== 'Deleted' && matches(user, term));
  const end = start + Math.min(asked, state.pageCap);
  const isCut = end < found.length;
  return {
    status: 200,
    json: {
      [state.listName]: found.slice(start, end).map((user) => shown(user, state)),
      ...(isCut && state.paging === 'token' ? { continuationToken: `at-${end}` } : {}),
    },
  };
}

function matches({ email, fields }: SimulatedUser, term: string): boolean {
  return [email, fields.firstName ?? '', fields.lastName ?? ''].some((text) => text.toLowerCase().includes(term));
}

/** No status but `active`, no external id, no team; names only where the account shows them. */
function shown(user: SimulatedUser, { showsNames }: State): Value {
  const { fields } = user;
  const more = {
    name: { givenName: fields.firstName ?? '', familyName: fields.lastName ?? '' },
    title: fields.jobTitle ?? '',
  };
  return {
    id: user.id,
    active: user.status === 'Active',
    emails: [{ value: user.email, primary: true }],
    ...(showsNames ? { ...more, ...(user.externalId === null ? {} : { externalId: user.externalId }) } : {}),
  };
}

/** An error when nobody of those named changes: the one code that is known [section 5]. */
function switchUsers(
  state: State,
  body: Readonly<Record<string, unknown>>,
  from: 'Active' | 'Deactivated',
  to: 'Active' | 'Deactivated',
): SimulatedResponse {
  const ids: readonly unknown[] = Array.isArray(body.userIds) ? body.userIds : [];
  const users = state.users.filter((user) => ids.includes(user.id) && user.status !== 'Deleted');
  if (ids.length === 0 || users.length < ids.length) return refuse(404, 'ERR_USER_NOT_FOUND', 'unknown user');
  const changed = users.filter((user) => user.status === from);
  if (changed.length === 0 && to === 'Deactivated')
    return refuse(400, 'ERR_NO_ACTIVE_MEMBERS_TO_DEACTIVATE', 'no active members');
  for (const user of changed) {
    user.status = to;
    user.deactivatedBy = to === 'Deactivated' ? 'hand' : null;
  }
  return { status: 200, json: {} };
}

function scoresOf(state: State): readonly Value[] {
  return state.teams.map((team) => ({ team: team.name, metric: 'Engagement', score: 7.5 }));
}

/** Two items a page, so that whoever reads only the first one shows. */
function exportPage(_state: State, items: readonly Value[], token: string | undefined): SimulatedResponse {
  const start = Number(token ?? 0);
  const next = start + 2;
  const metadata: Value = next < items.length ? { continuationToken: String(next) } : {};
  return { status: 200, json: { data: items.slice(start, next), metadata } };
}
