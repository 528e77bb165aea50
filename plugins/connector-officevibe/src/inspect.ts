import type { Context, Finding, InspectView } from '../../../src/contract/index.ts';
import { inspectPeople } from './inspect-people.ts';
import { inspectProperties } from './inspect-properties.ts';
import { findEmptySections } from './inspect-sections.ts';
import { inspectTeamIds } from './inspect-team-ids.ts';
import { inspectTeamNames } from './inspect-team-names.ts';
import { partByKind } from './organisation.ts';
import { readSettings } from './settings.ts';

/** The rules of Officevibe that no data sheet can state, over desired, live and base. Sends nothing. */
export async function inspectOrganisation(context: Context, view: InspectView): Promise<readonly Finding[]> {
  const settings = readSettings(context.settings);
  const desired = partByKind(view.desired);
  const base = partByKind(view.base ?? []);
  return [
    ...findEmptySections(desired),
    ...inspectTeamNames(desired, base, view.live, settings),
    ...inspectTeamIds(desired, base, view.live),
    ...inspectPeople(desired, base, view, settings),
    ...inspectProperties(desired, base, settings),
  ];
}
