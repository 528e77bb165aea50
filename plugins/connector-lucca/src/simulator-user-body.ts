import type { Value } from '../../../src/contract/index.ts';
import { isDay } from './simulator-days.ts';
import { applicableContract, type State, type User } from './simulator-state.ts';

export type Body = Readonly<Record<string, unknown>>;

/** Properties of §4 that are kept as they were sent. */
export const fieldTexts = [
  ...['firstName', 'lastName', 'employeeNumber', 'jobTitle', 'gender', 'directLine', 'professionalMobile', 'cspId'],
  ...['personalMobile', 'personalEmail', 'address', 'bankName', 'iban', 'bic', 'birthDate', 'insuranceNumber'],
] as const;

export type Checked =
  | { readonly message: string }
  | { readonly user: User; readonly establishmentId: number; readonly start: string; readonly end: string | null };

interface Circumstances {
  readonly isNew: boolean;
  readonly today: string;
  readonly user?: User;
}

const datesOfContract = ['dtContractStart', 'dtContractEnd', 'legalEntityId'];
const numbers = ['legalEntityId', 'departmentId', 'rolePrincipalId', 'cultureID', 'calendarId', 'cspId'];

/**
 * A body of POST or PUT against the rules of §4: what is needed is there or has a default, what is pointed at exists,
 * logins are unique, employee numbers unique in an establishment. The texts are assumed; each names the property.
 */
export function validate(state: State, given: Body, circumstances: Circumstances): Checked {
  const { isNew, today, user } = circumstances;
  const body = withCase(given);
  const unknown = Object.keys(body).find((name) => !isKnown(state, name));
  if (unknown !== undefined) return { message: `Unknown property ${unknown}` };
  if (!isNew) {
    // Of a person with a contract, these are those of the contract (§4, inferred).
    const fixed = datesOfContract.find((name) => name in body);
    if (fixed !== undefined) return { message: `${fixed} is changed by the work contract` };
  }
  const filled = isNew ? { ...defaultsFor(state, body), ...body } : body;
  const wrong = wrongType(filled) ?? (isNew ? missing(filled) : emptied(filled)) ?? danglingReference(state, filled);
  if (wrong !== undefined) return { message: wrong };

  const login = text(filled.login) ?? user?.login ?? '';
  const mail = text(filled.mail) ?? user?.mail ?? '';
  const establishmentId = numberOf(filled.legalEntityId) ?? establishmentOf(state, user, today);
  const employeeNumber = 'employeeNumber' in filled ? text(filled.employeeNumber) : text(user?.texts.employeeNumber);
  const others = state.users.filter((one) => one.id !== user?.id);
  // Also of those that the key cannot see (§2).
  if (others.some((one) => one.login.toLowerCase() === login.toLowerCase()))
    return { message: `login ${login} already exists` };
  const rival = others.find((one) => employeeNumber && one.texts.employeeNumber === employeeNumber);
  if (rival && establishmentOf(state, rival, today) === establishmentId) {
    return { message: `employeeNumber ${employeeNumber} already exists in this establishment` };
  }
  const manager = managerFor(state, filled, circumstances);
  if ('message' in manager) return manager;
  return {
    user: {
      ...{ id: user?.id ?? 0, modifiedAt: '', login, mail },
      texts: { ...user?.texts, ...textsOf(filled, state) },
      departmentId: numberOf(filled.departmentId) ?? user?.departmentId ?? 0,
      managerId: manager.id,
      rolePrincipalId: numberOf(filled.rolePrincipalId) ?? user?.rolePrincipalId ?? 0,
      habilitedRoles: rolesOf(filled.habilitedRoles) ?? user?.habilitedRoles ?? [],
      cultureID: numberOf(filled.cultureID) ?? user?.cultureID ?? 1036,
    },
    establishmentId,
    start: text(filled.dtContractStart)?.slice(0, 10) ?? '',
    end: text(filled.dtContractEnd)?.slice(0, 10) ?? null,
  };
}

/** Properties that every tenant has, in the case of §4. */
const knownNames: readonly string[] = [
  ...fieldTexts,
  ...numbers,
  'login',
  'mail',
  'managerId',
  'habilitedRoles',
  'nationalityId',
  'userWorkCycles',
  'dtContractStart',
  'dtContractEnd',
];

/** The case of letters does not count (§3): everything is put into that of §4. */
function withCase(body: Body): Record<string, unknown> {
  const byLower = new Map(knownNames.map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [byLower.get(name.toLowerCase()) ?? name, value]),
  );
}

function isKnown(state: State, name: string): boolean {
  if (name.startsWith('e_')) return state.customFields?.includes(name) ?? true;
  if (/^(userAxisValues_\d+|profile_\w+)$/.test(name)) return true;
  return knownNames.includes(name) || name === state.socialSecurityProperty;
}

function defaultsFor(state: State, body: Body): Body {
  const { login, ...units } = state.defaults;
  const initial = `${String(body.firstName ?? '').slice(0, 1)}${String(body.lastName ?? '')}`.toLowerCase();
  return { ...units, cultureID: units.cultureID ?? 1036, ...(login && { login: initial }) };
}

