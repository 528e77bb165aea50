import type { Finding, Kind, Response } from '../../../../src/contract/index.ts';
import { parseJson } from './json.ts';
import { findKnownReason, tooLarge } from './known-reasons.ts';
import { problem } from './schema.ts';
import { explainToken } from './token-refusals.ts';

/** What a call was about, for the words of its refusal. */
export interface CallAbout {
  readonly kind: Kind;
  readonly access: 'read' | 'write';
  /** Says that a 404 is about the record or what it names, not about the address. */
  readonly isRecord?: boolean;
}

type Reason = Pick<Finding, 'code' | 'who' | 'message' | 'next'>;

/** The API's name on the page of credentials, by kind. */
export const boxes: Readonly<Partial<Record<Kind, string>>> = {
  employees: 'Employees',
  absences: 'Absences',
  attendances: 'Attendances',
  documents: 'Documents',
};

/** `Write under "Absences"`: the box to tick. */
export function boxOf({ kind, access }: Pick<CallAbout, 'kind' | 'access'>): string {
  return `"${access === 'read' ? 'Read' : 'Write'}" under "${boxes[kind] ?? kind}"`;
}

/**
 * Why Personio turned down a call, with who can fix it. Its own words may hold names and addresses, so only causes known
 * beforehand are told; the trace id goes along, which its support asks for.
 */
export function explain(response: Response, about: CallAbout): Finding {
  if (response.isUnauthenticated) return withTrace(explainToken(response), response);
  return withTrace(statusReason(response, about), response);
}

/** Its support asks for the trace id. */
export function withTrace(finding: Finding, response: Response): Finding {
  const trace = traceOf(response);
  return trace === undefined ? finding : { ...finding, message: `${finding.message} Trace id ${trace}.` };
}

function statusReason(response: Response, about: CallAbout): Finding {
  const { status } = response;
  // Without the right v2 says 401, not 403 (fact sheet §3); the host has asked for a new token by then.
  if (status === 401 || status === 403) return ofSystem(rightMissing(status, about));
  if (status === 429) return ofSystem(rateExceeded);
  if (status >= 500) return ofSystem(vendorFault(status));
  if (status < 400) return ofSystem(notTheApi(status));
  if (status === 404 && !about.isRecord) return ofSystem(addressUnknown);
  // A list that is refused is about nobody.
  if (!about.isRecord) return ofSystem(listRefused(status, about));
  const reason = findKnownReason(response) ?? recordReason(status, about);
  return { severity: 'error', scope: 'record', kind: about.kind, ...reason };
}

/** A 403 although the box is ticked: Personio means this record, and the others go on. */
export function recordForbidden({ kind }: Pick<CallAbout, 'kind'>): Finding {
  return {
    severity: 'error',
    scope: 'record',
    kind,
    code: 'record-forbidden',
    who: 'admin',
    message: `The credential may write ${kind}, and Personio does not let it write this record (403).`,
    next: 'Look at it in Personio: its days may be locked or approved, or it is kept from integrations. Else enter it by hand.',
  };
}

function ofSystem(reason: Reason): Finding {
  return { severity: 'error', scope: 'system', ...reason };
}

function recordReason(status: number, { kind }: CallAbout): Reason {
  if (status === 404) {
    return {
      code: 'not-there',
      who: 'admin',
      message: `Personio does not know the record, or something it names (404, ${kind}).`,
      next: 'Run again: it is read anew. If it lasts, look for it in Personio.',
    };
  }
  if (status === 409) return conflictOf(kind);
  if (status === 413) return tooLarge;
  if (status === 422) {
    return {
      code: 'not-processable',
      who: 'data',
      message: `Personio understood the record but does not take it (422, ${kind}).`,
      next: 'Compare the row with the rules of the README, or enter it by hand in Personio to read the reason.',
    };
  }
  return {
    code: 'bad-request',
    who: 'us',
    message: `Personio does not take the form of the record (${status}, ${kind}).`,
    next: 'Enter it by hand in Personio to read the reason; tell the authors of the connector the trace id.',
  };
}

function listRefused(status: number, { kind }: CallAbout): Reason {
  return {
    code: 'bad-request',
    who: 'us',
    message: `Personio does not take the form in which ${kind} were asked for (${status}).`,
    next: 'Please report this with the version of the connector and the trace id; nothing was assumed.',
  };
}

function conflictOf(kind: Kind): Reason {
  if (kind === 'absences') {
    return {
      code: 'absence-conflict',
      who: 'data',
      message:
        'The absence meets another one of the same person, the person stands in for somebody then, or the substitute cannot (409).',
      next: 'Look at the calendar of these days in Personio, then correct the row or the other absence.',
    };
  }
  return {
    code: 'conflict',
    who: 'data',
    message: `The record meets another one in Personio (409, ${kind}).`,
    next: 'Look for the same e-mail, period or title in Personio, then correct the row or the other record.',
  };
}

function rightMissing(status: number, about: CallAbout): Reason {
  return {
    code: 'right-missing',
    who: 'admin',
    message: `The credential may not ${about.access} ${about.kind} in Personio (${status}).`,
    next: `Tick ${boxOf(about)} on the credential (Settings > Integrations > API credentials).`,
  };
}

const addressUnknown: Reason = {
  code: 'address-unknown',
  who: 'vendor',
  message: 'Personio does not know this address of its API (404).',
  next: 'Check "host"; some addresses are not opened for every account: ask Personio support.',
};

const rateExceeded: Reason = {
  code: 'rate-exceeded',
  who: 'config',
  message: 'Personio takes no more calls for now (429).',
  next: 'Run again later, and lower calls_per_second if other programs use the same credential.',
};

function vendorFault(status: number): Reason {
  return {
    code: 'vendor-fault',
    who: 'vendor',
    message: `Personio failed to answer (${status}).`,
    next: 'Run again later; if it lasts, tell Personio support the trace id and the time.',
  };
}

function notTheApi(status: number): Reason {
  return {
    code: 'not-the-api',
    who: 'config',
    message: `Something other than the Personio API answered (${status}, not what was asked for).`,
    next: 'Check "host", and whether a proxy or a login page stands in between.',
  };
}

/** An answer in a form that nobody has described. */
export function unexpectedReply(what: string, place: string): Finding {
  return ofSystem({
    code: 'unexpected-reply',
    who: 'us',
    message: `Personio described ${what} in another form than its specification (${place}).`,
    next: 'Please report this with the version of the connector; nothing was assumed.',
  });
}

/** Only what looks like a trace id. */
function traceOf(response: Response): string | undefined {
  const parsed = problem.safeParse(parseJson(response.text));
  // Refused tokens have it under a name of their own.
  const trace = parsed.success ? (parsed.data.personio_trace_id ?? parsed.data.trace_id) : undefined;
  return trace !== undefined && /^[\w-]{8,80}$/.test(trace) ? trace : undefined;
}
