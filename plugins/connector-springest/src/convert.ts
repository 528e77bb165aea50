import type { FieldDeclaration, Finding, LiveRecord, Value, WriteChange } from '../../../src/contract/index.ts';
import { employeeFields } from './fields.ts';
import { approver, approverLabels, date, type FoundPerson } from './schema.ts';

/** One person as Springest takes it, and what could not be passed on. An error among the findings means: do not send. */
export interface NativePerson {
  readonly body: { readonly [name: string]: Value };
  readonly findings: readonly Finding[];
}

/**
 * A change in Springest's words. `active` and `external_id` always go along; so does every field of the change,
 * empty ones as `""` or `[]`, because what is sent overrides and what is left out is kept.
 * A person who leaves is not held up by a field that cannot be passed on: it is left out with a warning.
 */
export function toNative(change: WriteChange): NativePerson {
  const body: Record<string, Value> = { external_id: change.key };
  const findings: Finding[] = [];
  for (const field of employeeFields) {
    const value = change.fields[field.name];
    if (value === undefined || field.name === 'external_id' || field.writable === 'never') continue;
    const native = toNativeValue(field, value, change.active);
    if ('value' in native) body[field.name] = native.value;
    else if ('trouble' in native) findings.push(asFinding(native.trouble, field.name, change));
  }
  body.active = change.active;
  return { body, findings };
}

/** What Springest says of a person, in the connector's field names. The rest is unknown: it never comes back. */
export function toRecord(person: FoundPerson): LiveRecord {
  return {
    kind: 'employees',
    remote: person.id,
    key: person.external_id,
    active: person.active,
    fields: {
      external_id: person.external_id,
      email: person.user_email || null,
      ...(person.learning_track_status !== null && { learning_track_status: person.learning_track_status }),
    },
  };
}

type Trouble = Pick<Finding, 'code' | 'severity' | 'who' | 'message' | 'next'>;

/** The value to send, or why it is not; neither means that it is left out and nobody needs to know. */
type NativeValue = { readonly value: Value } | { readonly trouble: Trouble } | { readonly omitted: true };

function toNativeValue(field: FieldDeclaration, value: Value, isActive: boolean): NativeValue {
  switch (field.name) {
    case 'email':
      return toEmail(value);
    case 'gender':
      return toGender(value);
    case 'approvers':
      return toApprovers(value, isActive);
    case 'tags':
      return toTags(value);
    default:
      return field.type === 'date' ? toDate(value, field.name) : toText(value, field.name);
  }
}

/** Never erased: an account without an address cannot be used or found by its approvees. */
function toEmail(value: Value): NativeValue {
  const text = toText(value, 'email');
  if (!('value' in text) || typeof text.value !== 'string') return text;
  const address = text.value.trim().toLowerCase();
  return address === '' ? { omitted: true } : { value: address };
}

/** m or f only (fact sheet §2). Another value is left out rather than sent empty, which would erase (§9). */
function toGender(value: Value): NativeValue {
  if (value === null || value === '') return { value: '' };
  if (value === 'm' || value === 'f') return { value };
  return {
    trouble: {
      code: 'gender-not-sent',
      severity: 'warning',
      who: 'data',
      message: 'Springest knows the genders m and f only; this one was left out, and what stands there is kept.',
      next: 'Nothing to do; map "gender" yourself under "fields" to send something else.',
    },
  };
}

/**
 * The whole list replaces the one that is there (fact sheet §2.3). A closed account needs no approvers, and naming one who
 * has left too would have the whole call refused (§3): only an empty list is sent for it.
 */
function toApprovers(value: Value, isActive: boolean): NativeValue {
  const items = value === null ? [] : value;
  if (!Array.isArray(items)) return { trouble: wrongMapping('approvers', 'a list') };
  if (!isActive && items.length > 0) return { omitted: true };
  const approvers: Value[] = [];
  for (const item of items as readonly Value[]) {
    const parsed = approver.safeParse(item);
    if (!parsed.success) return { trouble: wrongApprover(parsed.error.issues[0]?.path[0]) };
    const { email, label } = parsed.data;
    const mayApprove = label !== 'Non-approving manager' && (parsed.data.can_approve ?? true);
    approvers.push({ email: email.toLowerCase(), label, can_approve: mayApprove });
  }
  return { value: approvers };
}

/** As Springest stores them (fact sheet §4): in lower case; each once, and none empty. */
function toTags(value: Value): NativeValue {
  const items = value === null ? [] : value;
  if (!Array.isArray(items)) return { trouble: wrongMapping('tags', 'a list of texts') };
  const tags = new Set<string>();
  for (const item of items as readonly Value[]) {
    if (item !== null && typeof item === 'object') return { trouble: wrongMapping('tags', 'a list of texts') };
    const tag = String(item ?? '')
      .trim()
      .toLowerCase();
    if (tag !== '') tags.add(tag);
  }
  return { value: [...tags] };
}

function toDate(value: Value, name: string): NativeValue {
  if (value === null || value === '') return { value: '' };
  if (date.safeParse(value).success) return { value };
  return {
    trouble: {
      code: 'bad-date',
      severity: 'error',
      who: 'data',
      message: `${name} is not a day written yyyy-mm-dd.`,
      next: `Correct the column behind ${name}, or its mapping in rollcall.yaml.`,
    },
  };
}

function toText(value: Value, name: string): NativeValue {
  if (value === null) return { value: '' };
  if (typeof value === 'object') return { trouble: wrongMapping(name, 'a text') };
  return { value: String(value) };
}

function wrongApprover(part: PropertyKey | undefined): Trouble {
  if (part === 'email') {
    return {
      code: 'approver-without-email',
      severity: 'error',
      who: 'data',
      message: 'An approver has no e-mail address.',
      next: "Fill in the manager's e-mail, or leave such managers out in the mapping of approvers.",
    };
  }
  return {
    code: 'bad-mapping',
    severity: 'error',
    who: 'config',
    message: `An approver is not of the form {"email", "label", "can_approve"} with the label ${approverLabels.join(', ')}.`,
    next: 'Correct the mapping of approvers in rollcall.yaml; labels are taken letter by letter.',
  };
}

function wrongMapping(name: string, wanted: string): Trouble {
  return {
    code: 'bad-mapping',
    severity: 'error',
    who: 'config',
    message: `The mapping of ${name} does not give ${wanted}.`,
    next: `Correct the mapping of ${name} in rollcall.yaml.`,
  };
}

function asFinding(trouble: Trouble, field: string, change: WriteChange): Finding {
  const severity = change.op === 'leave' ? 'warning' : trouble.severity;
  return { ...trouble, severity, scope: 'record', kind: change.kind, key: change.key, field };
}
