import type { Finding } from '../contract/index.ts';
import type { Plan, Receipt, Stop } from './change.ts';

/** Stops that mean that the past is not what it was, not that too much changes. */
const staleStops = ['base', 'rewritten'];

/** Where several exit codes hold, the first of these is given. */
const precedence = [3, 4, 5, 8, 7, 6];

/** The exit code of a plan: 0 when every system is ready or has nothing to do. */
export function exitOfPlan(plan: Pick<Plan, 'systems'>): number {
  return first(
    plan.systems.flatMap((system) => [
      ...system.stops.map(exitOfStop),
      ...(system.verdict === 'refused'
        ? system.findings
            .filter((finding) => finding.severity === 'error' && finding.scope !== 'record')
            .map((finding) => (isInOurFiles(finding) ? 3 : 7))
        : []),
    ]),
  );
}

/** The exit code of an apply: that of its plan, and 6 when something was not done that should have been. */
export function exitOfApply(plan: Plan, receipts: readonly Receipt[]): number {
  const isPartial = receipts.some((receipt) => receipt.outcome !== 'done' && receipt.outcome !== 'accepted');
  const isHolding = plan.systems.some((system) =>
    system.holds.some((hold) => hold.why === 'held' && hold.findings.some((finding) => finding.severity === 'error')),
  );
  const isUnanswered = receipts.some((receipt) => receipt.findings.some((finding) => finding.scope === 'system'));
  return first([exitOfPlan(plan), ...(isUnanswered ? [7] : []), ...(isPartial || isHolding ? [6] : [])]);
}

/** What the files or rollcall.yaml say is wrong; a key that a system refuses stands in neither. */
function isInOurFiles({ who, kind, field, place }: Finding): boolean {
  return who === 'data' || (who === 'config' && (kind ?? field ?? place) !== undefined);
}

function exitOfStop(stop: Stop): number {
  if (stop.limit.startsWith('column_gone')) return 3;
  return staleStops.includes(stop.limit) ? 5 : 4;
}

function first(codes: readonly number[]): number {
  return precedence.find((code) => codes.includes(code)) ?? 0;
}
