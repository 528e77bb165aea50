import { z } from 'zod';
import type { Value } from '../../../src/contract/index.ts';

/*
 * Everything about Supermood's HTTP API that is assumed (fact sheet §5), in this one file: the description that the
 * vendor hands to its customers was not at hand. Once it is, correct it here; paths can be corrected by settings alone.
 */

/** Paths that settings may replace. */
export const defaultPaths = {
  employees: '/v1/employees',
  filters: '/v1/attributes',
  token: '/oauth/token',
} as const;

/** What the token's path is sent beside the service account. */
export const tokenForm = { grant_type: 'client_credentials' } as const;

/** Names of the form's fields that hold the service account's identifier and password. */
export const tokenParameters = { serviceAccount: 'client_id', password: 'client_secret' } as const;

/** Query parameters of the list and the search. */
export const listQuery = ['page', 'pageSize', 'personalIdentifier', 'email'] as const;

export const pageSize = 100;

/** Fields of a coworker that every account has; all others are analysis filters of the customer. */
export const ownFields = ['personalIdentifier', 'email', 'firstName', 'lastName', 'language', 'phoneNumber'] as const;
export type OwnField = (typeof ownFields)[number];

export type FilterValue = string | number | boolean | null;

/** A coworker in our own names. A filter that was left out is unknown. */
export interface Employee {
  readonly id: string;
  readonly active: boolean;
  readonly own: Readonly<Record<OwnField, string | null>>;
  readonly filters: Readonly<Record<string, FilterValue>>;
}

/** What of a coworker is sent; what is left out is kept. */
export type EmployeeChange = {
  readonly active?: boolean;
  readonly own: Readonly<Partial<Record<OwnField, string | null>>>;
  readonly filters: Readonly<Record<string, FilterValue>>;
};

const id = z.union([z.string().min(1), z.number().int()]).transform(String);
const text = z.string().nullable();

/** Strict: what is not described here is not guessed at. */
const employee = z.strictObject({
  id,
  firstName: text,
  lastName: text,
  email: text,
  personalIdentifier: text,
  phoneNumber: text,
  language: text,
  active: z.boolean(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

/** Undefined when it has another form than assumed. */
export function readEmployee(json: unknown): Employee | undefined {
  const parsed = employee.safeParse(json);
  if (!parsed.success) return undefined;
  const { id, active, attributes, ...own } = parsed.data;
  return { id, active, own, filters: attributes };
}

/** The body of a creation or a change. */
export function writeEmployee({ active, own, filters }: EmployeeChange): { readonly [name: string]: Value } {
  return {
    ...own,
    ...(active !== undefined && { active }),
    ...(Object.keys(filters).length > 0 && { attributes: filters }),
  };
}

/** One page of a list. */
const page = z.strictObject({
  items: z.array(z.unknown()),
  page: z.number().int(),
  pageSize: z.number().int(),
  total: z.number().int().nonnegative(),
});
export type Page = z.infer<typeof page>;

export function readPage(json: unknown): Page | undefined {
  return page.safeParse(json).data;
}

export const filterTypes = ['list', 'text', 'date', 'number'] as const;

/** An analysis filter; `values` are those that a list knows. */
export interface Filter {
  readonly name: string;
  readonly type: (typeof filterTypes)[number];
  readonly values: readonly string[];
}

const filters = z.array(
  z.strictObject({
    id,
    name: z.string().min(1),
    type: z.enum(filterTypes),
    values: z.array(z.string()).nullish(),
  }),
);

export function readFilters(json: unknown): readonly Filter[] | undefined {
  return filters.safeParse(json).data?.map(({ name, type, values }) => ({ name, type, values: values ?? [] }));
}

/** Why a call was refused: the API's own word for it, and what it says of single fields. Texts are never passed on. */
export interface Refusal {
  readonly code: string;
  readonly fields: readonly string[];
}

const refusal = z.looseObject({
  error: z.looseObject({
    code: z.string(),
    details: z.array(z.looseObject({ field: z.string() })).nullish(),
  }),
});

export function readRefusal(json: unknown): Refusal | undefined {
  const parsed = refusal.safeParse(json);
  if (!parsed.success) return undefined;
  const { code, details } = parsed.data.error;
  return { code, fields: (details ?? []).map(({ field }) => fieldOf(field)) };
}

/** The word with which the API says that a filter is not defined. */
export const unknownFilterCode = 'unknown_attribute';

/** Our name of a field that the API names: `attributes.Department` is the filter Department. */
function fieldOf(name: string): string {
  return name.replace(/^attributes\./, '');
}
