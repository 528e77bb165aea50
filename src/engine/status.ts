import { recordName, type SystemPlan } from './change.ts';
import type { SystemLedger } from './ledger.ts';
import { baseState } from './plan/base.ts';
import type { SystemState } from './plan/changes.ts';

/** Where one record stands in one system. */
export interface StatusRow {
  /** Key of the record: of a person in `status ID`. */
  readonly key: string;
  readonly system: string;
  /**
   * `applied`: the system holds what git says. `pending`: a change is due and not yet made. `waiting`: nobody needs
   * to act, a date or an address has to come. `failed`: the last attempt was refused or is doubtful.
   * `drifted`: live moved, git did not. `never`: nothing was ever applied there.
   */
  readonly state: 'applied' | 'pending' | 'waiting' | 'failed' | 'drifted' | 'never';
  /** Commit and day (yyyy-mm-dd) since which it has been so; absent where nobody knows. */
  readonly since?: { readonly commit: string; readonly date: string };
  /** One plain sentence without values: why it waits, what failed. */
  readonly detail?: string;
}

export interface StatusInput {
  readonly plan: SystemPlan;
  readonly state: SystemState;
  readonly entry: SystemLedger | undefined;
}

/** Where one person stands in one system, as the plan of this moment sees them. Without `since`, which git knows. */
export function statusOf(id: string, { plan, state, entry }: StatusInput): StatusRow {
  const name = recordName('employees', id);
  const row = (status: StatusRow['state'], detail?: string): StatusRow => ({
    key: id,
    system: plan.name,
    state: status,
    ...(detail !== undefined && { detail }),
  });
  const isIt = (one: { readonly kind: string; readonly key: string }): boolean =>
    one.kind === 'employees' && one.key === id;
  const refusal = plan.findings.find((finding) => finding.severity === 'error' && finding.scope === 'system');
  const why = entry?.exceptions[name]?.why;
  const change = plan.changes.find(isIt);
  const hold = plan.holds.find(isIt);
  const drift = plan.drift.find(isIt);
  const desired = state.desired.get(name);

  if (refusal) return row(entry?.applied ? 'pending' : 'never', `It could not be looked up: ${refusal.message}`);
  if (hold?.why === 'waiting') return row('waiting', hold.findings[0]?.message);
  if (hold) return row('failed', hold.findings[0]?.message);
  if (change?.cause.type === 'drift' || drift) return row('drifted', driftDetail(drift?.type));
  if (change && why === 'accepted')
    return row(
      'pending',
      `The system took it to ${change.op} it, and does not show it yet; the next run says it again.`,
    );
  if (change && why !== undefined && why !== 'pending')
    return row('failed', `The last run could not ${change.op} it (${why}).`);
  if (change) return row('pending', `The next run will ${change.op} it.`);
  if (desired?.state === 'skipped') return row('waiting', 'A rule in rollcall.yaml skips it for now.');
  if (desired?.state === 'active') return row('applied');
  const before = baseState(state.base, name);
  if (desired?.state === 'inactive' || before === 'inactive')
    return row(entry?.applied ? 'applied' : 'never', 'The account is off.');
  return row('never');
}

/** Everybody who is not simply applied, over one system, by key. */
export function openRows({ plan, state, entry }: StatusInput): readonly StatusRow[] {
  const open = [...plan.changes, ...plan.holds, ...plan.drift].filter(
    (one) => one.kind === 'employees' && !one.key.startsWith('~'),
  );
  return [...new Set(open.map((one) => one.key))].sort().map((id) => statusOf(id, { plan, state, entry }));
}

function driftDetail(type: 'gone' | 'inactive' | 'active' | 'fields' | undefined): string {
  switch (type) {
    case 'gone':
      return 'It is not there any more, though git says so.';
    case 'inactive':
      return 'It was switched off by hand.';
    case 'active':
      return 'It was switched on again by hand.';
    default:
      return 'Values were changed by hand.';
  }
}
