import type { Context, Finding, WriteChange, WriteOutcome } from '../../../../src/contract/index.ts';
import { call } from '../api/call.ts';
import { created, unwrap } from '../api/schema.ts';
import { about, warning } from '../records/finding.ts';
import { failed, notSwitchable, refused, waitsForApproval, withoutId, withoutRemote } from '../records/outcomes.ts';
import { removeRecord } from '../records/remove.ts';
import { compareStored } from '../records/stored.ts';
import { readSettings } from '../settings.ts';
import { toRecord } from './convert.ts';
import { toNative } from './native.ts';
import { absencesPath } from './read.ts';
import { type Absence, absence } from './schema.ts';
import { loadAbsenceTypes } from './types.ts';

const writing = { kind: 'absences', access: 'write', isRecord: true } as const;

/** Creates, changes or removes one absence, then reads it back. */
export async function writeAbsence(context: Context, change: WriteChange): Promise<WriteOutcome> {
  switch (change.op) {
    case 'create':
      return create(context, change);
    case 'update':
      return update(context, change);
    case 'delete':
      return removeRecord(context, change, absencesPath);
    case 'leave':
    case 'return':
      return refused(change, [notSwitchable(change)]);
    default:
      return change.op satisfies never;
  }
}

/** v2 asks the approver unless told otherwise, of a change as well (fact sheet §7; users send it with PATCH). */
function approvalQuery(context: Context): Readonly<Record<string, string>> {
  return { skip_approval: String(readSettings(context.settings).isApprovalSkipped) };
}

async function create(context: Context, change: WriteChange): Promise<WriteOutcome> {
  const { body, findings } = toNative(change, await loadAbsenceTypes(context));
  if (findings.length > 0) return refused(change, findings);
  const query = approvalQuery(context);
  const answer = await call(context, { method: 'POST', path: absencesPath, query, body }, writing);
  if (answer.refused) return failed(change, answer);
  const id = created.safeParse(answer.json);
  if (!id.success) return { kind: 'absences', key: change.key, status: 'uncertain', findings: [withoutId(change)] };
  return confirm(context, change, id.data);
}

/** Reads it first: how days and hours are said depends on its type, which cannot change and so is not sent. */
async function update(context: Context, change: WriteChange): Promise<WriteOutcome> {
  const { remote } = change;
  if (remote === undefined) return refused(change, [withoutRemote(change)]);
  const path = `${absencesPath}/${encodeURIComponent(remote)}`;
  const standing = await readAbsence(context, path);
  if ('refused' in standing) return refused(change, [about(standing.refused, change)]);
  if (!standing.absence) return refused(change, [withoutId(change)]);
  const types = await loadAbsenceTypes(context);
  const { body, findings } = toNative(change, types, standing.absence.absence_type.id);
  if (findings.length > 0) return refused(change, findings);
  const query = approvalQuery(context);
  const answer = await call(context, { method: 'PATCH', path, query, body, idempotent: true }, writing);
  return answer.refused ? failed(change, answer) : confirm(context, change, remote);
}

async function readAbsence(
  context: Context,
  path: string,
): Promise<{ readonly absence: Absence | undefined } | { readonly refused: Finding }> {
  const answer = await call(context, { method: 'GET', path }, { ...writing, access: 'read' });
  if (answer.refused) return { refused: answer.refused };
  return { absence: absence.safeParse(unwrap(answer.json)).data };
}

async function confirm(context: Context, change: WriteChange, remote: string): Promise<WriteOutcome> {
  const named = { kind: change.kind, key: change.key };
  const path = `${absencesPath}/${encodeURIComponent(remote)}`;
  const read = await readAbsence(context, path);
  if ('refused' in read) return { ...named, status: 'uncertain', findings: [about(read.refused, change)] };
  if (!read.absence) return { ...named, status: 'uncertain', findings: [withoutId(change)] };
  const record = toRecord(read.absence, await loadAbsenceTypes(context), readSettings(context.settings).absenceEnd);
  const ignored = compareStored(change, record);
  // Users report that a changed comment is not stored (fact sheet §7): known, and no reason to try for ever.
  const isComment = (finding: Finding): boolean => finding.field === 'comment';
  const serious = ignored.filter((finding) => !isComment(finding));
  if (serious.length > 0) {
    const findings = serious.map((finding) => (finding.field === 'end_date' ? endShifted(change) : finding));
    return { ...named, status: 'uncertain', findings };
  }
  const notes = [
    ...ignored.filter(isComment).map((): Finding => commentIgnored(change)),
    ...(record.fields.approval === 'PENDING' ? [waitsForApproval(change)] : []),
  ];
  return { ...named, status: 'done', remote, ...(notes.length > 0 && { findings: notes }) };
}

function endShifted(change: WriteChange): Finding {
  return {
    code: 'end-shifted',
    severity: 'error',
    scope: 'record',
    who: 'config',
    message: 'Personio gives back another last day than the one it was sent.',
    next: 'Look at the absence in Personio. If it is right there, change the setting absence_end; if it is a day off, please report it.',
    kind: change.kind,
    key: change.key,
    field: 'end_date',
  };
}

function commentIgnored(change: WriteChange): Finding {
  return warning(
    {
      code: 'field-ignored',
      who: 'vendor',
      message: 'Personio took the change and kept the comment as it was.',
      next: 'Change the comment by hand in Personio, or drop it with "comment: ~" under "fields".',
    },
    { ...change, field: 'comment' },
  );
}
