import type { Finding, Response } from '../../../src/contract/index.ts';
import { employeeFields } from './fields.ts';
import { refusal } from './schema.ts';

type Reason = Pick<Finding, 'code' | 'who' | 'message' | 'next'>;

/**
 * Why Springest turned down the whole call, whoever it was about; undefined for a refusal of one person.
 * Nothing of the reply is repeated.
 */
export function explainSystem(response: Response): Finding | undefined {
  const reason = systemReason(response.status);
  return reason && { ...reason, severity: 'error', scope: 'system' };
}

/**
 * Why Springest turned down one person, a finding for each field it complains about, with who can fix it.
 * Messages of the vendor may hold addresses and names, so only turns of phrase known beforehand are repeated.
 */
export function explainPerson(response: Response): readonly Finding[] {
  const parsed = refusal.safeParse(response.json);
  const error = parsed.success ? parsed.data.error : '';
  const reasons =
    typeof error === 'string'
      ? [unnamedReason(response.status)]
      : Object.entries(error).flatMap(([name, texts]) => [texts].flat().map((text) => fieldReason(name, text)));
  const found = reasons.length > 0 ? reasons : [unnamedReason(response.status)];
  const distinct = new Map(found.map((reason) => [`${reason.code} ${reason.field ?? ''}`, reason]));
  return [...distinct.values()].map((reason) => ({ ...reason, severity: 'error', scope: 'record', kind: 'employees' }));
}

/** Statuses of Springest's API in general (fact sheet §1). */
function systemReason(status: number): Reason | undefined {
  if (status === 401) {
    return {
      code: 'key-refused',
      who: 'config',
      message: 'Springest refused the API key (401). Every site has a key of its own.',
      next: 'Check that the variable behind api_key holds the key of this very site.',
    };
  }
  if (status === 403) {
    return {
      code: 'not-enabled',
      who: 'vendor',
      message:
        'The API key may not read or write users (403). The users API is a paid option that Springest opens per customer.',
      next: 'Ask your customer success manager or product@springest.com to open it for this site.',
    };
  }
  if (status === 404) {
    return {
      code: 'site-unknown',
      who: 'config',
      message: 'There is no users API at this address (404).',
      next: 'Correct site and region: for example.go.springest.nl they are "example" and "nl".',
    };
  }
  if (status === 429) {
    return {
      code: 'rate-exceeded',
      who: 'config',
      message: 'Springest takes no more calls for now (429).',
      next: 'Run again later, and lower calls_per_hour if other programs use the same key.',
    };
  }
  if (status < 400) {
    return {
      code: 'not-the-api',
      who: 'config',
      message: `Something other than the Springest API answered (${status}, not JSON).`,
      next: 'Check site and region, and whether a proxy or a login page stands in between.',
    };
  }
  if (status >= 500) {
    return {
      code: 'vendor-fault',
      who: 'vendor',
      message: `Springest failed to answer (${status}).`,
      next: 'Run again later; if it lasts, tell Springest the time of the call.',
    };
  }
  return undefined;
}

function unnamedReason(status: number): Reason & { readonly field?: string } {
  return {
    code: 'refused-without-reason',
    who: 'vendor',
    message: `Springest refused the person (${status}) without naming a field.`,
    next: 'Enter the person by hand in Springest to read the reason, or ask Springest.',
  };
}

function fieldReason(name: string, text: string): Reason & { readonly field?: string } {
  const field = employeeFields.find((one) => one.name === name)?.name;
  if (field === undefined) {
    return {
      code: 'refused-field-unknown',
      who: 'vendor',
      message: 'Springest refused the person because of a field that this connector does not know.',
      next: 'Enter the person by hand in Springest to read the reason; tell the author of the connector.',
    };
  }
  const reason = reasons.find((one) => one.field === field && endsWith(text, one.ends));
  if (reason) return { code: reason.code, who: reason.who, message: reason.message, next: reason.next, field };
  const phrase = phrases.find((one) => endsWith(text, one));
  return {
    code: 'refused-field',
    who: 'data',
    message:
      phrase === undefined
        ? `Springest refused ${field}. Its reason is not shown, because it may hold personal values.`
        : `Springest refused ${field}: it ${phrase}.`,
    next: `Correct the column behind ${field}, or its mapping in rollcall.yaml.`,
    field,
  };
}

/** Turns of phrase that tell nothing about anybody. */
const phrases = [
  'is required',
  "can't be blank",
  'is invalid',
  'is not included in the list',
  'is not allowed',
  'has already been taken',
  'is too long',
  'is too short',
  'is not a number',
  'is not a date',
] as const;

/** Causes from the table in the fact sheet (§2, Responses). */
const reasons: readonly (Reason & { readonly field: string; readonly ends: string })[] = [
  {
    field: 'email',
    ends: 'is required',
    code: 'email-missing',
    who: 'data',
    message: 'Springest needs an e-mail address or an external_id and got neither.',
    next: 'Fill in the e-mail of this person.',
  },
  {
    field: 'email',
    ends: 'should be an email address',
    code: 'email-malformed',
    who: 'data',
    message: 'Springest does not take the e-mail for an address.',
    next: 'Correct the e-mail of this person.',
  },
  {
    field: 'email',
    ends: 'has already been taken',
    code: 'email-taken',
    who: 'data',
    message: 'Another account of this site has this e-mail, under another external_id or none.',
    next: "Look it up in the overview of users in Springest. If the person's id has changed, ask Springest to change the external_id; if a leaver had the address before, to free it.",
  },
  {
    field: 'gender',
    ends: 'is not included in the list',
    code: 'gender-unknown',
    who: 'data',
    message: 'Springest knows the genders m and f only.',
    next: 'Correct the gender, or its translation under "values" in rollcall.yaml.',
  },
  {
    field: 'approvers',
    ends: 'does not exist or is not active',
    code: 'approver-missing',
    who: 'data',
    message: 'An approver has no active account on this site.',
    next: 'Give the manager an account first, name another manager, or leave such managers out in the mapping of approvers.',
  },
  {
    field: 'approvers',
    ends: 'label is required',
    code: 'approver-without-label',
    who: 'config',
    message: 'An approver was sent without a label.',
    next: 'Give every approver a label in the mapping of approvers in rollcall.yaml.',
  },
  {
    field: 'approvers',
    ends: 'label is not included in the list',
    code: 'approver-label-unknown',
    who: 'config',
    message: 'An approver was sent with a label that Springest does not know.',
    next: 'Use Manager, Non-approving manager or Higher manager, letter by letter.',
  },
];

function endsWith(text: string, phrase: string): boolean {
  return text
    .trim()
    .replace(/\s*\([^)]*\)\.?$|\.$/, '')
    .toLowerCase()
    .endsWith(phrase);
}
