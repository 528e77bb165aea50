import type { Context, Finding, Proof, Response, Value } from '../../../src/contract/index.ts';
import { type Employee, type Filter, pageSize, readEmployee, readFilters, readPage } from './adapter.ts';
import { explainMissingPath, explainPerson, explainSystem, type Sent, unexpectedReply } from './refusals.ts';
import { readSettings } from './settings.ts';

/** `uncertain`: whether it was done cannot be told from the reply. */
export type Written =
  | { readonly status: 'done'; readonly employee?: Employee }
  | { readonly status: 'refused' | 'uncertain'; readonly findings: readonly Finding[] };

export interface EmployeePage {
  readonly employees: readonly Employee[];
  /** With the last page, or with the one that could not be read. */
  readonly proof?: Proof;
}

/**
 * All coworkers, page by page. Complete when as many different people came as the system says there are, and when it
 * said the same number on every page: who is added or removed meanwhile shifts the pages, and somebody is missed.
 */
export async function* listEmployees(context: Context): AsyncGenerator<EmployeePage> {
  const seen = new Set<string>();
  let total: number | undefined;
  for (let number = 1; ; number += 1) {
    const response = await context.send(pageRequest(context, { page: String(number), pageSize: String(pageSize) }));
    const page = isSuccess(response) ? readPage(response.json) : undefined;
    if (!page) return yield unread(explainRead(response).message);
    const employees = page.items.flatMap((item) => readEmployee(item) ?? []);
    if (employees.length < page.items.length || page.page !== number) return yield unread(unexpectedReply.message);
    total ??= page.total;
    if (page.total !== total) return yield unread(shifted);
    for (const { id } of employees) {
      if (seen.has(id)) return yield unread(shifted);
      seen.add(id);
    }
    if (seen.size === total) return yield { employees, proof: { complete: true, counted: seen.size, total } };
    if (seen.size > total || employees.length === 0) return yield unread(shifted);
    yield { employees };
  }
}

/** The coworker with this identifier, or else with this e-mail. Somebody else is never taken for the one asked for. */
export async function findEmployee(
  context: Context,
  search: { readonly personalIdentifier?: string; readonly email?: string },
): Promise<Employee | Finding | undefined> {
  for (const name of ['personalIdentifier', 'email'] as const) {
    const wanted = search[name];
    if (wanted === undefined) continue;
    const response = await context.send(
      pageRequest(context, { [name]: wanted, page: '1', pageSize: String(pageSize) }),
    );
    const page = isSuccess(response) ? readPage(response.json) : undefined;
    if (!page) return explainRead(response);
    const found = page.items.flatMap((item) => readEmployee(item) ?? []);
    if (found.length < page.items.length) return unexpectedReply;
    const [one] = found.filter((employee) => isSame(employee.own[name], wanted));
    // A search that did not search: whoever is asked for may stand on a page further on.
    if (!one && page.total > found.length) return unexpectedReply;
    if (one && isFree(one, search.personalIdentifier)) return one;
  }
  return undefined;
}

export async function createEmployee(context: Context, body: Value, sent: Sent): Promise<Written> {
  const response = await context.send({ method: 'POST', path: readSettings(context).employeesPath, body });
  // Nobody can be gone yet: the path is another one.
  if (response.status === 404) return { status: 'refused', findings: [explainMissingPath(response)] };
  return settle(response, sent);
}

/** Changes what is named in the body and leaves the rest alone. */
export async function changeEmployee(context: Context, id: string, body: Value, sent: Sent): Promise<Written> {
  const path = pathOf(context, id);
  return settle(await context.send({ method: 'PATCH', path, body, idempotent: true }), sent);
}

/** Who is gone already is as good as deleted. */
export async function deleteEmployee(context: Context, id: string, sent: Sent): Promise<Written> {
  const response = await context.send({ method: 'DELETE', path: pathOf(context, id), idempotent: true });
  if (response.status === 404 && !explainSystem(response)) return { status: 'done' };
  if (!isSuccess(response)) return refused(response, sent);
  const isSilent = response.text.trim() === '' || readEmployee(response.json) !== undefined;
  return isSilent ? { status: 'done' } : { status: 'uncertain', findings: [explainRead(response)] };
}

/** The analysis filters of the account, asked for once a run. */
export async function listFilters(context: Context): Promise<readonly Filter[] | Finding> {
  return context.once('filters', async () => {
    const response = await context.send({ method: 'GET', path: readSettings(context).filtersPath });
    const filters = isSuccess(response) ? readFilters(response.json) : undefined;
    return filters ?? explainRead(response);
  });
}

/** Why the service account, its rights or the address are not as they should be; undefined when all is well. */
export async function probe(context: Context): Promise<Finding | undefined> {
  const response = await context.send(pageRequest(context, { page: '1', pageSize: '1' }));
  if (!isSuccess(response) || !readPage(response.json)) return explainRead(response);
  const filters = await listFilters(context);
  return isFinding(filters) ? filters : undefined;
}

export function isFinding(answer: unknown): answer is Finding {
  return typeof answer === 'object' && answer !== null && 'severity' in answer;
}

function pageRequest(context: Context, query: Readonly<Record<string, string>>) {
  return { method: 'GET', path: readSettings(context).employeesPath, query } as const;
}

function pathOf(context: Context, id: string): string {
  return `${readSettings(context).employeesPath}/${encodeURIComponent(id)}`;
}

function settle(response: Response, sent: Sent): Written {
  if (!isSuccess(response)) return refused(response, sent);
  if (response.text.trim() === '') return { status: 'done' };
  const employee = readEmployee(response.json);
  return employee ? { status: 'done', employee } : { status: 'uncertain', findings: [explainRead(response)] };
}

function refused(response: Response, sent: Sent): Written {
  // Error bodies are assumed: whatever stands there, these are about one person, and the others go on.
  const isAboutPerson = !response.isUnauthenticated && [400, 409, 413, 422].includes(response.status);
  const finding = isAboutPerson ? undefined : explainSystem(response);
  if (finding && response.status >= 500 && !response.isUnauthenticated)
    return { status: 'uncertain', findings: [finding] };
  return { status: 'refused', findings: finding ? [finding] : explainPerson(response, sent) };
}

/** What is wrong with the answer to a question about nobody in particular. */
function explainRead(response: Response): Finding {
  if (isSuccess(response) && response.json !== undefined) return unexpectedReply;
  // Nobody in particular can be gone: the path is another one.
  if (response.status === 404) return explainMissingPath(response);
  return explainSystem(response) ?? unexpectedReply;
}

function isSuccess(response: Response): boolean {
  return response.status >= 200 && response.status < 300 && !response.isUnauthenticated;
}

/** Addresses and identifiers are unique whatever their letter case (fact sheet §5, rule 2, for e-mails). */
function isSame(one: string | null, other: string): boolean {
  return one?.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Somebody found by e-mail who has another personal identifier is somebody else. */
function isFree({ own }: Employee, identifier: string | undefined): boolean {
  return identifier === undefined || own.personalIdentifier === null || isSame(own.personalIdentifier, identifier);
}

function unread(reason: string): EmployeePage {
  return { employees: [], proof: { complete: false, reason } };
}

const shifted = 'People were added or removed in Supermood while the list was read, so that somebody may be missing.';
