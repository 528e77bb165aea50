import type { z } from 'zod';
import {
  type Finding,
  type Request,
  type Response,
  RollcallError,
  type Send,
  type Value,
} from '../../../src/contract/index.ts';
import { pageSizes } from './assumptions.ts';
import { type Call, explain, isDone, isDoubtful } from './refusals.ts';
import {
  type FoundContract,
  type FoundDepartment,
  type FoundEstablishment,
  type FoundLegalUnit,
  type FoundUser,
  foundContract,
  foundDepartment,
  foundEstablishment,
  foundLegalUnit,
  namedPage,
  pageOf,
  userPage,
  writtenUser,
} from './schema.ts';

/** Where the calls go. Users are of the older API, contracts and the structure of the one after it (fact sheet §0). */
export const paths = {
  users: '/api/v3/users',
  roles: '/api/v3/roles',
  contracts: '/directory/api/4.0/work-contracts',
  establishments: '/organization/structure/api/establishments',
  legalUnits: '/organization/structure/api/legal-units',
  departments: '/organization/structure/api/departments',
} as const;

/** What became of a call that writes. `doubtful`: nobody knows, and it is not to be sent again. */
export type Written =
  | { readonly status: 'done'; readonly id?: string }
  | { readonly status: 'refused' | 'doubtful'; readonly finding: Finding };

export interface UserPage {
  readonly users: readonly FoundUser[];
  /** How many there are in all, by Lucca's own word. */
  readonly total: number | undefined;
}

/**
 * A page of all users, former ones included. `offset` counts people.
 * @throws RollcallError `SYSTEM_REFUSED` with the finding that says why.
 */
export async function listUsers(
  send: Send,
  offset: number,
  fields: string,
  limit: number = pageSizes.users,
): Promise<UserPage> {
  const query = {
    formerEmployees: 'true',
    fields: `collection.count,${fields}`,
    paging: `${offset},${limit}`,
    // Without an order, pages may overlap while people are added.
    orderBy: 'id,asc',
  };
  const response = await ask(send, { method: 'GET', path: paths.users, query }, 'users');
  const { data } = parse(userPage, response);
  return { users: data.items, total: data.count };
}

/**
 * Everybody whose login or mail this is, former ones included.
 * @throws RollcallError `SYSTEM_REFUSED` with the finding that says why.
 */
export async function findUsers(send: Send, by: 'login' | 'mail' | 'id', value: string): Promise<readonly FoundUser[]> {
  const query = { [by]: value, formerEmployees: 'true', fields: 'id,mail,login,dtContractStart', paging: '0,10' };
  const response = await ask(send, { method: 'GET', path: paths.users, query }, 'users');
  const { items } = parse(userPage, response).data;
  // A filter that Lucca does not know would give everybody.
  return items.filter((user) => (user[by] ?? '').toLowerCase() === value.toLowerCase());
}

/** Creates a person with a first work contract. Never sent twice: whoever gets no answer looks the person up. */
export async function createUser(send: Send, body: Value, options: { readonly notifies: boolean }): Promise<Written> {
  const query = { contract: 'true', ...quiet(options) };
  const response = await send({ method: 'POST', path: paths.users, query, body });
  if (!isDone(response)) return failed(response, 'users');
  const parsed = writtenUser.safeParse(response.json);
  return parsed.success ? { status: 'done', id: parsed.data.data.id } : { status: 'doubtful', finding: unexpected };
}

/** Changes some properties of a person and leaves the others alone. */
export function updateUser(
  send: Send,
  id: string,
  body: Value,
  options: { readonly notifies: boolean },
): Promise<Written> {
  const path = `${paths.users}/${encodeURIComponent(id)}`;
  return change(send, { method: 'PUT', path, query: quiet(options), body }, 'users');
}

/**
 * The contracts of one person, or the one that counts of everybody.
 * @throws RollcallError `SYSTEM_REFUSED` with the finding that says why.
 */
export function listContracts(
  send: Send,
  of: { readonly ownerId: string } | 'everybody',
): Promise<readonly FoundContract[]> {
  const query: Listing<typeof foundContract>['query'] =
    of === 'everybody' ? { isApplicable: 'true' } : { ownerId: of.ownerId };
  return listAll(send, paths.contracts, { item: foundContract, call: 'contracts', size: pageSizes.contracts, query });
}

/** Makes a work contract. Never sent twice. */
export async function createContract(send: Send, body: Value): Promise<Written> {
  const response = await send({ method: 'POST', path: paths.contracts, body });
  return isDone(response) ? { status: 'done' } : failed(response, 'contracts');
}

