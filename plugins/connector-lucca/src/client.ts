import type { z } from 'zod';
import type { Finding, Request, Response, Send, Value } from '../../../src/contract/index.ts';
import { ask, type Listing, listAll, listOlder, parse, refusedBy, unexpected } from './asking.ts';
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
  // One whose login the key may not see was found by it all the same.
  const found = items.filter((user) => user[by] == null || fold(user[by]) === fold(value));
  // A filter that Lucca does not know would give everybody, ten at a time: nobody would be found, and made once more.
  if (items.length > 0 && found.length === 0) throw refusedBy(unexpected);
  return found;
}

/** All users with some of their fields, page after page. */
export function listAllUsers(
  send: Send,
  fields: string,
): Promise<{ readonly items: readonly FoundUser[]; readonly total: number | undefined }> {
  return listOlder(pageSizes.users, async (offset) => {
    const { users, total } = await listUsers(send, offset, fields);
    return { items: users, total };
  });
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
  return change(send, { method: 'PUT', path, query: quiet(options), body }, 'user');
}

/**
 * The contracts of one person, or the one that counts of everybody.
 * @throws RollcallError `SYSTEM_REFUSED` with the finding that says why.
 */
export async function listContracts(
  send: Send,
  of: { readonly ownerId: string } | 'everybody',
): Promise<readonly FoundContract[]> {
  const query: Listing<typeof foundContract>['query'] =
    of === 'everybody' ? { isApplicable: 'true' } : { ownerId: of.ownerId };
  const listing = { item: foundContract, call: 'contracts', size: pageSizes.contracts, query } as const;
  const contracts = await listAll(send, paths.contracts, listing);
  // A filter that Lucca does not know would give those of other people too, and one of theirs would be ended.
  return of === 'everybody' ? contracts : contracts.filter((contract) => contract.ownerId === of.ownerId);
}

/** Makes a work contract. Never sent twice. */
export async function createContract(send: Send, body: Value): Promise<Written> {
  const response = await send({ method: 'POST', path: paths.contracts, body });
  return isDone(response) ? { status: 'done' } : failed(response, 'contracts');
}

/** Changes some properties of a work contract and leaves the others alone. */
export function updateContract(send: Send, id: string, body: Value): Promise<Written> {
  return change(send, { method: 'PATCH', path: `${paths.contracts}/${encodeURIComponent(id)}`, body }, 'contract');
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
export async function listRoles(send: Send): Promise<readonly z.output<typeof namedPage>['data']['items'][number][]> {
  const { items } = await listOlder(pageSizes.users, async (offset) => {
    const query = { fields: 'id,name', paging: `${offset},${pageSizes.users}` };
    const response = await ask(send, { method: 'GET', path: paths.roles, query }, 'users');
    return { items: parse(namedPage, response).data.items, total: undefined };
  });
  return items;
}

const structure = { call: 'structure', size: pageSizes.structure } as const;
const archivedToo = { isArchived: 'true,false' };

async function change(send: Send, request: Request, call: Call): Promise<Written> {
  const response = await send({ ...request, idempotent: true });
  return isDone(response) ? { status: 'done' } : failed(response, call);
}

/** The size of a call is that of one person's values, and stops nobody else. */
function failed(response: Response, call: Call): Written {
  const finding = explain(response, call);
  return {
    status: isDoubtful(response, call) ? 'doubtful' : 'refused',
    finding: response.status === 413 ? { ...finding, scope: 'record' } : finding,
  };
}

function quiet({ notifies }: { readonly notifies: boolean }): Readonly<Record<string, string>> {
  return notifies ? {} : { notify: 'false' };
}

/** Lucca compares texts without regard to letter case, and perhaps to accents. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .trim()
    .toLowerCase();
}
