import type { Context, Finding, InspectView } from '../../../src/contract/index.ts';
import { inspectHires } from './dpae.ts';
import { inspectNewcomers } from './inspect-newcomers.ts';
import { inspectFormer, inspectHidden, inspectMovedStarts, inspectNames, inspectNumbers } from './inspect-people.ts';
import { inspectUnits } from './inspect-units.ts';
import { gatherNotices } from './notices.ts';
import { readSettings } from './settings.ts';
import { departmentsOf, establishmentsOf, legalUnitsOf, rolesOf } from './structure.ts';

/** The rules of Lucca that no data sheet can state, and the readiness of French hires, over desired, live and base. */
export async function inspectTenant(context: Context, view: InspectView): Promise<readonly Finding[]> {
  const settings = readSettings(context.settings);
  const lists = {
    establishments: await establishmentsOf(context),
    legalUnits: await legalUnitsOf(context),
    departments: await departmentsOf(context),
    roles: needsRoles(view) ? await rolesOf(context) : [],
  };
  const { today, now = `${today}T00:00:00Z` } = context;
  return gatherNotices([
    ...inspectNames(view),
    ...inspectNumbers(view, settings),
    ...inspectHidden(view, today),
    ...inspectFormer(view),
    ...inspectMovedStarts(view, today),
    ...inspectNewcomers(view, settings, lists),
    ...inspectUnits(view, settings, lists),
    ...(settings.dpae ? inspectHires(view, { settings, dpae: settings.dpae, ...lists }, { today, now }) : []),
  ]);
}

function needsRoles({ desired }: InspectView): boolean {
  return desired.some(({ fields }) => fields.role != null || fields.secondaryRoles != null);
}
