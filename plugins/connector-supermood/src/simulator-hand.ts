import type { SimulatedRequest, SimulatedResponse } from '../../../src/contract/index.ts';
import { judge } from './simulator-rules.ts';
import { type AnalysisFilter, type Coworker, nextId, put, type ServiceAccount, type State } from './simulator-state.ts';

type Body = { readonly [name: string]: unknown };

/**
 * What people do by hand in the app, under `/_sim/…`: only the stand-in has these calls (§5, rule 5).
 *
 * | call | body |
 * |---|---|
 * | POST /_sim/employees | `find` (identifier or e-mail) and what changes; or a new coworker; `role` grants one |
 * | POST /_sim/delete | `find` |
 * | POST /_sim/filters | name, and `type`, `newName`, `remove` or `values` |
 * | POST /_sim/service-accounts | id, password, managesUsers |
 * | POST /_sim/rate | calls, perMs; nothing lifts it |
 * | POST /_sim/while-reading | page, and `remove` (identifier) or `add`: done once that page was given out |
 */
export function answerHand(state: State, request: SimulatedRequest): SimulatedResponse {
  const body = parse(request.text);
  if (request.method !== 'POST' || !body) return { status: 404, json: { message: 'no such call of the simulator' } };
  switch (request.path) {
    case '/_sim/employees':
      return change(state, body);
    case '/_sim/delete':
      return remove(state, String(body.find));
    case '/_sim/filters':
      return changeFilter(state, body);
    case '/_sim/service-accounts': {
      // What this route is for; tests write it.
      const account = { managesUsers: true, ...body } as ServiceAccount;
      state.serviceAccounts = [...state.serviceAccounts.filter(({ id }) => id !== account.id), account];
      return done;
    }
    case '/_sim/rate':
      state.rate = typeof body.calls === 'number' ? { calls: body.calls, perMs: Number(body.perMs ?? 1000) } : null;
      return done;
    case '/_sim/while-reading':
      state.whileReading.push(body as State['whileReading'][number]);
      return done;
    default:
      return { status: 404, json: { message: 'no such call of the simulator' } };
  }
}

/** What somebody does while a list is read: later pages shift. */
export function actWhileReading(state: State, page: number): void {
  const due = state.whileReading.filter((one) => one.page === page);
  state.whileReading = state.whileReading.filter((one) => one.page !== page);
  for (const { remove: gone, add } of due) {
    if (gone !== undefined) remove(state, gone);
    if (add) change(state, add);
  }
}

export const nobody: Coworker = {
  id: '',
  firstName: '',
  lastName: '',
  email: null,
  personalIdentifier: null,
  phoneNumber: null,
  language: '',
  active: true,
  attributes: {},
  role: null,
};

const done: SimulatedResponse = { status: 200, json: { message: 'done' } };

function change(state: State, { find: wanted, role, ...body }: Body): SimulatedResponse {
  const before = wanted === undefined ? nobody : find(state, String(wanted));
  if (!before) return { status: 404, json: { message: 'nobody of that identifier or e-mail' } };
  const start = wanted === undefined ? { language: 'fr', active: true } : {};
  const judged = judge(state, before, { ...start, ...body });
  if ('refusal' in judged) return judged.refusal;
  put(state, {
    ...judged.coworker,
    id: before.id || nextId(state),
    role: typeof role === 'string' ? role : before.role,
  });
  return done;
}

function remove(state: State, wanted: string): SimulatedResponse {
  const before = find(state, wanted);
  state.coworkers = state.coworkers.filter((one) => one !== before);
  return before ? done : { status: 404, json: { message: 'nobody of that identifier or e-mail' } };
}

function changeFilter(state: State, { name, newName, remove: isGone, type, values }: Body): SimulatedResponse {
  const before = state.filters.find((filter) => filter.name === name);
  const others = state.filters.filter((filter) => filter !== before);
  const filter = {
    id: before?.id ?? nextId(state),
    name: String(newName ?? name),
    type: type ?? before?.type ?? 'list',
    values: values ?? before?.values ?? [],
  } as AnalysisFilter;
  state.filters = isGone === true ? others : [...others, filter];
  return done;
}

function find({ coworkers }: State, wanted: string): Coworker | undefined {
  return coworkers.find((one) => one.personalIdentifier === wanted || one.email === wanted);
}

function parse(text: string): Body | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : undefined;
  } catch {
    return undefined;
  }
}
