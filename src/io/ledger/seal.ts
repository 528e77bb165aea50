import { createHmac } from 'node:crypto';
import type { Plan, SystemPlan } from '../../engine/change.ts';
import { concealPlan } from '../../engine/conceal.ts';
import { canonical } from '../../engine/normal.ts';
import type { Moment } from '../moment.ts';
import { concealOf } from './journal.ts';

/**
 * Joins the plans of all systems under one keyed digest over what would be done, values included; a limit that is
 * released changes nothing in it. Keys are concealed where ids are not open.
 */
export function sealPlan(systems: readonly SystemPlan[], moment: Moment, key: Buffer): Plan {
  const { commit, uncommitted, today: date, roster } = moment;
  const done = systems.map(({ name, connector, changes, holds }) => ({ name, connector, changes, holds }));
  const digest = createHmac('sha256', key).update(canonical({ commit, done })).digest('hex');
  const plan: Plan = { version: 1, digest, commit, uncommitted, date, systems, findings: roster.findings };
  const conceal = concealOf(moment, key);
  return conceal ? concealPlan(plan, conceal) : plan;
}
