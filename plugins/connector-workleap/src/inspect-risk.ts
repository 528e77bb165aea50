import type { Finding, InspectView, SnapshotRecord } from '../../../src/contract/index.ts';
import { rolesOf, toAddress, toText } from './convert.ts';
import { systemError, warning } from './finding.ts';
import { partByKind } from './organisation.ts';
import type { Settings } from './settings.ts';

/** Automatic changes of one sync, as Workleap counts them for its two thresholds (fact sheet, section 7). */
export interface RiskCounts {
  /** New people, people switched off or erased, and people whose values change. */
  readonly users: number;
  /** New, changed and removed teams, and assignments of members and of managers that begin or end. */
  readonly teams: number;
}

/** Counts before the push what Workleap will count after it. On a first sync nothing is known, so everything counts. */
export function countRisk(view: InspectView): RiskCounts {
  const desired = partByKind(view.desired);
  const base = partByKind(view.base ?? []);
  const live = view.live.filter((one) => one.kind === 'employees');
  const gone = new Set(base.employees.filter((one) => !hasKey(desired.employees, one.key)).map(({ key }) => key));
  const ours = new Set([...desired.employees, ...base.employees].map((one) => toAddress(toText(one.fields.email))));
  const remotes = new Set([...desired.employees, ...base.employees].map((one) => one.remote));
  const strangers = live.filter(
    (one) =>
      // Who is off may be one of ours who goes along, which nothing here tells.
      one.active === true &&
      !one.staying &&
      !one.key &&
      !remotes.has(one.remote) &&
      !ours.has(toAddress(toText(one.fields.email))),
  );
  return {
    users: countMoved(desired.employees, base.employees) + gone.size + strangers.length,
    teams:
      countMoved(desired.teams, base.teams) +
      base.teams.filter((one) => !hasKey(desired.teams, one.key)).length +
      countAssignments(desired.memberships, base.memberships),
  };
}

/** Above a threshold the vendor pauses the whole sync until an administrator approves or rejects it. */
export function inspectRisk(view: InspectView, settings: Settings): readonly Finding[] {
  const counts = countRisk(view);
  return [
    ...judge('people', 'risk_users', counts.users, settings.riskUsers, settings),
    ...judge('teams and memberships', 'risk_teams', counts.teams, settings.riskTeams, settings),
  ];
}

function judge(
  what: string,
  setting: string,
  count: number,
  threshold: number | undefined,
  { aboveRisk }: Settings,
): readonly Finding[] {
  if (threshold === undefined || count <= threshold) return [];
  const words = {
    code: 'workleap-above-risk',
    who: 'admin',
    message: `The sync would change ${count} ${what}, and the risk threshold of Workleap is ${threshold}: it would wait until an administrator approves it.`,
    next:
      aboveRisk === 'push'
        ? 'An administrator approves or rejects it on the provisioning page of Workleap.'
        : `Split the change; or raise the threshold in Workleap and ${setting} here; or set above_risk to push and have an administrator approve it.`,
  } as const;
  return [aboveRisk === 'push' ? warning(words) : systemError(words)];
}

/** Records that are new, or have another value than before. */
function countMoved(desired: readonly SnapshotRecord[], base: readonly SnapshotRecord[]): number {
  const before = new Map(base.map((record) => [record.key, record.fields]));
  return desired.filter(({ key, fields }) => {
    const was = before.get(key);
    return !was || Object.entries(fields).some(([name, value]) => toText(was[name]) !== toText(value));
  }).length;
}

/** Who is member and manager of a team has two assignments. */
function countAssignments(desired: readonly SnapshotRecord[], base: readonly SnapshotRecord[]): number {
  const [now, before] = [assignmentsOf(desired), assignmentsOf(base)];
  const isOne = (name: string): boolean => now.has(name) !== before.has(name);
  return [...new Set([...now, ...before])].filter(isOne).length;
}

function assignmentsOf(memberships: readonly SnapshotRecord[]): ReadonlySet<string> {
  return new Set(
    memberships.flatMap(({ key, fields }) => {
      const { isMember, isManager } = rolesOf(fields);
      return [...(isMember ? [`${key} member`] : []), ...(isManager ? [`${key} manager`] : [])];
    }),
  );
}

function hasKey(records: readonly SnapshotRecord[], key: string): boolean {
  return records.some((record) => record.key === key);
}
