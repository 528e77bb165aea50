import type { Context, WriteChange, WriteOutcome } from '../../../../src/contract/index.ts';
import { call } from '../api/call.ts';
import { about } from './finding.ts';

/** Deletes one record by its id. What is not there any more is done. Deleting twice does no more than once. */
export async function removeRecord(context: Context, change: WriteChange, path: string): Promise<WriteOutcome> {
  const { kind, key, remote } = change;
  if (remote === undefined) return { kind, key, status: 'done' };
  const answer = await call(
    context,
    { method: 'DELETE', path: `${path}/${encodeURIComponent(remote)}`, idempotent: true },
    { kind, access: 'write', isRecord: true },
  );
  if (!answer.refused || answer.status === 404) return { kind, key, status: 'done', remote };
  const findings = [about(answer.refused, change)];
  return { kind, key, status: answer.isUncertain ? 'uncertain' : 'refused', findings };
}
