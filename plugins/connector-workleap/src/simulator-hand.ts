import type { SimulatedRequest, SimulatedResponse, Value } from '../../../src/contract/index.ts';
import { parseObject } from './simulator-body.ts';
import { addTeam, addUser, findUser, type State, type Status } from './simulator-state.ts';
import { workThrough } from './simulator-sync.ts';

/**
 * What people do by hand in the app, and what the vendor decides, under `/_sim/…`: only the stand-in has these calls.
 *
 * | call | body |
 * |---|---|
 * | POST /_sim/account | any field of the account: keyAccess, isActive, riskUsers, lag, failsNext, pageCap, paging, showsNames … |
 * | POST /_sim/properties | property → options or null, in place of all before |
 * | POST /_sim/users | email, and any of status, isAdmin, firstName, jobTitle, newEmail; adds or changes |
 * | POST /_sim/teams | name, and any of isRule, newName; adds or changes |
 * | POST /_sim/approve, /_sim/reject | decides all syncs that wait |
 * | GET /_sim/report | the sync report, with the column ExternalId |
 * | GET /_sim/state | everything |
 */
export function answerHand(state: State, call: SimulatedRequest): SimulatedResponse {
  const body = parseObject(call.text) ?? {};
  switch (`${call.method} ${call.path}`) {
    case 'POST /_sim/account':
      for (const [name, value] of Object.entries(body)) {
        const known: unknown = state[name as keyof State];
        if (typeof known !== typeof value || typeof known === 'object') return unknown;
        Object.assign(state, { [name]: value });
      }
      return done;
    case 'POST /_sim/properties':
      state.properties = Object.fromEntries(
        Object.entries(body).map(([name, options]) => [name, Array.isArray(options) ? options.map(String) : null]),
      );
      return done;
    case 'POST /_sim/users':
      return changeUser(state, body);
    case 'POST /_sim/teams': {
      const name = String(body.name ?? '');
      const team = state.teams.find((one) => one.name === name) ?? addTeam(state, name);
      if (typeof body.isRule === 'boolean') team.isRule = body.isRule;
      if (typeof body.newName === 'string') team.name = body.newName;
      return done;
    }
    case 'POST /_sim/approve':
      for (const job of state.jobs.filter((one) => one.status === 'Pending')) workThrough(state, job);
      return done;
    case 'POST /_sim/reject':
      for (const job of state.jobs) if (job.status === 'Pending') job.status = 'Rejected';
      return done;
    case 'GET /_sim/report': {
      const rows = state.report.map((row) => `"${row.externalId.replaceAll('"', '""')}","${row.message}"`);
      const text = ['ExternalId,Message', ...rows, ''].join('\r\n');
      return { status: 200, headers: { 'content-type': 'text/csv' }, text };
    }
    case 'GET /_sim/state':
      return { status: 200, json: structuredClone<Value>(state) };
    default:
      return unknown;
  }
}

const done: SimulatedResponse = { status: 200, json: { message: 'done' } };
const unknown: SimulatedResponse = { status: 404, json: { message: 'no such call of the simulator' } };

const statuses: readonly Status[] = ['Created', 'Invited', 'Active', 'Deactivated', 'Deleted'];

function changeUser(state: State, body: Readonly<Record<string, unknown>>): SimulatedResponse {
  const email = String(body.email ?? '');
  const user = findUser(state, email) ?? addUser(state, email, 'Active');
  if (typeof body.isAdmin === 'boolean') user.isAdmin = body.isAdmin;
  if (typeof body.newEmail === 'string') user.email = body.newEmail;
  for (const name of ['firstName', 'jobTitle'])
    if (typeof body[name] === 'string') user.fields[name] = String(body[name]);
  const status = statuses.find((one) => one === body.status);
  if (status) {
    user.status = status;
    user.deactivatedBy = status === 'Deactivated' ? 'hand' : null;
  }
  return done;
}
