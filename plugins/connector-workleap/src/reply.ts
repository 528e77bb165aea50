import type { z } from 'zod';
import type { Finding, Response } from '../../../src/contract/index.ts';
import { systemError } from './finding.ts';
import { refusalSchema } from './schema.ts';
import { alreadyInactive, findVendorError } from './vendor-errors.ts';

export interface Refused {
  readonly refused: Finding;
  /** A write may have happened all the same. */
  readonly doubtful: boolean;
  /** In the vendor's form and without a word that is known: of those named in the call, somebody may be the reason. */
  readonly isUntold?: true;
  /** The vendor refused because it is so already. */
  readonly isAlreadySo?: true;
}

/** What a call gave, or the finding why it gave nothing. */
export type Answer<Data> =
  | { readonly data: Data; readonly refused?: undefined }
  | (Refused & { readonly data?: undefined });

/** Why a reply is no success; undefined when it is one. Nothing of the vendor's words is passed on: they may name a person. */
export function judge(response: Response): Refused | undefined {
  const { status } = response;
  const isPage =
    (response.headers['content-type'] ?? '').includes('html') || /^\s*<(!doctype|html)/i.test(response.text);
  if (status >= 500) return { refused: systemError(failed(status)), doubtful: true };
  // A gateway says these two with a page of its own.
  const isTold = status === 401 || status === 429;
  if (status >= 300 && (status < 400 || (isPage && !isTold)))
    return { refused: systemError(notTheApi), doubtful: false };
  if (status >= 400) return judgeRefusal(response);
  // A push and the switches may answer with nothing; what needs content is judged by its form.
  if (isPage) return { refused: systemError(notTheApi), doubtful: true };
  return undefined;
}

/** Of one person; whoever hands it on says of whom. */
export const personUnknown: Finding = {
  severity: 'error',
  scope: 'record',
  code: 'workleap-person-unknown',
  who: 'admin',
  message: 'Workleap does not switch this person: nobody there has the id any more, or the state does not allow it.',
  next: 'Look the person up in Workleap. Who was deleted there must be invited anew; the next run reads people again.',
};

/** The reply is another than this connector knows. Names the places that differ, never what stands there. */
export function unexpected(error: z.ZodError | undefined, problem?: string): Refused {
  const places = (error?.issues ?? []).map(
    (issue) => issue.path.filter((part) => typeof part === 'string').join('.') || 'the reply',
  );
  return {
    doubtful: true,
    refused: systemError({
      code: 'workleap-unexpected',
      who: 'us',
      message: `The answer of Workleap differs from what this connector knows: ${problem ?? [...new Set(places)].slice(0, 5).join('; ')}.`,
      next: 'Report this line to the authors of the connector; it holds no personal value.',
    }),
  };
}

function judgeRefusal(response: Response): Refused {
  const parsed = refusalSchema.safeParse(response.json);
  const said = parsed.success ? `${parsed.data.error.code ?? ''} ${parsed.data.error.message ?? ''}` : '';
  const known = findVendorError(said);
  const words = known
    ? { code: known.code, who: known.who, message: known.message, next: known.next }
    : (byStatus[response.status] ?? refusedUnknown(response.status));
  const isUntold = parsed.success && !known && [400, 404, 422].includes(response.status);
  const refused = { refused: systemError(words), doubtful: false, ...(isUntold && { isUntold }) };
  return said.includes(alreadyInactive) ? { ...refused, isAlreadySo: true } : refused;
}

type Words = Pick<Finding, 'code' | 'who' | 'message' | 'next'>;

/** What the statuses mean (fact sheet, section 5). */
const byStatus: Readonly<Record<number, Words>> = {
  401: {
    code: 'workleap-key-refused',
    who: 'config',
    message: 'Workleap refused the subscription key (401).',
    next: 'Check the secret behind api_key. A key has an end date and is shown only once: an administrator makes a new one.',
  },
  403: {
    code: 'workleap-forbidden',
    who: 'admin',
    message: 'The key may not do this (403).',
    next: 'An administrator checks that the key is read-write, that its scope holds Workleap or is global, and that the plan has API Provisioning.',
  },
  404: {
    code: 'workleap-path-unknown',
    who: 'config',
    message: 'There is nothing at this address of Workleap (404).',
    next: 'Correct public_path (or officevibe_path); the vendor moves its API now and then.',
  },
  409: {
    code: 'workleap-conflict',
    who: 'admin',
    message: 'Workleap is busy with another sync, or another provisioning method is active (409).',
    next: 'An administrator looks at the provisioning page in Workleap; then run again.',
  },
  429: {
    code: 'workleap-throttled',
    who: 'vendor',
    message: 'Workleap asked for fewer calls (429).',
    next: 'Run again later, or lower calls_per_minute.',
  },
};

function refusedUnknown(status: number): Words {
  return {
    code: 'workleap-refused',
    who: 'vendor',
    message: `Workleap refused the call (${status}) with a message that this connector does not know.`,
    next: 'Open the sync report in Workleap, which shows the message, and tell the authors of the connector its wording.',
  };
}

function failed(status: number): Words {
  return {
    code: 'workleap-failed',
    who: 'vendor',
    message: `Workleap answered with an error of its own (${status}).`,
    next: 'Run again later.',
  };
}

const notTheApi: Words = {
  code: 'workleap-not-the-api',
  who: 'config',
  message: 'Something other than the API of Workleap answered: a page, or a redirect to one.',
  next: 'Check the key, public_path, and whether a proxy or a login page stands in between.',
};
