import type { Context, Finding, WriteChange, WriteOutcome } from '../../../../src/contract/index.ts';
import { call } from '../api/call.ts';
import { unwrap } from '../api/schema.ts';
import { about, warning } from '../records/finding.ts';
import { failed, notSwitchable, refused, waitsForApproval, withoutId, withoutRemote } from '../records/outcomes.ts';
import { removeRecord } from '../records/remove.ts';
import { compareStored } from '../records/stored.ts';
import { readSettings } from '../settings.ts';
import { toNative, toRecord } from './convert.ts';
import { loadProjects } from './projects.ts';
import { attendancesPath } from './read.ts';
import { attendance, createdAttendance } from './schema.ts';

const writing = { kind: 'attendances', access: 'write', isRecord: true } as const;

/** Creates, changes or removes one period, then reads it back: neighbours of the day may be changed too. */
export async function writeAttendance(context: Context, change: WriteChange): Promise<WriteOutcome> {
  switch (change.op) {
    case 'create':
      return create(context, change);
    case 'update':
      return update(context, change);
    case 'delete':
      return removeRecord(context, change, attendancesPath);
    case 'leave':
    case 'return':
      return refused(change, [notSwitchable(change)]);
    default:
      return change.op satisfies never;
  }
}

/** v2 asks the approver unless told otherwise; v1 did not (fact sheet §6). */
function approvalQuery(context: Context): Readonly<Record<string, string>> {
  return { skip_approval: String(readSettings(context.settings).isApprovalSkipped) };
}

async function create(context: Context, change: WriteChange): Promise<WriteOutcome> {
  const { body, findings } = toNative(change, await loadProjects(context));
  if (findings.length > 0) return refused(change, findings);
  const request = { method: 'POST', path: attendancesPath, query: approvalQuery(context), body } as const;
  const answer = await call(context, request, writing);
  if (answer.refused) return failed(change, answer);
  const parsed = createdAttendance.safeParse(answer.json);
  if (!parsed.success) return { ...named(change), status: 'uncertain', findings: [withoutId(change)] };
  const { id, affected_periods: affected } = parsed.data;
  return confirm(context, change, id, (affected?.length ?? 0) > 0 ? [neighboursChanged(change)] : []);
}

async function update(context: Context, change: WriteChange): Promise<WriteOutcome> {
  const { remote } = change;
  if (remote === undefined) return refused(change, [withoutRemote(change)]);
  const { body, findings } = toNative(change, await loadProjects(context));
  if (findings.length > 0) return refused(change, findings);
  const path = `${attendancesPath}/${encodeURIComponent(remote)}`;
  const request = { method: 'PATCH', path, query: approvalQuery(context), body, idempotent: true } as const;
  const answer = await call(context, request, writing);
  return answer.refused ? failed(change, answer) : confirm(context, change, remote, []);
}

async function confirm(
  context: Context,
  change: WriteChange,
  remote: string,
  notes: readonly Finding[],
): Promise<WriteOutcome> {
  const path = `${attendancesPath}/${encodeURIComponent(remote)}`;
  const answer = await call(context, { method: 'GET', path }, { ...writing, access: 'read' });
  if (answer.refused)
    return { ...named(change), status: 'uncertain', findings: [...notes, about(answer.refused, change)] };
  const parsed = attendance.safeParse(unwrap(answer.json));
  if (!parsed.success) return { ...named(change), status: 'uncertain', findings: [...notes, withoutId(change)] };
  const record = toRecord(parsed.data, await loadProjects(context));
  const ignored = compareStored(change, record);
  if (ignored.length > 0) return { ...named(change), status: 'uncertain', findings: [...notes, ...ignored] };
  const waiting = record.fields.approval === 'PENDING' ? [waitsForApproval(change)] : [];
  const findings = [...notes, ...waiting];
  return { ...named(change), status: 'done', remote, ...(findings.length > 0 && { findings }) };
}

function named({ kind, key }: WriteChange): Pick<WriteChange, 'kind' | 'key'> {
  return { kind, key };
}

function neighboursChanged(change: WriteChange): Finding {
  return warning(
    {
      code: 'neighbours-changed',
      who: 'data',
      message: 'Personio changed other periods of the person to make room for this one.',
      next: 'Look at the day in Personio; the next run shows what differs from the files.',
    },
    change,
  );
}
