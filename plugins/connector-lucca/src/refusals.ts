import type { Finding, Response } from '../../../src/contract/index.ts';
import { fieldsByProperty } from './properties.ts';
import { refusal } from './schema.ts';

type Reason = Pick<Finding, 'code' | 'who' | 'message' | 'next'>;

/** What a call was about, for the words of a refusal; `user` and `contract` are one by its number. */
export type Call = 'users' | 'user' | 'contracts' | 'contract' | 'structure';

/**
 * What Lucca said, as far as it says anything: `Message`, `message`, title and errors of problem+json, or the bare text.
 * Undefined for an answer that is no refusal. Older calls put a `Message` into an answer with status 200 too (fact sheet §3).
 */
export function messageOf(response: Response): string | undefined {
  const parsed = refusal.safeParse(response.json);
  const said = parsed.success ? parsed.data : undefined;
  const parts = [said?.Message ?? said?.message, said?.title, said?.detail];
  for (const [field, texts] of Object.entries(said?.errors ?? {})) parts.push(`${field}: ${[texts].flat().join(' ')}`);
  const words = parts.filter((part) => part !== undefined).join(' ');
  if (isSuccess(response.status)) return said?.Message !== undefined ? words : undefined;
  return words !== '' ? words : response.text;
}

/** Done, by status and body. */
export function isDone(response: Response): boolean {
  return isSuccess(response.status) && response.json !== undefined && messageOf(response) === undefined;
}

/** A number that nobody has, or that the key may not see: 404, or the 500 "User Not Found" of the older API (fact sheet §3). */
export function isUnknown(response: Response, call: Call): boolean {
  if (call !== 'user' && call !== 'contract') return false;
  if (response.status === 500) return /not found/i.test(messageOf(response) ?? '');
  return response.status === 404;
}

/** Nobody knows whether a write was done: the time ran out, Lucca failed midway, or the answer was cut or is none of Lucca's. */
export function isDoubtful(response: Response, call: Call): boolean {
  if (isSuccess(response.status)) return response.json === undefined;
  return (response.status >= 500 || response.status === 408) && !isUnknown(response, call);
}

/**
 * Why Lucca turned a call down, with who can fix it. Its own words are never repeated, since they may name a person:
 * only the fields and the turns of phrase known beforehand are.
 */
export function explain(response: Response, call: Call): Finding {
  const system = systemReason(response, call);
  if (system) return { ...system, severity: 'error', scope: 'system' };
  return { ...recordReason(response, call), severity: 'error', scope: 'record', kind: 'employees' };
}

function systemReason(response: Response, call: Call): Reason | undefined {
  const { status } = response;
  if (isSuccess(status) && messageOf(response) !== undefined) return undefined;
  if (isUnknown(response, call)) return undefined;
  if (status >= 500) {
    return {
      code: 'lucca-fault',
      who: 'vendor',
      message: `Lucca failed to answer (${status}).`,
      next: 'Run again later; if it lasts, tell Lucca the time of the call.',
    };
  }
  if (status < 400) {
    return {
      code: 'lucca-not-the-api',
      who: 'config',
      message: `Something other than Lucca's API answered (${status}).`,
      next: 'Check account and domain, and whether a proxy or a login page stands in between.',
    };
  }
  return byStatus[status]?.(areas[call]);
}

type Area = 'users' | 'contracts' | 'structure';

const areas: Readonly<Record<Call, Area>> = {
  ...{ users: 'users', user: 'users', contracts: 'contracts', contract: 'contracts', structure: 'structure' },
};

const rights: Readonly<Record<Area, string>> = {
  users:
    'read and modify Lucca user properties, see future employees, see former employees, view and modify career information',
  contracts: 'consult and modify contractual information',
  structure: 'modify legal units and establishments, department management',
};

/** Statuses of Lucca's APIs (fact sheet §2, §3 and §7). */
const byStatus: Readonly<Record<number, (area: Area) => Reason>> = {
  401: () => ({
    code: 'lucca-key-refused',
    who: 'config',
    message:
      'Lucca refused the API key (401). It must be a key of the older API, not a client of the newer one (OAuth).',
    next: 'Check the secret behind api_key; keys are made in Lucca under rocket > Integrations, or API keys.',
  }),
  403: (area) => ({
    code: `lucca-right-missing-${area}`,
    who: 'admin',
    message: `The role of the API key lacks a right (403): ${rights[area]}.`,
    next: 'An administrator of Lucca ("Administration des applications") adds it to the role that bears the name of the key.',
  }),
  404: () => ({
    code: 'lucca-account-unknown',
    who: 'config',
    message: 'There is no such API at this address (404).',
    next: 'Correct account and domain: for example.ilucca-test.net they are "example" and "ilucca-test.net".',
  }),
  405: () => gone(405),
  410: () => gone(410),
  408: () => ({
    code: 'lucca-too-slow',
    who: 'vendor',
    message: 'Lucca needed more than five seconds and gave up (408).',
    next: 'Run again later; if it lasts, tell Lucca the time of the call.',
  }),
  413: () => ({
    code: 'lucca-too-large',
    who: 'us',
    message: 'Lucca does not take a call of this size (413).',
    next: 'Please report this with the version of the connector.',
  }),
  429: () => ({
    code: 'lucca-rate-exceeded',
    who: 'config',
    message: 'All integrations of the tenant together made more than 50 calls a minute (429).',
    next: 'Run again later, and lower calls_per_minute while other integrations are at work.',
  }),
  431: () => ({
    code: 'lucca-headers-too-large',
    who: 'config',
    message: 'Lucca does not take headers of this size (431).',
    next: 'Check the secret behind api_key: it is far longer than a key.',
  }),
};

