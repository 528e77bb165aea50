import type { Context, Finding, InspectView, LiveRecord, WriteChange } from '../../../../src/contract/index.ts';
import { recordError, warning } from '../records/finding.ts';
import { compareStored } from '../records/stored.ts';
import { toNative } from './native.ts';
import { loadAbsenceTypes } from './types.ts';

/**
 * What can be said of absences before the first write: types that are unknown, days and hours that do not go with the
 * type, rows that were about somebody else before, and what an approver has rejected.
 */
export async function inspectAbsences(context: Context, view: InspectView): Promise<readonly Finding[]> {
  const desired = view.desired.filter(({ kind }) => kind === 'absences');
  if (desired.length === 0) return [];
  const types = await loadAbsenceTypes(context);
  const live = new Map(view.live.filter(({ kind }) => kind === 'absences').map((record) => [record.remote, record]));
  return desired.flatMap((record) => {
    const standing = record.remote === undefined ? undefined : live.get(record.remote);
    const change: WriteChange = { changed: [], ...record, op: standing ? 'update' : 'create', active: true };
    if (!standing) return toNative(change, types).findings;
    const moved = compareStored(change, standing, ['person', 'absence_type', 'absence_type_id']);
    if (moved.length > 0) return [notMovable(change)];
    const names = Object.keys(record.fields);
    const changed = names.filter((name) => compareStored(change, standing, [name]).length > 0);
    const rejected = standing.fields.approval === 'REJECTED' ? [wasRejected(change)] : [];
    return [
      ...rejected,
      ...(changed.length > 0 ? toNative({ ...change, changed }, types, typeOf(standing)).findings : []),
    ];
  });
}

function typeOf({ fields }: LiveRecord): string | undefined {
  return typeof fields.absence_type_id === 'string' ? fields.absence_type_id : undefined;
}

function notMovable(change: WriteChange): Finding {
  return recordError(
    {
      code: 'absence-of-another',
      who: 'data',
      message: 'An absence in Personio cannot go to another person or type.',
      next: 'Give the row a new id: the old absence is then removed and a new one made.',
    },
    change,
  );
}

function wasRejected(change: WriteChange): Finding {
  return warning(
    {
      code: 'absence-rejected',
      who: 'data',
      message: 'The approver has rejected this absence in Personio, and the files still have it.',
      next: 'Take the row out, or have it approved in Personio: the API cannot.',
    },
    change,
  );
}
