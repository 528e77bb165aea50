import type { z } from 'zod';
import type { Finding, Request, Response, Send } from '../../../src/contract/index.ts';
import { findingOf, systemError, vendorFinding } from './finding.ts';
import {
  engagementSchema,
  envelopeSchema,
  feedbackSchema,
  groupListSchema,
  groupSchema,
  type ListedGroup,
  type ListedUser,
  listedUserSchema,
  type SyncBody,
  syncReplySchema,
  userListSchema,
  type WeeklyReport,
} from './schema.ts';
import { findVendorError, vendorError } from './vendor-errors.ts';

/** What a call gave, or the finding why it gave nothing. `doubtful`: a write may have happened all the same. */
export type Answer<Data> = { readonly data: Data } | { readonly refused: Finding; readonly doubtful: boolean };

/** A list with the total that the vendor itself states. */
export interface Listed<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

export async function ping(send: Send): Promise<Answer<unknown>> {
  return unwrap(await send({ method: 'GET', path: '/ping' }));
}

export async function listUsers(send: Send): Promise<Answer<Listed<ListedUser>>> {
  const answer = parseData(unwrap(await send({ method: 'GET', path: '/users' })), userListSchema);
  return 'data' in answer ? { data: { items: answer.data.users, total: answer.data.userCount } } : answer;
}

export async function getUser(send: Send, email: string): Promise<Answer<ListedUser>> {
  const path = `/users/${encodeURIComponent(email)}`;
  return parseData(unwrap(await send({ method: 'GET', path })), listedUserSchema);
}

export async function listGroups(send: Send): Promise<Answer<Listed<ListedGroup>>> {
  const answer = parseData(unwrap(await send({ method: 'GET', path: '/groups' })), groupListSchema);
  return 'data' in answer ? { data: { items: answer.data.groups, total: answer.data.groupCount } } : answer;
}

export async function getGroup(send: Send, groupId: string): Promise<Answer<z.infer<typeof groupSchema>>> {
  return parseData(unwrap(await send({ method: 'GET', path: '/groups/', query: { groupId } })), groupSchema);
}

/** Scores of teams, by name, on some days (yyyy-mm-dd). A read, although it is a POST. */
export async function engagement(
  send: Send,
  groupNames: readonly string[],
  dates: readonly string[],
): Promise<Answer<readonly WeeklyReport[]>> {
  const request: Request = { method: 'POST', path: '/engagement', body: { groupNames, dates } };
  const answer = parseData(unwrap(await send(request)), engagementSchema);
  return 'data' in answer ? { data: answer.data.weeklyReports } : answer;
}

/** All feedback as it comes. The count beside the list is what proves that it is whole. */
export async function feedback(send: Send): Promise<Answer<Listed<unknown>>> {
  const answer = parseData(unwrap(await send({ method: 'GET', path: '/feedback' })), feedbackSchema);
  return 'data' in answer ? { data: { items: answer.data.feedbacks, total: answer.data.feedbackCount } } : answer;
}

/**
 * Pushes the whole organisation; gives back the messages about single rows, none when all went well.
 * Sending it twice does no more than once, since it states what shall be there.
 */
export async function sync(send: Send, body: SyncBody): Promise<Answer<{ readonly messages: readonly string[] }>> {
  const request: Request = { method: 'POST', path: '/sync', body, idempotent: true };
  const response = await send(request);
  const stopped = judgeResponse(response);
  if (stopped) return stopped;
  const parsed = syncReplySchema.safeParse(response.json);
  if (!parsed.success) return { refused: unexpected(parsed.error), doubtful: true };
  const { isSuccess, errors, errorMessage } = parsed.data;
  const messages = [...(errors ?? []), ...(errorMessage ? [errorMessage] : [])];
  const findings = messages.map(findingOf);
  const isAboutRows = findings.every((finding) => finding.scope === 'record');
  if (response.status === 200 && isAboutRows && (isSuccess || findings.length > 0)) return { data: { messages } };
  // The most telling message: one that names what to mend, not the general "an error occurred".
  const telling = findings.find((finding) => finding.code !== 'officevibe-main-error') ?? findings[0] ?? findingOf('');
  const isBarred = messages.some((message) => findVendorError(message)?.stage === 'auth');
  return { refused: { ...telling, scope: 'system' }, doubtful: response.status === 200 && !isBarred };
}