/** Changes some properties of a work contract and leaves the others alone. */
export function updateContract(send: Send, id: string, body: Value): Promise<Written> {
  return change(send, { method: 'PATCH', path: `${paths.contracts}/${encodeURIComponent(id)}`, body }, 'contracts');
}

/** @throws RollcallError `SYSTEM_REFUSED` with the finding that says why. */
export function listEstablishments(send: Send): Promise<readonly FoundEstablishment[]> {
  return listAll(send, paths.establishments, { item: foundEstablishment, ...structure, query: archivedToo });
}

/** @throws RollcallError `SYSTEM_REFUSED` with the finding that says why. */
export function listLegalUnits(send: Send): Promise<readonly FoundLegalUnit[]> {
  return listAll(send, paths.legalUnits, { item: foundLegalUnit, ...structure, query: archivedToo });
}

/** @throws RollcallError `SYSTEM_REFUSED` with the finding that says why. */
export function listDepartments(send: Send): Promise<readonly FoundDepartment[]> {
  return listAll(send, paths.departments, { item: foundDepartment, ...structure, query: {} });
}

/** @throws RollcallError `SYSTEM_REFUSED` with the finding that says why. */
export async function listRoles(send: Send): Promise<z.output<typeof namedPage>['data']['items']> {
  const items: z.output<typeof namedPage>['data']['items'] = [];
  for (;;) {
    const query = { fields: 'id,name', paging: `${items.length},${pageSizes.users}` };
    const page = parse(namedPage, await ask(send, { method: 'GET', path: paths.roles, query }, 'users')).data.items;
    items.push(...page);
    if (page.length < pageSizes.users) return items;
  }
}

const structure = { call: 'structure', size: pageSizes.structure } as const;
const archivedToo = { isArchived: 'true,false' };

interface Listing<Item extends z.ZodType> {
  readonly item: Item;
  readonly call: Call;
  readonly size: number;
  readonly query: Readonly<Record<string, string>>;
}

/** All pages of the newer API, to the one that names no next; what arrived must be as many as it says there are. */
async function listAll<Item extends z.ZodType>(
  send: Send,
  path: string,
  { item, call, size, query }: Listing<Item>,
): Promise<readonly z.output<Item>[]> {
  const items: z.output<Item>[] = [];
  let page: string | undefined = '1';
  while (page !== undefined) {
    const asked: Readonly<Record<string, string>> = {
      ...query,
      page,
      limit: String(size),
      'fields.root': 'prev,next,count',
    };
    const answer: z.output<ReturnType<typeof pageOf<Item>>> = parse(
      pageOf(item),
      await ask(send, { method: 'GET', path, query: asked }, call),
    );
    items.push(...answer.items);
    page = answer.next ?? undefined;
    if (page === undefined && answer.count != null && answer.count !== items.length) throw refusedBy(tooFew);
  }
  return items;
}

async function ask(send: Send, request: Request, call: Call): Promise<Response> {
  const response = await send(request);
  if (!isDone(response)) throw refusedBy(explain(response, call));
  return response;
}

function parse<Schema extends z.ZodType>(schema: Schema, { json }: Response): z.output<Schema> {
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw refusedBy(unexpected);
  return parsed.data;
}

async function change(send: Send, request: Request, call: Call): Promise<Written> {
  const response = await send({ ...request, idempotent: true });
  return isDone(response) ? { status: 'done' } : failed(response, call);
}

function failed(response: Response, call: Call): Written {
  return { status: isDoubtful(response) ? 'doubtful' : 'refused', finding: explain(response, call) };
}

function quiet({ notifies }: { readonly notifies: boolean }): Readonly<Record<string, string>> {
  return notifies ? {} : { notify: 'false' };
}

function refusedBy(finding: Finding): RollcallError {
  return new RollcallError('SYSTEM_REFUSED', finding.message, { next: finding.next, findings: [finding] });
}

const unexpected: Finding = {
  code: 'lucca-unexpected-reply',
  severity: 'error',
  scope: 'system',
  who: 'us',
  message: 'Lucca answered in another form than its documents describe.',
  next: 'Please report this with the version of the connector; nothing was assumed about anybody.',
};

const tooFew: Finding = {
  ...unexpected,
  code: 'lucca-count-differs',
  who: 'vendor',
  message: 'Lucca gave fewer or more entries than it says there are.',
  next: 'Run again; the list may have changed while it was read.',
};
