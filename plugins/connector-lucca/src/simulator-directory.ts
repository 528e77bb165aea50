import type { SimulatedResponse, Value } from '../../../src/contract/index.ts';
import { applicableContract, type Contract, overlaps, type State } from './simulator-state.ts';

type Query = Readonly<Record<string, string>>;

/** A refusal of the newer API: problem+json (§5 and §6). */
export function problem(
  status: number,
  title: string,
  errors?: Readonly<Record<string, readonly string[]>>,
): SimulatedResponse {
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    text: JSON.stringify({ type: 'about:blank', title, status, ...(errors && { errors }) }),
  };
}

/** A page of the newer API: all fields always, ten by default, a cursor and a total only where asked for (§5). */
export function page(
  items: readonly Value[],
  query: Query,
  filters: readonly string[],
  most: number,
): SimulatedResponse {
  const unknown = Object.keys(query).find((name) => ![...filters, 'page', 'limit', 'fields.root'].includes(name));
  if (unknown !== undefined) return problem(400, 'Unknown filter', { [unknown]: ['This filter does not exist.'] });
  const limit = query.limit === undefined ? 10 : Number(query.limit);
  if (!Number.isInteger(limit) || limit < 0 || limit > most) {
    return problem(400, 'One or more validation errors occurred.', { limit: [`Between 0 and ${most}.`] });
  }
  // A page number from 1, or the cursor of an earlier answer.
  const cursor = /^c(\d+)$/.exec(query.page ?? '');
  const offset = cursor ? Number(cursor[1]) : (Number(query.page ?? '1') - 1) * limit;
  if (!Number.isInteger(offset) || offset < 0) {
    return problem(400, 'One or more validation errors occurred.', { page: ['Not a page.'] });
  }
  const root = (query['fields.root'] ?? '').split(',');
  const end = offset + limit;
  return {
    status: 200,
    json: {
      items: items.slice(offset, end),
      ...(root.includes('prev') && { prev: offset > 0 ? `c${Math.max(0, offset - limit)}` : null }),
      ...(root.includes('next') && { next: end < items.length ? `c${end}` : null }),
      ...(root.includes('count') && { count: items.length }),
    },
  };
}

/** `GET …/establishments`, `…/legal-units`, `…/departments`: archived ones only when asked for (§5). */
export function listStructure(state: State, what: string, query: Query): SimulatedResponse | undefined {
  const isAsked = (one: { readonly isArchived: boolean }): boolean =>
    (query.isArchived ?? 'false').split(',').includes(String(one.isArchived));
  const filters = ['id', 'search', 'isArchived'];
  switch (what) {
    case 'legal-units':
      return page(state.legalUnits.filter(isAsked).map(legalUnit), query, filters, 100);
    case 'establishments':
      return page(state.establishments.filter(isAsked).map(establishment), query, filters, 100);
    case 'departments':
      return page(state.departments.map(department), query, ['id', 'search'], 100);
    default:
      return undefined;
  }
}

/** `GET /directory/api/4.0/work-contracts` (§5). */
export function listContracts(state: State, query: Query, today: string): SimulatedResponse {
  const shown = state.contracts
    .map((contract) => toContract(state, contract, today))
    .filter((contract) =>
      (['ownerId', 'typeId', 'establishmentId', 'isApplicable'] as const).every(
        (name) => query[name] === undefined || query[name].split(',').includes(String(contract[name])),
      ),
    );
  return page(shown, query, ['ownerId', 'isApplicable', 'isArchived', 'typeId', 'establishmentId'], 1000);
}

/** `POST /directory/api/4.0/work-contracts`: four properties are needed, and no day may be in two contracts (§5). */
export function postContract(state: State, body: Readonly<Record<string, unknown>>, today: string): SimulatedResponse {
  const lacking = ['ownerId', 'typeId', 'startsOn', 'establishmentId'].filter((name) => body[name] == null);
  if (lacking.length > 0) {
    return problem(
      400,
      validation,
      Object.fromEntries(lacking.map((name) => [name, [`The ${name} field is required.`]])),
    );
  }
  const contract = fill(
    { id: 0, ownerId: Number(body.ownerId), typeId: 0, startsOn: '', endsOn: null, establishmentId: 0, others: {} },
    body,
  );
  const wrong = judge(state, contract);
  if (wrong) return wrong;
  const created = { ...contract, id: state.nextId++ };
  state.contracts.push(created);
  return { status: 200, json: toContract(state, created, today) };
}