/** Judges a reply whose envelope is the usual one, and gives what is inside. */
function unwrap(response: Response): Answer<unknown> {
  const stopped = judgeResponse(response);
  if (stopped) return stopped;
  const parsed = envelopeSchema.safeParse(response.json);
  if (!parsed.success) return { refused: unexpected(parsed.error), doubtful: true };
  if (response.status === 200 && parsed.data.isSuccess) return { data: parsed.data.data };
  return { refused: findingOf(parsed.data.errorMessage ?? ''), doubtful: false };
}

/** Stops at a reply that is not the vendor's JSON: a login page, a gate in front of it, a broken answer. */
function judgeResponse(response: Response): { readonly refused: Finding; readonly doubtful: boolean } | undefined {
  const { status, text } = response;
  const isPage = (response.headers['content-type'] ?? '').includes('html') || /^\s*<(!doctype|html)/i.test(text);
  if (status === 429) return { refused: vendorFinding(vendorError('throttled')), doubtful: false };
  if (status >= 500) return { refused: failed(status), doubtful: true };
  if (status === 401 || (status >= 300 && status < 400) || (isPage && status < 400)) {
    return { refused: vendorFinding(vendorError('login_page')), doubtful: false };
  }
  if (status === 403) return { refused: forbidden, doubtful: false };
  if (status === 404 && response.json === undefined) return { refused: pathUnknown, doubtful: false };
  if (response.json === undefined) return { refused: isPage ? failed(status) : unreadable, doubtful: true };
  return undefined;
}

function parseData<Schema extends z.ZodType>(answer: Answer<unknown>, schema: Schema): Answer<z.infer<Schema>> {
  if (!('data' in answer)) return answer;
  const parsed = schema.safeParse(answer.data);
  return parsed.success ? { data: parsed.data } : { refused: unexpected(parsed.error), doubtful: true };
}

const forbidden = systemError({
  code: 'officevibe-forbidden',
  who: 'admin',
  message: 'Officevibe does not permit the call with this key (403).',
  next: 'An administrator checks that the plan is Pro or Business and that the Custom Integration is activated in the admin dashboard.',
});

const pathUnknown = systemError({
  code: 'officevibe-path-unknown',
  who: 'config',
  message: 'There is nothing at this address of Officevibe (404).',
  next: 'Correct api_version; the vendor warns that older addresses stop working.',
});

const unreadable = systemError({
  code: 'officevibe-unreadable',
  who: 'vendor',
  message: 'The answer of Officevibe is not complete JSON.',
  next: 'Run again; if it stays, report the time of the call to the support of Officevibe.',
});

function failed(status: number): Finding {
  return systemError({
    code: 'officevibe-failed',
    who: 'vendor',
    message: `Officevibe answered with an error of its own (${status}).`,
    next: 'Run again later.',
  });
}

/** Names the places in the reply that differ from what is known, never what stands there; nor a name that may be one's own. */
function unexpected(error: z.ZodError): Finding {
  const places = error.issues.map((issue) => {
    const names = issue.code === 'unrecognized_keys' ? ` has ${issue.keys.map(nameOfKey).join(', ')}` : '';
    return `${issue.path.filter((part) => typeof part === 'string').join('.') || 'the reply'}${names}`;
  });
  return systemError({
    code: 'officevibe-unexpected',
    who: 'us',
    message: `The answer of Officevibe differs from what this connector knows: ${[...new Set(places)].slice(0, 5).join('; ')}.`,
    next: 'Report this line to the authors of the connector; it holds no personal value.',
  });
}

/** A name as programs give them, `nickName`; anything else may be a person's. */
function nameOfKey(key: string): string {
  return /^[a-z]+([A-Z][a-z]+){1,4}$/.test(key) ? key : 'another name';
}
