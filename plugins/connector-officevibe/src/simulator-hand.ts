import type { SimulatedResponse, Value } from '../../../src/contract/index.ts';
import { parseObject } from './simulator-body.ts';
import type { Call } from './simulator-calls.ts';
import { addGroup, addUser, findUser, type State, type Status } from './simulator-state.ts';

/**
 * What people do by hand in the app, and what the vendor decides, under `/_sim/…`: only the stand-in has these calls.
 *
 * | call | body |
 * |---|---|
 * | POST /_sim/account | plan, isActivated, login, rowErrorsAreSuccess |
 * | POST /_sim/properties | property → options or null, in place of all before |
 * | POST /_sim/users | email, and any of firstName, lastName, status, isAdmin, isCompanyManager; adds or changes |
 * | POST /_sim/groups | name, and any of isRule, newName; adds or changes |
 * | POST /_sim/invite | email: invites one who is Created |
 * | GET /_sim/report | the spreadsheet of the last push, with the column ExternalId |
 * | GET /_sim/state | everything |
 */
export function answerHand(state: State, call: Call): SimulatedResponse {
  const body = parseObject(call.text) ?? {};
  switch (`${call.method} ${call.path}`) {
    case 'POST /_sim/account':
      return changeAccount(state, body);
    case 'POST /_sim/properties':
      state.properties = Object.fromEntries(
        Object.entries(body).map(([name, options]) => [name, Array.isArray(options) ? options.map(String) : null]),
      );
      return done;
    case 'POST /_sim/users':
      return changeUser(state, body);
    case 'POST /_sim/groups':
      return changeGroup(state, body);
    case 'POST /_sim/invite': {
      const user = findUser(state, String(body.email));
      if (user?.status !== 'Created') return { status: 400, json: { message: 'nobody of that address is Created' } };
      user.status = 'Invited';
      state.mails.push(user.email);
      return done;
    }
    case 'GET /_sim/report': {
      const rows = state.report.map((row) => `${quote(row.externalId)},${quote(row.message)}`);
      return {
        status: 200,
        headers: { 'content-type': 'text/csv' },
        text: ['ExternalId,Message', ...rows, ''].join('\r\n'),
      };
    }
    case 'GET /_sim/state':
      return { status: 200, json: structuredClone<Value>(state) };
    default:
      return { status: 404, json: { message: 'no such call of the simulator' } };
  }
}

const done: SimulatedResponse = { status: 200, json: { message: 'done' } };

function changeAccount(state: State, body: Readonly<Record<string, unknown>>): SimulatedResponse {
  const { plan, isActivated, login, rowErrorsAreSuccess } = body;
  if (plan === 'Free' || plan === 'Pro' || plan === 'Business') state.plan = plan;
  if (typeof isActivated === 'boolean') state.isActivated = isActivated;
  if (login === 'page' || login === 'redirect') state.login = login;
  if (typeof rowErrorsAreSuccess === 'boolean') state.rowErrorsAreSuccess = rowErrorsAreSuccess;
  return done;
}

const statuses: readonly Status[] = ['Created', 'Invited', 'Active', 'Deactivated', 'Deleted'];

function changeUser(state: State, body: Readonly<Record<string, unknown>>): SimulatedResponse {
  const email = String(body.email ?? '');
  const user = findUser(state, email) ?? addUser(state, { email, status: 'Active' });
  if (typeof body.firstName === 'string') user.firstName = body.firstName;
  if (typeof body.lastName === 'string') user.lastName = body.lastName;
  if (typeof body.isAdmin === 'boolean') user.isAdmin = body.isAdmin;
  if (typeof body.isCompanyManager === 'boolean') user.isCompanyManager = body.isCompanyManager;
  const status = statuses.find((one) => one === body.status);
  if (status) {
    user.status = status;
    user.deactivatedBy = status === 'Deactivated' ? 'hand' : null;
  }
  return done;
}

function changeGroup(state: State, body: Readonly<Record<string, unknown>>): SimulatedResponse {
  const name = String(body.name ?? '');
  const group = state.groups.find((one) => one.name === name) ?? addGroup(state, name);
  if (typeof body.isRule === 'boolean') group.isRule = body.isRule;
  if (typeof body.newName === 'string') group.name = body.newName;
  return done;
}

function quote(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
