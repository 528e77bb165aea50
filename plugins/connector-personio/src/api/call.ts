import type { Context, Finding, Request, Response } from '../../../../src/contract/index.ts';
import { readSettings } from '../settings.ts';
import { parseJson } from './json.ts';
import { type CallAbout, explain, recordForbidden, withTrace } from './refusals.ts';
import { readScopes } from './scopes.ts';

/** `isUncertain`: whether the call was carried out cannot be told. */
export type Answer =
  | { readonly json: unknown; readonly status: number; readonly refused?: undefined }
  | { readonly refused: Finding; readonly status: number; readonly isUncertain: boolean };

/** Makes one call with the headers that Personio's support asks for. */
export async function call(context: Context, request: Request, about: CallAbout): Promise<Answer> {
  const response = await context.send({ ...request, headers: { ...headersOf(context, request), ...request.headers } });
  const answer = readAnswer(response, about);
  const isAboutRecord = answer.status === 403 && about.isRecord && about.access === 'write';
  if (!answer.refused || !isAboutRecord || !(await mayWrite(context, about))) return answer;
  return { ...answer, refused: withTrace(recordForbidden(about), response) };
}

/** Whether the token says so; asked once a run, and only after a refusal. */
async function mayWrite(context: Context, { kind }: CallAbout): Promise<boolean> {
  const token = await context.once('scopes', () => readScopes(context));
  return 'scopes' in token && token.scopes.may(kind, 'write') === true;
}

/** The status alone, for a question whose refusal is an answer too. */
export async function statusOf(context: Context, request: Request): Promise<number> {
  const response = await context.send({ ...request, headers: headersOf(context, request) });
  return response.isUnauthenticated ? 0 : response.status;
}

function readAnswer(response: Response, about: CallAbout): Answer {
  const { status } = response;
  const isSuccess = status >= 200 && status < 300 && !response.isUnauthenticated;
  if (isSuccess && (response.json !== undefined || response.text.trim() === '')) {
    return { json: parseJson(response.text), status };
  }
  return { refused: explain(response, about), status, isUncertain: isSuccess || status >= 500 };
}

function headersOf(context: Context, { path }: Request): Readonly<Record<string, string>> {
  const { appId, partnerId, isBeta } = readSettings(context.settings);
  return {
    accept: 'application/json, application/problem+json',
    'x-personio-app-id': appId,
    ...(partnerId !== undefined && { 'x-personio-partner-id': partnerId }),
    ...(isBeta && path.startsWith('/v2/attendance-periods') && { beta: 'true' }),
  };
}
