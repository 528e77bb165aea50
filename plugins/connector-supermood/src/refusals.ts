import type { Finding, Response } from '../../../src/contract/index.ts';
import { readRefusal, unknownFilterCode } from './adapter.ts';
import { recordError, systemError, type Words } from './finding.ts';

/** What a refused write was about: the person's key and the fields that were sent. */
export interface Sent {
  readonly key: string;
  readonly fields: readonly string[];
}

/**
 * Why Supermood turned down a call, whoever it was about; undefined for a refusal of one person.
 * Statuses and causes: fact sheet §5. Nothing of the reply is repeated.
 */
export function explainSystem(response: Response): Finding | undefined {
  const { status } = response;
  if (response.isUnauthenticated && status < 500 && status !== 429) return systemError(accountRefused);
  if (status === 401) return systemError(accountRefused);
  if (status === 403) return systemError(rightMissing);
  if (status === 429) return systemError(rateExceeded);
  if (status >= 500) return systemError(vendorFault(status));
  if (status < 400 || readRefusal(response.json) === undefined) return systemError(notTheApi(status));
  return undefined;
}

/** Why nobody could be created: what answered knows no such path. */
export function explainMissingPath({ status }: Pick<Response, 'status'>): Finding {
  return systemError(notTheApi(status));
}

/** Why Supermood turned down one person: a finding for each field it complains about, with who can fix it. */
export function explainPerson(response: Response, sent: Sent): readonly Finding[] {
  const refusal = readRefusal(response.json);
  const named = new Set(refusal?.fields.filter((field) => sent.fields.includes(field)));
  const words = personWords(response.status, refusal?.code);
  if (named.size === 0) return [recordError(words(undefined), { key: sent.key })];
  return [...named].map((field) => recordError(words(field), { key: sent.key, field }));
}

/** A reply that says it is well and has another form than assumed. */
export const unexpectedReply: Finding = systemError({
  code: 'unexpected-reply',
  who: 'us',
  message: 'Supermood answered in another form than this connector assumes.',
  next: "Compare Supermood's API description with the connector's assumptions and report the difference; nothing was assumed about anybody.",
});

function personWords(status: number, code: string | undefined): (field: string | undefined) => Words {
  if (status === 404) return () => personGone;
  if (status === 409) return alreadyUsed;
  if (code === unknownFilterCode) return filterMissing;
  if (status === 400 || status === 422) return valueRefused;
  return () => unexplained(status);
}

/** For a filter that the account does not have. */
export function filterMissing(field: string | undefined): Words {
  return {
    code: 'filter-missing',
    who: 'admin',
    message: `The account has no analysis filter ${field === undefined ? 'of a name that was sent' : `"${field}"`}; capitals count.`,
    next: 'An administrator creates or activates it under Teams > Analysis filters; or correct the name under "fields" in rollcall.yaml.',
  };
}

function alreadyUsed(field: string | undefined): Words {
  return {
    code: 'already-used',
    who: 'data',
    message: `Another person in the account, be they active or not, has the same ${field ?? 'e-mail, personal identifier or phone number'}.`,
    next: 'Look for the person in Supermood. Two HR systems must not use one identifier; a former coworker keeps the address until deleted or given another.',
  };
}

function valueRefused(field: string | undefined): Words {
  return {
    code: 'value-refused',
    who: 'data',
    message: `Supermood refused ${field ?? 'the person'} as missing or malformed. Its words are not shown, because they may hold personal values.`,
    next: `Correct ${field === undefined ? 'the row' : `the column behind ${field}`}, or the mapping in rollcall.yaml.`,
  };
}

function unexplained(status: number): Words {
  return {
    code: 'refused-without-reason',
    who: 'vendor',
    message: `Supermood refused the person (${status}) for a reason that this connector does not know.`,
    next: 'Enter the person by hand in Supermood to read the reason, or ask the account manager.',
  };
}

const personGone: Words = {
  code: 'person-gone',
  who: 'admin',
  message: 'The person was deleted in Supermood since the plan was made.',
  next: 'Nothing to correct: run again, and the plan is made anew.',
};

const accountRefused: Words = {
  code: 'account-refused',
  who: 'config',
  message:
    'Supermood refused the service account (401): wrong identifier or password, deleted, or of the test account where the main one was meant.',
  next: 'Check the secrets. The password is shown once: if it is lost, add a new service account under My account > Settings > Integrations.',
};

const rightMissing: Words = {
  code: 'right-missing',
  who: 'admin',
  message: 'The service account may not manage users (403).',
  next: 'Ask an administrator of Supermood, or the account manager, for the user management API.',
};

const rateExceeded: Words = {
  code: 'rate-exceeded',
  who: 'config',
  message: 'Supermood takes no more calls for now (429).',
  next: 'Run again later, and lower calls_per_second if other programs use the account.',
};

function vendorFault(status: number): Words {
  return {
    code: 'vendor-fault',
    who: 'vendor',
    message: `Supermood failed to answer (${status}).`,
    next: 'Run again later; if it lasts, tell Supermood the time of the call.',
  };
}

function notTheApi(status: number): Words {
  return {
    code: 'not-the-api',
    who: 'config',
    message: `Something other than the Supermood API answered (${status}).`,
    next: 'Check host and paths under "with", and whether a proxy or a login page stands in between.',
  };
}
