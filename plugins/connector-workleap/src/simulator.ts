import type {
  CreateSimulator,
  SimulatedRequest,
  SimulatedResponse,
  SimulatedTable,
  Simulator,
  Value,
} from '../../../src/contract/index.ts';
import { answerCall, refuse, workOff } from './simulator-calls.ts';
import { answerHand } from './simulator-hand.ts';
import { seedState } from './simulator-seed.ts';
import { createState, type State } from './simulator-state.ts';

/** A stand-in for an Officevibe account on Workleap with API Provisioning, from the facts the vendor's pages give. */
export const createSimulator: CreateSimulator = ({ settings, credentials, state: before, live }): Simulator => {
  const fresh = live ? seedState(settings, live) : createState(settings);
  // What an earlier one gave back is a State; only this file writes it.
  const state: State = before ? { ...fresh, ...(structuredClone(before) as unknown as State) } : fresh;
  const paths = {
    public: String(settings.public_path ?? '/public'),
    data: String(settings.officevibe_path ?? '/officevibe'),
  };
  return {
    handle: (request) => handle(state, request, credentials.api_key ?? '', paths),
    state: () => structuredClone<Value>(state),
    show: () => tablesOf(state),
    ...(live && { isSeeded: true as const }),
  };
};

/** Reads that a key with read access may send. */
const reads = ['/public/users/search', '/officevibe/engagement/scores', '/officevibe/feedbacks/search'];

function handle(
  state: State,
  request: SimulatedRequest,
  key: string,
  paths: { readonly public: string; readonly data: string },
): SimulatedResponse {
  workOff(state);
  if (request.path.startsWith('/_sim/')) return answerHand(state, request);
  const path = request.path.replace(paths.public, '/public').replace(paths.data, '/officevibe');
  // The key stands in its own header; a bearer token is nothing here, and every key ends one day [sections 0 and 1].
  if (key === '' || request.headers['workleap-subscription-key'] !== key || state.isKeyExpired)
    return refuse(401, 'ERR_UNAUTHORIZED', 'invalid subscription key');
  const scope = path.startsWith('/public/') ? 'Workleap' : 'Officevibe';
  if (state.keyScope !== 'global' && state.keyScope !== scope) return refuse(403, 'ERR_SCOPE', 'out of scope');
  if (state.keyAccess === 'read' && !reads.includes(path)) return refuse(403, 'ERR_READ_ONLY', 'read-only key');
  return answerCall(state, { ...request, path });
}

function tablesOf(state: State): readonly SimulatedTable[] {
  const names = new Map(state.teams.map((team) => [team.id, team.name]));
  const emails = new Map(state.users.map((user) => [user.id, user.email]));
  const list = (ids: readonly string[]): string => ids.map((id) => emails.get(id) ?? '').join(', ');
  return [
    {
      title: 'People',
      columns: ['external id', 'e-mail', 'first name', 'last name', 'job title', 'status', 'role', 'properties'],
      rows: state.users.map((user) => [
        user.externalId ?? '',
        user.email,
        user.fields.firstName ?? '',
        user.fields.lastName ?? '',
        user.fields.jobTitle ?? '',
        user.deactivatedBy === 'sync' ? `${user.status} by absence` : user.status,
        user.isAdmin ? 'administrator' : '',
        Object.entries(user.properties)
          .map(([name, value]) => `${name}: ${value}`)
          .join(', '),
      ]),
    },
    {
      title: 'Teams',
      columns: ['external id', 'name', 'under', 'members', 'managers', 'made by a rule'],
      rows: state.teams.map((team) => [
        team.externalId ?? '',
        team.name,
        names.get(team.parent ?? '') ?? '',
        list(team.members),
        list(team.managers),
        team.isRule ? 'yes' : '',
      ]),
    },
    { title: 'Syncs', columns: ['job', 'status'], rows: state.jobs.map((job) => [job.id, job.status]) },
    { title: 'Invitations sent', columns: ['e-mail'], rows: state.mails.map((email) => [email]) },
    {
      title: 'Report of the last sync',
      columns: ['ExternalId', 'message'],
      rows: state.report.map((row) => [row.externalId, row.message]),
    },
  ];
}
