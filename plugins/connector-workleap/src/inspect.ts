import type { Context, Finding, InspectView } from '../../../src/contract/index.ts';
import { inspectPeople } from './inspect-people.ts';
import { inspectRisk } from './inspect-risk.ts';
import { findEmptySections } from './inspect-sections.ts';
import { inspectTeams } from './inspect-teams.ts';
import { findUnproven } from './inspect-unproven.ts';
import { partByKind } from './organisation.ts';
import { readSettings } from './settings.ts';

/** The rules of Workleap that no data sheet can state, over desired, live and base. Sends nothing. */
export async function inspectOrganisation(context: Context, view: InspectView): Promise<readonly Finding[]> {
  const settings = readSettings(context.settings);
  const desired = partByKind(view.desired);
  const base = view.base === null ? null : partByKind(view.base);
  return [
    ...findEmptySections(desired),
    ...inspectTeams(desired, base, settings),
    ...inspectPeople(desired, base ?? partByKind([]), view, settings),
    ...inspectRisk(view, settings),
    ...findUnproven(view),
  ];
}
