import type { SimulatedRequest, SimulatedResponse, Value } from '../../../../src/contract/index.ts';
import { bodyOf, isDay, isObject, problem, timestamp } from './answer.ts';
import { applyEmployment, emptyEmployment } from './employment.ts';
import { notFound, toPerson } from './persons.ts';
import { nextId, nextUuid, type State, type StoredPerson } from './state.ts';

type Body = Readonly<Record<string, unknown>>;

/** What a person may be given; anything else in a body is ignored without a word, as v1 documents it (§5a). */
const genders = ['MALE', 'FEMALE', 'DIVERSE', 'UNKNOWN', 'UNDEFINED'];
const languages = ['en', 'de', 'es', 'fr', 'nl', 'it', 'sv', 'fi'];

/**
 * `POST /v2/persons` (§5b). Beyond the first and last name that its page marks as required it insists on e-mail, language
 * and, for the employment, status, first day and type.
 */
export function createPerson(state: State, request: SimulatedRequest): SimulatedResponse {
  const body = bodyOf(request);
  if (!body) return problem(400, 'The body is not valid JSON.');
  for (const name of ['first_name', 'last_name', 'email', 'language_code']) {
    if (typeof body[name] !== 'string' || body[name] === '') return problem(400, `The field ${name} is required.`);
  }
  const person: StoredPerson = {
    id: '',
    email: '',
    first_name: '',
    last_name: '',
    preferred_name: null,
    gender: 'UNSPECIFIED',
    language_code: null,
    custom: {},
    employments: [],
    created_at: timestamp(request.nowMs),
    updated_at: timestamp(request.nowMs),
  };
  const complaint = applyPerson(state, person, body);
  if (complaint) return complaint;
  const [first] = Array.isArray(body.employments) ? (body.employments as readonly unknown[]) : [];
  if (!isObject(first)) return problem(400, 'The field employments is required.');
  const employment = emptyEmployment('');
  const trouble = applyEmployment(state, employment, first, undefined);
  if (trouble) return trouble;
  person.id = nextId(state);
  employment.id = nextUuid(state);
  person.employments = [employment];
  state.people.push(person);
  // The exact shape is not published: "created person + employment".
  return { status: 201, json: { ...toPerson(state, person), id: person.id, employments: [{ id: employment.id }] } };
}

/** `PATCH /v2/persons/{id}` → 204. */
export function changePerson(state: State, request: SimulatedRequest, id: string): SimulatedResponse {
  const person = state.people.find((one) => one.id === id);
  if (!person) return notFound;
  const body = bodyOf(request);
  if (!body) return problem(400, 'The body is not valid JSON.');
  const changed = structuredClone(person);
  const complaint = applyPerson(state, changed, body);
  if (complaint) return complaint;
  Object.assign(person, changed, { updated_at: timestamp(request.nowMs) });
  return { status: 204, text: '' };
}

/** `PATCH /v2/persons/{id}/employments/{id}` → 204. */
export function changeEmployment(
  state: State,
  request: SimulatedRequest,
  [id, employmentId]: readonly [string, string],
): SimulatedResponse {
  const person = state.people.find((one) => one.id === id);
  const employment = person?.employments.find((one) => one.id === employmentId);
  if (!person || !employment) return notFound;
  const body = bodyOf(request);
  if (!body) return problem(400, 'The body is not valid JSON.');
  const changed = structuredClone(employment);
  const trouble = applyEmployment(state, changed, body, person.id);
  if (trouble) return trouble;
  Object.assign(employment, changed);
  person.updated_at = timestamp(request.nowMs);
  return { status: 204, text: '' };
}

/** `DELETE /v2/persons/{id}`: with everything about them. */
export function deletePerson(state: State, id: string): SimulatedResponse {
  if (!state.people.some((one) => one.id === id)) return notFound;
  state.people = state.people.filter((one) => one.id !== id);
  state.absences = state.absences.filter((one) => one.person !== id);
  state.attendances = state.attendances.filter((one) => one.person !== id);
  state.documents = state.documents.filter((one) => one.owner !== id);
  for (const { employments } of state.people) {
    for (const employment of employments) if (employment.supervisor === id) employment.supervisor = null;
  }
  return { status: 204, text: '' };
}

function applyPerson(state: State, person: StoredPerson, body: Body): SimulatedResponse | undefined {
  const { email, gender, language_code: language, custom_attributes: custom } = body;
  if (email !== undefined) {
    if (typeof email !== 'string' || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
      return problem(400, 'The email is invalid.');
    const isTaken = state.people.some((one) => one.id !== person.id && one.email.toLowerCase() === email.toLowerCase());
    // The words repeat the address: a client must not pass them on.
    if (isTaken) return problem(400, `The email ${email} has already been taken.`);
    person.email = email;
  }
  for (const name of ['first_name', 'last_name'] as const) {
    const value = body[name];
    if (value === undefined) continue;
    if (typeof value !== 'string' || value === '') return problem(400, `The field ${name} is required.`);
    person[name] = value;
  }
  if (body.preferred_name !== undefined) person.preferred_name = asText(body.preferred_name);
  if (gender !== undefined) {
    if (gender !== null && !genders.includes(String(gender))) return problem(400, 'The gender is invalid.');
    person.gender = gender === null || gender === 'UNKNOWN' || gender === 'UNDEFINED' ? 'UNSPECIFIED' : String(gender);
  }
  if (language !== undefined) {
    if (!languages.includes(String(language))) return problem(400, 'The language_code is invalid.');
    person.language_code = String(language);
  }
  return custom === undefined ? undefined : applyCustom(state, person, custom);
}

/** Texts and lists of texts, each for an attribute that is there and, where it has options, one of them. */
function applyCustom(state: State, person: StoredPerson, custom: unknown): SimulatedResponse | undefined {
  if (!Array.isArray(custom)) return problem(400, 'custom_attributes is invalid.');
  for (const one of custom as readonly unknown[]) {
    const attribute = isObject(one) ? state.attributes.find(({ key }) => key === one.id) : undefined;
    if (!isObject(one) || !attribute) return problem(400, 'A custom attribute does not exist.');
    const { value } = one;
    const items = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    if (!items.every((item): item is string => typeof item === 'string'))
      return problem(400, 'A custom attribute is invalid.');
    if (Array.isArray(value) !== (attribute.type === 'tags'))
      return problem(400, 'A custom attribute has the wrong type.');
    if (attribute.options.length > 0 && items.some((item) => item !== '' && !attribute.options.includes(item))) {
      return problem(400, 'A custom attribute has no such option.');
    }
    if (attribute.type === 'date' && value !== '' && !isDay(value))
      return problem(400, 'A custom attribute is no date.');
    person.custom[attribute.key] = value as Value; // a text or a list of texts, as checked above
  }
  return undefined;
}

function asText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