/** Lengths of the newest API (§6), which keeps the same people. */
const longest: Readonly<Record<string, number>> = { firstName: 255, lastName: 255, employeeNumber: 50 };

function wrongType(body: Body): string | undefined {
  for (const [name, value] of Object.entries(body)) {
    if (value === null) continue;
    if (numbers.includes(name) && !(Number.isInteger(value) && Number(value) >= 1))
      return `${name} must be a number from 1`;
    if (name === 'managerId' && !Number.isInteger(value)) return 'managerId must be a number';
    const isDate = name === 'birthDate' || name.startsWith('dtContract');
    if (isDate && !(typeof value === 'string' && isDay(value.replace(/T00:00:00$/, '')))) return `${name} is no date`;
    const isReference = /^(userAxisValues|profile)_/.test(name);
    if (isReference && !(isObject(value) && Number.isInteger(value.id))) return `${name} must be {"id": number}`;
    if (name === 'userWorkCycles' && !areApart(value)) return 'userWorkCycles must not overlap';
    if (name === 'gender' && !['Undefined', 'Male', 'Female', 'Misc'].includes(String(value)))
      return 'gender is unknown';
    if (name === 'nationalityId' && !/^[A-Z]{2}$/.test(String(value))) return 'nationalityId is unknown';
    if (value === '') return `${name} must not be empty`;
    if (typeof value === 'string' && value.length > (longest[name] ?? Number.POSITIVE_INFINITY))
      return `${name} is too long`;
  }
  const { dtContractStart: start, dtContractEnd: end } = body;
  return typeof start === 'string' && typeof end === 'string' && end < start
    ? 'dtContractEnd is before dtContractStart'
    : undefined;
}

/** `[{startsOn, endsOn}]`, of which no two share a day (§4). */
function areApart(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  const cycles = value
    .filter(isObject)
    .toSorted((one, other) => (String(one.startsOn) < String(other.startsOn) ? -1 : 1));
  return cycles.every((one, index) => {
    const before = cycles[index - 1];
    return before === undefined || (before.endsOn != null && String(before.endsOn) < String(one.startsOn));
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function missing(body: Body): string | undefined {
  const needed = [
    'firstName',
    'lastName',
    'mail',
    'login',
    'legalEntityId',
    'dtContractStart',
    'departmentId',
    'rolePrincipalId',
  ];
  const name = needed.find((one) => body[one] === undefined || body[one] === null);
  return name === undefined ? undefined : `The field ${name} is required`;
}

function emptied(body: Body): string | undefined {
  const needed = ['firstName', 'lastName', 'mail', 'login', 'departmentId', 'rolePrincipalId', 'cultureID'];
  const name = needed.find((one) => body[one] === null);
  return name === undefined ? undefined : `The field ${name} is required`;
}

function danglingReference(state: State, body: Body): string | undefined {
  const lists: Readonly<Record<string, readonly { readonly id: number; readonly isArchived?: boolean }[]>> = {
    legalEntityId: state.establishments,
    departmentId: state.departments,
    rolePrincipalId: state.roles,
    managerId: state.users,
  };
  for (const [name, list] of Object.entries(lists)) {
    const id = body[name];
    if (id === undefined || id === null) continue;
    if (!list.some((one) => one.id === id && one.isArchived !== true)) return `${name} ${id} not found`;
  }
  const roles = rolesOf(body.habilitedRoles) ?? [];
  return roles.some((id) => !state.roles.some((one) => one.id === id)) ? 'habilitedRoles not found' : undefined;
}

/** Without a manager the head of the department is taken, and a head who has left blocks the creation (§4, Taleez page). */
function managerFor(
  state: State,
  body: Body,
  { isNew, user, today }: Circumstances,
): { readonly id: number | null } | { readonly message: string } {
  if ('managerId' in body) return { id: numberOf(body.managerId) ?? null };
  if (!isNew) return { id: user?.managerId ?? null };
  const headId = state.departments.find((one) => one.id === body.departmentId)?.headId ?? null;
  const end = headId === null ? null : applicableContract(state, headId, today)?.endsOn;
  return end && end < today ? { message: 'The manager, head of the department, has left' } : { id: headId };
}

function establishmentOf(state: State, user: User | undefined, today: string): number {
  return (user && applicableContract(state, user.id, today)?.establishmentId) ?? 0;
}

function textsOf(body: Body, { socialSecurityProperty }: State): Record<string, Value> {
  const kept = ['calendarId', 'nationalityId', 'userWorkCycles', socialSecurityProperty];
  const isKept = ([name]: readonly [string, unknown]): boolean =>
    /^(e|profile)_/.test(name) || [...kept, ...fieldTexts].includes(name);
  // Only what came as JSON arrives here.
  return Object.fromEntries(Object.entries(body).filter(isKept)) as Record<string, Value>;
}

function rolesOf(value: unknown): number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.map((item: unknown) =>
    typeof item === 'object' && item !== null && 'id' in item ? Number(item.id) : 0,
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