/** Older calls are shut down one by one (fact sheet §0). */
function gone(status: number): Reason {
  return {
    code: 'lucca-call-gone',
    who: 'us',
    message: `Lucca does not take this call any more (${status}).`,
    next: 'Look for a newer version of the connector; if there is none, please report this.',
  };
}

function recordReason(response: Response, call: Call): Reason & { readonly field?: string } {
  if (isUnknown(response, call)) {
    return {
      code: 'lucca-person-unknown',
      who: 'admin',
      message: 'Lucca has nobody under the number it gave us, or the key may not see the person any more.',
      next: 'Look the person up in Lucca; the key needs the rights to see future and former employees.',
    };
  }
  const said = messageOf(response) ?? '';
  const named = fieldIn(said);
  const reason = reasons.find((one) => one.pattern.test(said) && (!one.area || one.area === areas[call]));
  const about = named === undefined ? '' : ` about ${named}`;
  const words = reason ?? {
    code: 'lucca-refused',
    who: 'data' as const,
    message: `Lucca refused the person${about} (${response.status}). Its reason is not shown, because it may hold personal values.`,
    next: 'Enter the person by hand in Lucca to read the reason.',
  };
  const { code, who, message, next } = words;
  return { code, who, message: message.replace('{about}', about), next, ...(named !== undefined && { field: named }) };
}

/** The first property of Lucca that a text names, as our field. */
function fieldIn(text: string): string | undefined {
  const words = text.match(/\w+/g) ?? [];
  for (const word of words) {
    const field = fieldsByProperty.get(word.toLowerCase());
    if (field !== undefined) return field;
  }
  return undefined;
}

const contractDates: Reason = {
  code: 'lucca-contract-dates',
  who: 'data',
  message: 'Lucca does not take the dates of the work contract.',
  next: 'Check that the last day is not before the first.',
};

/** Turns of phrase, English and French. The exact texts were not found; these are inferred (fact sheet §4 and §5). */
const reasons: readonly (Reason & { readonly pattern: RegExp; readonly area?: Area })[] = [
  {
    pattern: /overlap|chevauch/i,
    area: 'contracts',
    code: 'lucca-contract-overlap',
    who: 'admin',
    message: 'The work contract would overlap another one of the same person.',
    next: 'End the earlier contract in Lucca on the day before, then run again.',
  },
  {
    pattern: /already|unique|duplicate|exist(e|s) d[ée]j[àa]|d[ée]j[àa] (utilis|pris)/i,
    code: 'lucca-taken',
    who: 'admin',
    message:
      'Somebody in Lucca has this already{about}: another person, or the same one as a future or former employee whom the key may not see.',
    next: 'Look the person up in Lucca; give the key the rights to see future and former employees, so that nobody is made twice.',
  },
  {
    pattern: /(manager|head|responsable).*(left|former|inactive|parti|inactif)/i,
    code: 'lucca-head-has-left',
    who: 'admin',
    message: 'The head of the department has left, and Lucca takes the head where no manager is given.',
    next: 'Name a manager in the file, or give the department another head in Lucca.',
  },
  {
    pattern: /required|missing|mandatory|must not be (null|empty)|obligatoire|requis|manquant/i,
    code: 'lucca-field-needed',
    who: 'data',
    message: 'Lucca needs a value that is missing{about}, and the tenant has no default for it.',
    next: 'Fill it in, name a value under "defaults" in rollcall.yaml, or have a default set in the HR file of Lucca.',
  },
  {
    pattern: /too long|maximum length|trop long/i,
    code: 'lucca-too-long',
    who: 'data',
    message: 'Lucca does not take a text of this length{about}.',
    next: 'Shorten it in the file.',
  },
  {
    pattern: /not found|unknown|does not exist|introuvable|inconnu|n'existe pas/i,
    code: 'lucca-reference-unknown',
    who: 'admin',
    message: 'Lucca does not know something that the person points at{about}.',
    next: 'Look whether it was archived in Lucca, or correct the file.',
  },
  {
    pattern: /date|before|after|starts?on|ends?on|ant[ée]rieur|post[ée]rieur/i,
    area: 'contracts',
    ...contractDates,
  },
  { pattern: /dtContract(Start|End)/i, ...contractDates },
];

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