/** `PATCH /directory/api/4.0/work-contracts/{id}`: what is sent changes, the rest stays (§5). */
export function patchContract(
  state: State,
  id: string,
  body: Readonly<Record<string, unknown>>,
  today: string,
): SimulatedResponse {
  const contract = state.contracts.find((one) => String(one.id) === id);
  if (!contract) return problem(404, 'Not found');
  const changed = fill(contract, body);
  const wrong = judge(state, changed);
  if (wrong) return wrong;
  Object.assign(contract, changed);
  return { status: 200, json: toContract(state, contract, today) };
}

const validation = 'One or more validation errors occurred.';
const own = ['id', 'ownerId', 'typeId', 'startsOn', 'endsOn', 'establishmentId'];

function fill(contract: Contract, body: Readonly<Record<string, unknown>>): Contract {
  const others = Object.fromEntries(Object.entries(body).filter(([name]) => !own.includes(name)));
  return {
    ...contract,
    ...(body.typeId != null && { typeId: Number(body.typeId) }),
    ...(body.startsOn != null && { startsOn: String(body.startsOn) }),
    ...(body.endsOn !== undefined && { endsOn: body.endsOn === null ? null : String(body.endsOn) }),
    ...(body.establishmentId != null && { establishmentId: Number(body.establishmentId) }),
    // Only what came as JSON arrives here.
    others: { ...contract.others, ...others } as Record<string, Value>,
  };
}

function judge(state: State, contract: Contract): SimulatedResponse | undefined {
  const day = /^\d{4}-\d\d-\d\d$/;
  if (!state.users.some((user) => user.id === contract.ownerId)) {
    return problem(400, validation, { ownerId: ['The owner was not found.'] });
  }
  if (!state.establishments.some((one) => one.id === contract.establishmentId && !one.isArchived)) {
    return problem(400, validation, { establishmentId: ['The establishment was not found.'] });
  }
  if (!day.test(contract.startsOn) || (contract.endsOn !== null && !day.test(contract.endsOn))) {
    return problem(400, validation, { startsOn: ['A date is YYYY-MM-DD.'] });
  }
  if (contract.endsOn !== null && contract.endsOn < contract.startsOn) {
    return problem(400, validation, { endsOn: ['The end is before the start.'] });
  }
  return overlaps(state, contract) ? problem(400, validation, { startsOn: ['The contracts overlap.'] }) : undefined;
}

function toContract(state: State, contract: Contract, today: string): { readonly [name: string]: Value } {
  const { others, ...rest } = contract;
  const isApplicable = applicableContract(state, contract.ownerId, today)?.id === contract.id;
  return { trialPeriodDays: null, spcId: null, externalId: null, ...others, ...rest, isApplicable };
}

function legalUnit(one: State['legalUnits'][number]): Value {
  const { id, name, code, siren, ape, country, headquartersId, isArchived } = one;
  return {
    ...{ id, name, code, countryId: 1, country: { id: 1, name: country, code: country } },
    ...{ legalIdentificationNumber: siren, activityCode: ape, headquartersId, isArchived },
    createdAt: '2020-01-01T00:00:00',
  };
}

function establishment(one: State['establishments'][number]): Value {
  const { id, name, code, legalUnitId, siret, ape, isArchived } = one;
  return {
    ...{ id, name, code, legalUnitId, legalIdentificationNumber: siret, activityCode: ape, isArchived },
    ...{ calendarId: 1, timezoneId: 'Europe/Paris', usersCount: 0, createdAt: '2020-01-01T00:00:00' },
    address: { street: '1 rue de l’Exemple', zipCode: '75001', city: 'Paris' },
  };
}

/** `parentId` is a path (§5). */
function department(one: State['departments'][number]): Value {
  const { id, name, code, isActive, headId } = one;
  return {
    ...{ id, name, code, isActive, headId, description: '', parentId: '/', parentLuccaId: null },
    ...{ hierarchy: `/${id}/`, sortOrderInSiblings: 0, createdAt: '2020-01-01T00:00:00' },
  };
}
