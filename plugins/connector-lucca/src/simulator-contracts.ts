import type { SimulatedResponse, Value } from '../../../src/contract/index.ts';
import { isDay } from './simulator-days.ts';
import { page, problem, type Query, validation } from './simulator-newer.ts';
import { applicableContract, type Contract, overlaps, type State } from './simulator-state.ts';

/** `GET /directory/api/4.0/work-contracts` (§5). */
export function listContracts(state: State, query: Query, today: string): SimulatedResponse {
  // None of them is ever archived.
  const contracts = (query.isArchived ?? 'false').split(',').includes('false') ? state.contracts : [];
  const shown = contracts
    .map((contract) => toContract(state, contract, today))
    .filter((contract) =>
      (['ownerId', 'typeId', 'establishmentId', 'isApplicable'] as const).every(
        (name) => query[name] === undefined || query[name].split(',').includes(String(contract[name])),
      ),
    );
  return page(shown, query, ['ownerId', 'isApplicable', 'isArchived', 'typeId', 'establishmentId'], 1000);
}

/** `GET /directory/api/4.0/work-contracts/{id}` (§5). */
export function getContract(state: State, id: string, today: string): SimulatedResponse {
  const contract = state.contracts.find((one) => String(one.id) === id);
  return contract ? { status: 200, json: toContract(state, contract, today) } : problem(404, 'Not found');
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
  const wrong = (field: string, text: string): SimulatedResponse => problem(400, validation, { [field]: [text] });
  const { ownerId, establishmentId, typeId, startsOn, endsOn, others } = contract;
  if (!state.users.some((user) => user.id === ownerId)) return wrong('ownerId', 'The owner was not found.');
  if (!state.establishments.some((one) => one.id === establishmentId && !one.isArchived))
    return wrong('establishmentId', 'The establishment was not found.');
  if (!Number.isInteger(typeId) || typeId < 1) return wrong('typeId', 'The type was not found.');
  // Which ones a type makes mandatory was not found (§5): an administrator says it by hand.
  const lacking = (state.neededByType[typeId] ?? []).find((name) => others[name] == null);
  if (lacking !== undefined) return wrong(lacking, `The ${lacking} field is required.`);
  if (!isDay(startsOn)) return wrong('startsOn', 'A date is YYYY-MM-DD.');
  if (endsOn !== null && !isDay(endsOn)) return wrong('endsOn', 'A date is YYYY-MM-DD.');
  if (endsOn !== null && endsOn < startsOn) return wrong('endsOn', 'The end is before the start.');
  return overlaps(state, contract) ? wrong('startsOn', 'The contracts overlap.') : undefined;
}

/** All fields always (§5); the end of the trial period is inferred from its days. */
function toContract(state: State, contract: Contract, today: string): { readonly [name: string]: Value } {
  const { others, ...rest } = contract;
  const isApplicable = applicableContract(state, contract.ownerId, today)?.id === contract.id;
  const trialEnd = (days: Value | undefined): Value =>
    typeof days === 'number' ? dayAfter(contract.startsOn, days - 1) : null;
  return {
    ...{ trialPeriodDays: null, renewedTrialPeriodDays: null, spcId: null, hiringTypeId: null, externalId: null },
    ...{ temporaryContractGroundId: null, internshipSupervisorId: null, terminationReasonId: null },
    ...others,
    ...rest,
    isApplicable,
    trialPeriodEndDate: trialEnd(others.trialPeriodDays),
    trialPeriodEndDate2: trialEnd(others.renewedTrialPeriodDays),
    ...{ authorId: null, lastModifierId: null },
    ...{ createdAt: '2020-01-01T00:00:00', lastModifiedAt: '2020-01-01T00:00:00' },
  };
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
