import type {
  CreateSimulator,
  SimulatedRequest,
  SimulatedResponse,
  Simulator,
  Value,
} from '../../../../src/contract/index.ts';
import { createAbsencePeriod, deleteAbsencePeriod, listAbsencePeriods } from './absence-periods.ts';
import {
  changeAbsence,
  createAbsence,
  deleteAbsence,
  listAbsences,
  listAbsenceTypes,
  showAbsence,
  showAbsenceType,
  showBreakdowns,
} from './absences.ts';
import { legacyError, problem, segmentsOf } from './answer.ts';
import {
  changeAttendance,
  createAttendance,
  deleteAttendance,
  listAttendances,
  listProjects,
  showAttendance,
} from './attendances.ts';
import {
  changeDocument,
  deleteDocument,
  downloadDocument,
  listCategories,
  listDocuments,
  uploadDocument,
} from './documents.ts';
import { listAttributes, listEmployees, showEmployee } from './employees.ts';
import { changeEmployee, createEmployee } from './employees-write.ts';
import { answerHand } from './hand.ts';
import { listEmployments, listLegalEntities, listPersons, showEmployment, showOrgUnit, showPerson } from './persons.ts';
import { changeEmployment, changePerson, createPerson, deletePerson } from './persons-write.ts';
import { refuseAccess, refuseRate, withQuota } from './rights.ts';
import { seedState } from './seed.ts';
import { show } from './show.ts';
import { createState, type State } from './state.ts';
import { createTimeOff, deleteTimeOff, listTimeOffs, listTimeOffTypes, showTimeOff } from './time-offs.ts';
import { giveLegacyToken, giveToken, type Pair, revokeToken, tokenOf } from './token.ts';

/** A stand-in for a Personio account: v2, and of v1 people, absences and documents. § numbers are those of the fact sheet. */
export const createSimulator: CreateSimulator = (options): Simulator => {
  const { settings, credentials, others = [], state: before, live, desired = [] } = options;
  const personnelNumber = typeof settings.personnel_number === 'string' ? settings.personnel_number : undefined;
  // What an earlier one gave back is a State; only this folder writes it.
  const kept = structuredClone(before ?? {}) as unknown as Partial<State>;
  const state: State = live ? seedState({ live, desired, personnelNumber }) : { ...createState(), ...kept };
  const pairs = [credentials, ...others].map(
    (one): Pair => ({ clientId: one.client_id ?? '', clientSecret: one.client_secret ?? '' }),
  );
  return {
    handle: (request) => handle(state, request, pairs),
    ...(live && { isSeeded: true }),
    state: () => structuredClone<Value>(state),
    show: () => show(state),
  };
};

function handle(state: State, request: SimulatedRequest, pairs: readonly Pair[]): SimulatedResponse {
  if (request.path.startsWith('/_sim/')) return answerHand(state, request);
  const busy = refuseRate(state, request);
  if (busy) return busy;
  const token = answerToken(state, request, pairs);
  if (token) return token;
  const answer = refuseAccess(state, request) ?? answerCall(state, request);
  return withQuota(state, request, withToken(state, request, answer));
}

function answerToken(state: State, request: SimulatedRequest, pairs: readonly Pair[]): SimulatedResponse | undefined {
  if (request.method !== 'POST') return undefined;
  // Credentials in the query string get 403 (§3).
  const isInQuery = 'client_id' in request.query || 'client_secret' in request.query;
  switch (request.path) {
    case '/v2/auth/token':
      return isInQuery ? problem(403, 'Forbidden', 'common.forbidden') : giveToken(state, request, pairs);
    case '/v2/auth/revoke':
      return revokeToken(state, request);
    case '/v1/auth':
      return isInQuery ? legacyError(403, 'Forbidden') : giveLegacyToken(state, request, pairs);
    default:
      return undefined;
  }
}

/** v1 echoes the token in a header of its answer; attendances do not (§3). */
function withToken(state: State, request: SimulatedRequest, answer: SimulatedResponse): SimulatedResponse {
  const token = tokenOf(state, request);
  if (!token || !request.path.startsWith('/v1/') || request.path.startsWith('/v1/company/attendances')) return answer;
  return { ...answer, headers: { ...answer.headers, authorization: `Bearer ${token.token}` } };
}

type Route = readonly [
  string,
  string,
  (state: State, request: SimulatedRequest, ids: readonly string[]) => SimulatedResponse,
];

