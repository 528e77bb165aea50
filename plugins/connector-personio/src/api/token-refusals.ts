import type { Finding, Response } from '../../../../src/contract/index.ts';

type Reason = Pick<Finding, 'code' | 'who' | 'message' | 'next'>;

/** Why no token was to be had: RFC 6749, 5.2, with the words that Personio's specification lists. */
export function explainToken(response: Response): Finding {
  const error = errorOf(response.json);
  const reason = reasons.find(({ errors }) => errors.includes(error ?? '')) ?? byStatus(response.status);
  const { code, who, message, next } = reason;
  return { severity: 'error', scope: 'system', code, who, message, next };
}

const reasons: readonly (Reason & { readonly errors: readonly string[] })[] = [
  {
    errors: ['invalid_client', 'invalid_grant'],
    code: 'credential-refused',
    who: 'config',
    message: 'Personio does not know this pair of client_id and client_secret.',
    next: 'Check both variables; the secret is shown once, so make a new credential if it is lost.',
  },
  {
    errors: ['unauthorized_client', 'access_denied', 'invalid_scope'],
    code: 'credential-not-permitted',
    who: 'admin',
    message: 'The credential may not be used for this.',
    next: 'Look at the credential under Settings > Integrations > API credentials: its boxes, and whether it is still there.',
  },
  {
    errors: ['invalid_request', 'unsupported_grant_type', 'unsupported_response_type'],
    code: 'token-request-refused',
    who: 'us',
    message: 'Personio does not take the form in which a token was asked for.',
    next: 'Please report this with the version of the connector.',
  },
  {
    errors: ['server_error', 'temporarily_unavailable'],
    code: 'vendor-fault',
    who: 'vendor',
    message: 'Personio could not give a token just now.',
    next: 'Run again later.',
  },
];

function byStatus(status: number): Reason {
  if (status === 429) {
    return {
      code: 'rate-exceeded',
      who: 'config',
      message: 'Personio gives no more tokens for now (429).',
      next: 'Run again in some minutes; check whether other programs ask for a token before every call.',
    };
  }
  if (status === 401 || status === 403) {
    return {
      code: 'credential-refused',
      who: 'config',
      message: `Personio refused the credential (${status}).`,
      next: 'Check the variables behind client_id and client_secret.',
    };
  }
  if (status >= 500) {
    return {
      code: 'vendor-fault',
      who: 'vendor',
      message: `Personio failed to give a token (${status}).`,
      next: 'Run again later.',
    };
  }
  return {
    code: 'not-the-api',
    who: 'config',
    message: `Something other than the Personio API answered where a token is asked for (${status}).`,
    next: 'Check "host", and whether a proxy or a login page stands in between.',
  };
}

function errorOf(json: unknown): string | undefined {
  const error = typeof json === 'object' && json !== null && 'error' in json ? json.error : undefined;
  return typeof error === 'string' ? error : undefined;
}
