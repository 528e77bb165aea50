import type {
  CreateSimulator,
  SimulatedRequest,
  SimulatedResponse,
  SimulatedTable,
  Simulator,
  Value,
} from '../../../src/contract/index.ts';
import { answerCall } from './simulator-calls.ts';
import { answerHand } from './simulator-hand.ts';
import { seedState } from './simulator-seed.ts';
import { createState, type State } from './simulator-state.ts';

/** A stand-in for an Officevibe account with the Custom Integration, from the facts the vendor's pages give. */
export const createSimulator: CreateSimulator = ({ settings, credentials, state: before, live }): Simulator => {
  // What an earlier one gave back is a State; only this file writes it.
  const fresh = live ? seedState(settings, live) : createState(settings);
  const state: State = before ? { ...fresh, ...(structuredClone(before) as unknown as State) } : fresh;
  return {
    handle: (request) => handle(state, request, `Bearer ${credentials.api_key ?? ''}`),
    state: () => structuredClone<Value>(state),
    show: () => tablesOf(state),
    ...(live && { isSeeded: true }),
  };
};

function handle(state: State, request: SimulatedRequest, key: string): SimulatedResponse {
  const call = { ...request, path: request.path.replace(/^\/api\/v\d+(?=\/)/, '') };
  if (call.path.startsWith('/_sim/')) return answerHand(state, call);
  if (request.headers.authorization !== key) return loginPage(state);
  return answerCall(state, call);
}

/** A wrong key gives no JSON but the login page, or a redirect to it [fact sheet, section 4]. */
function loginPage(state: State): SimulatedResponse {
  if (state.login === 'redirect') return { status: 302, headers: { location: '/login' }, text: '' };
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    text: '<!DOCTYPE html><html><head><title>Log in</title></head><body><form>Log in</form></body></html>',
  };
}

function tablesOf(state: State): readonly SimulatedTable[] {
  const groupNames = new Map(state.groups.map((group) => [group.id, group.name]));
  const emails = new Map(state.users.map((user) => [user.id, user.email]));
  return [
    {
      title: 'People',
      columns: ['external id', 'e-mail', 'first name', 'last name', 'job title', 'status', 'role', 'properties'],
      rows: state.users.map((user) => [
        user.externalId ?? '',
        user.email,
        user.firstName,
        user.lastName,
        user.jobTitle,
        user.deactivatedBy === 'hand' ? `${user.status} by hand` : user.status,
        user.isAdmin ? 'administrator' : user.isCompanyManager ? 'executive manager' : '',
        Object.entries(user.properties)
          .map(([name, value]) => `${name}: ${value}`)
          .join(', '),
      ]),
    },
    {
      title: 'Teams',
      columns: ['external id', 'name', 'under', 'members', 'managers', 'made by a rule'],
      rows: state.groups.map((group) => [
        group.externalId ?? '',
        group.name,
        groupNames.get(group.parent ?? '') ?? '',
        group.members.map((id) => emails.get(id) ?? '').join(', '),
        group.managers.map((id) => emails.get(id) ?? '').join(', '),
        group.isRule ? 'yes' : '',
      ]),
    },
    { title: 'Invitations sent', columns: ['e-mail'], rows: state.mails.map((email) => [email]) },
    {
      title: 'Report of the last push',
      columns: ['ExternalId', 'message'],
      rows: state.report.map((row) => [row.externalId, row.message]),
    },
  ];
}