const routes: readonly Route[] = [
  ['GET', '/v2/persons', listPersons],
  ['POST', '/v2/persons', createPerson],
  ['GET', '/v2/persons/*', (state, _request, [id = '']) => showPerson(state, id)],
  ['PATCH', '/v2/persons/*', (state, request, [id = '']) => changePerson(state, request, id)],
  ['DELETE', '/v2/persons/*', (state, _request, [id = '']) => deletePerson(state, id)],
  ['GET', '/v2/persons/*/employments', (state, request, [id = '']) => listEmployments(state, request, id)],
  ['GET', '/v2/persons/*/employments/*', (state, _request, [id = '', one = '']) => showEmployment(state, id, one)],
  [
    'PATCH',
    '/v2/persons/*/employments/*',
    (state, request, [id = '', one = '']) => changeEmployment(state, request, [id, one]),
  ],
  ['GET', '/v2/legal-entities', listLegalEntities],
  ['GET', '/v2/org-units/*', (state, _request, [id = '']) => showOrgUnit(state, id)],
  ['GET', '/v2/absence-types', listAbsenceTypes],
  ['GET', '/v2/absence-types/*', (state, _request, [id = '']) => showAbsenceType(state, id)],
  ['GET', '/v2/absence-periods', listAbsences],
  ['POST', '/v2/absence-periods', createAbsence],
  ['GET', '/v2/absence-periods/*', (state, _request, [id = '']) => showAbsence(state, id)],
  ['PATCH', '/v2/absence-periods/*', (state, request, [id = '']) => changeAbsence(state, request, id)],
  ['DELETE', '/v2/absence-periods/*', (state, _request, [id = '']) => deleteAbsence(state, id)],
  ['GET', '/v2/absence-periods/*/breakdowns', (state, _request, [id = '']) => showBreakdowns(state, id)],
  ['GET', '/v2/attendance-periods', listAttendances],
  ['POST', '/v2/attendance-periods', createAttendance],
  ['GET', '/v2/attendance-periods/*', (state, _request, [id = '']) => showAttendance(state, id)],
  ['PATCH', '/v2/attendance-periods/*', (state, request, [id = '']) => changeAttendance(state, request, id)],
  ['DELETE', '/v2/attendance-periods/*', (state, _request, [id = '']) => deleteAttendance(state, id)],
  ['GET', '/v2/projects', listProjects],
  ['GET', '/v2/document-management/documents', listDocuments],
  ['GET', '/v2/document-management/documents/*/download', (state, _request, [id = '']) => downloadDocument(state, id)],
  ['PATCH', '/v2/document-management/documents/*', (state, request, [id = '']) => changeDocument(state, request, id)],
  ['DELETE', '/v2/document-management/documents/*', (state, _request, [id = '']) => deleteDocument(state, id)],
  ['GET', '/v1/company/time-off-types', listTimeOffTypes],
  ['GET', '/v1/company/time-offs', listTimeOffs],
  ['POST', '/v1/company/time-offs', createTimeOff],
  ['GET', '/v1/company/time-offs/*', (state, _request, [id = '']) => showTimeOff(state, id)],
  ['DELETE', '/v1/company/time-offs/*', (state, _request, [id = '']) => deleteTimeOff(state, id)],
  ['GET', '/v1/company/absence-periods', listAbsencePeriods],
  ['POST', '/v1/company/absence-periods', createAbsencePeriod],
  ['DELETE', '/v1/company/absence-periods/*', (state, _request, [id = '']) => deleteAbsencePeriod(state, id)],
  ['GET', '/v1/company/document-categories', listCategories],
  ['POST', '/v1/company/documents', uploadDocument],
  ['GET', '/v1/company/employees', listEmployees],
  ['POST', '/v1/company/employees', createEmployee],
  ['GET', '/v1/company/employees/attributes', listAttributes],
  ['GET', '/v1/company/employees/custom-attributes', listAttributes],
  ['GET', '/v1/company/employees/*', (state, _request, [id = '']) => showEmployee(state, id)],
  ['PATCH', '/v1/company/employees/*', (state, request, [id = '']) => changeEmployee(state, request, id)],
];

function answerCall(state: State, request: SimulatedRequest): SimulatedResponse {
  for (const [method, pattern, answer] of routes) {
    const ids = method === request.method ? segmentsOf(pattern, request.path) : undefined;
    if (ids) return answer(state, request, ids);
  }
  // Attendances of v1 ended on 30 August 2026; one product got 422 from then on (§1).
  if (/^\/v1\/company\/attendances(\/|$)/.test(request.path)) return legacyError(422, 'This version has ended.');
  // Also for addresses that some accounts lack: /v2/workplaces, /v2/cost-centers (§5b).
  return request.path.startsWith('/v1/')
    ? legacyError(404, 'Not found')
    : problem(404, 'Not found', 'common.not_found');
}
