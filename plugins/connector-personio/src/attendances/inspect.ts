import type { Context, Finding, InspectView, WriteChange } from '../../../../src/contract/index.ts';
import { recordError } from '../records/finding.ts';
import { namesUnlisted } from '../records/names.ts';
import { compareStored } from '../records/stored.ts';
import { toNative } from './convert.ts';
import { loadProjects } from './projects.ts';

/**
 * What can be said of attendances before the first write: breaks in minutes, times that are none, projects that are unknown
 * or not active, and who or what kind of period a row was about before.
 */
export async function inspectAttendances(context: Context, view: InspectView): Promise<readonly Finding[]> {
  const desired = view.desired.filter(({ kind }) => kind === 'attendances');
  if (desired.length === 0) return [];
  const projects = await loadProjects(context);
  const live = new Map(view.live.filter(({ kind }) => kind === 'attendances').map((record) => [record.remote, record]));
  const isNamed = desired.some(({ fields }) => 'project' in fields);
  const unlisted = projects.refused && isNamed ? [namesUnlisted(['project'], projects.refused)] : [];
  const judged = desired.flatMap((record) => {
    const standing = record.remote === undefined ? undefined : live.get(record.remote);
    const change: WriteChange = { changed: [], ...record, op: standing ? 'update' : 'create', active: true };
    const moved = standing ? compareStored(change, standing, ['person', 'type']) : [];
    if (moved.length > 0) return [notMovable(change)];
    const names = Object.keys(record.fields);
    const changed = standing ? names.filter((name) => compareStored(change, standing, [name]).length > 0) : names;
    return toNative({ ...change, changed }, projects).findings;
  });
  return [...unlisted, ...judged];
}

function notMovable(change: WriteChange): Finding {
  return recordError(
    {
      code: 'attendance-of-another',
      who: 'data',
      message: 'A period in Personio cannot go to another person, nor turn from work to break.',
      next: 'Give the row a new id: the old period is then removed and a new one made.',
    },
    change,
  );
}
