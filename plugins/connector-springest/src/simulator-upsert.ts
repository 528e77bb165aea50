import type { SimulatedResponse } from '../../../src/contract/index.ts';
import type { Approver, Directory, Person } from './simulator-directory.ts';

type Body = { readonly [field: string]: unknown };
type Complaints = Map<string, string[]>;

/** Fields of the table in fact sheet §2 that hold a text; the dates among them are checked as such. */
const textFields = [
  'gender',
  'first_name',
  'last_name',
  'phone_number',
  'birthdate',
  'birthplace',
  'company_name',
  'address',
  'house_number',
  'zip_code',
  'city',
  'country',
  'job_title',
  'department_name',
  'business_unit',
  'cost_center',
  'cost_center_name',
  'employment_start_date',
  'employment_end_date',
] as const;

const dateFields: readonly string[] = ['birthdate', 'employment_start_date', 'employment_end_date'];

/** The exact strings of the article (§3). */
const labels: readonly unknown[] = ['Manager', 'Non-approving manager', 'Higher manager'];

/**
 * `POST /users.json`: creates or updates one person.
 * All or nothing: with one complaint, nothing is stored (§2, semantics 6). A field that is not in the table is
 * ignored without a word, `employee_end_date` included (§2, assumed).
 */
export function upsert(directory: Directory, body: Body): SimulatedResponse {
  const complaints: Complaints = new Map();
  const person = findPerson(directory, body, complaints);
  const changed: Person = {
    id: person?.id ?? directory.nextId(),
    external_id: textOf(body, 'external_id', complaints) ?? person?.external_id ?? '',
    email: emailOf(body, complaints) ?? person?.email ?? '',
    active: activeOf(body, complaints),
    texts: { ...person?.texts, ...textsOf(body, complaints) },
    approvers: approversOf(directory, body, complaints) ?? person?.approvers ?? [],
    tags: tagsOf(body, complaints) ?? person?.tags ?? [],
  };
  if (complaints.size > 0) return { status: 400, json: { error: Object.fromEntries(complaints) } };
  directory.put(changed);
  // An update answers 201 as well (§2, Responses, assumed). The id is a text.
  return { status: 201, json: { id: changed.id } };
}

/** With both identifiers, external_id wins (§2). An empty one identifies nobody. */
function findPerson(directory: Directory, body: Body, complaints: Complaints): Person | undefined {
  const externalId = typeof body.external_id === 'string' ? body.external_id : '';
  const email = typeof body.email === 'string' ? body.email : '';
  if (externalId === '' && email === '') {
    complain(complaints, 'email', 'is required');
    return undefined;
  }
  const owner = email === '' ? undefined : directory.byEmail(email);
  if (externalId === '') return owner;
  const person = directory.byExternalId(externalId);
  // A known e-mail under another external_id, free or not, is refused (§2, semantics 4, assumed).
  if (owner && owner.id !== person?.id) complain(complaints, 'email', 'has already been taken');
  return person;
}

/** What is sent overrides, even when it is empty; what is left out is kept (§2, semantics 2). */
function textOf(body: Body, field: string, complaints: Complaints): string | undefined {
  const value = body[field];
  if (value === undefined) return undefined;
  if (value === null) return '';
  if (typeof value === 'string') return value;
  complain(complaints, field, 'is invalid');
  return undefined;
}

function emailOf(body: Body, complaints: Complaints): string | undefined {
  const email = textOf(body, 'email', complaints);
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) complain(complaints, 'email', 'should be an email address');
  return email;
}

/** True by default, so that a call without it opens a closed account again (§2, semantics 5). */
function activeOf(body: Body, complaints: Complaints): boolean {
  if (body.active === undefined) return true;
  if (typeof body.active === 'boolean') return body.active;
  complain(complaints, 'active', 'is invalid');
  return true;
}

function textsOf(body: Body, complaints: Complaints): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const field of textFields) {
    const text = textOf(body, field, complaints);
    if (text === undefined) continue;
    // Only m and f (§2).
    if (field === 'gender' && !['', 'm', 'f'].includes(text)) {
      complain(complaints, field, 'is not included in the list');
    }
    if (dateFields.includes(field) && text !== '' && !isDay(text)) complain(complaints, field, 'is invalid');
    texts[field] = text;
  }
  return texts;
}

/** Every approver must have an active account at the moment of the call (§3); the list replaces the one before (§2, semantics 3). */
function approversOf(directory: Directory, body: Body, complaints: Complaints): readonly Approver[] | undefined {
  const items = body.approvers;
  if (items === undefined) return undefined;
  if (items === null) return [];
  if (!Array.isArray(items)) {
    complain(complaints, 'approvers', 'is invalid');
    return undefined;
  }
  return items.flatMap((item: unknown): Approver[] => {
    const complaint = judgeApprover(directory, item);
    if (complaint !== undefined) complain(complaints, 'approvers', complaint);
    if (complaint !== undefined || !isObject(item)) return [];
    // can_approve is true by default (§2).
    return [{ email: String(item.email), label: String(item.label), can_approve: item.can_approve !== false }];
  });
}

function judgeApprover(directory: Directory, item: unknown): string | undefined {
  if (!isObject(item)) return 'is invalid';
  const { email, label, can_approve: canApprove } = item;
  if (typeof email !== 'string' || email === '') return 'email is required';
  if (label === undefined || label === null || label === '') return 'label is required';
  // Letter by letter (§3, assumed).
  if (!labels.includes(label)) return 'label is not included in the list';
  if (canApprove !== undefined && typeof canApprove !== 'boolean') return 'can_approve is invalid';
  // The message repeats the address, as the table in §2 has it: a client must not pass it on.
  return directory.byEmail(email)?.active ? undefined : `${email}: does not exist or is not active`;
}

/** Spaces and special characters are fine, capitals become small (§4). */
function tagsOf(body: Body, complaints: Complaints): readonly string[] | undefined {
  const { tags } = body;
  if (tags === undefined) return undefined;
  if (tags === null) return [];
  if (Array.isArray(tags) && tags.every((tag): tag is string => typeof tag === 'string')) {
    return tags.map((tag) => tag.toLowerCase());
  }
  complain(complaints, 'tags', 'is invalid');
  return undefined;
}

/** Whether a text is a day of the calendar, yyyy-mm-dd. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function complain(complaints: Complaints, field: string, message: string): void {
  complaints.set(field, [...(complaints.get(field) ?? []), message]);
}
