import type { Finding, Kind } from '../contract/index.ts';
import { type Plan, type Receipt, recordName, type SystemPlan } from './change.ts';
import type { Conceal } from './ledger.ts';

/** Characters of a concealed key that are shown: enough to tell people apart, short enough to read. */
const shownLength = 13;

/** A plan as it may be shown where ids are not open: keys are concealed, everything else stays. */
export function concealPlan(plan: Plan, conceal: Conceal): Plan {
  return {
    ...plan,
    systems: plan.systems.map((system) => concealSystem(system, conceal)),
    findings: plan.findings.map((finding) => concealFinding(finding, conceal)),
  };
}

/** A receipt as it may be shown and kept where ids are not open. */
export function concealReceipt(receipt: Receipt, conceal: Conceal): Receipt {
  const findings = receipt.findings.map((finding) => concealFinding(finding, conceal));
  return { ...concealed(receipt, conceal), findings };
}

function concealSystem(system: SystemPlan, conceal: Conceal): SystemPlan {
  return {
    ...system,
    changes: system.changes.map((change) => ({
      ...concealed(change, conceal),
      after: change.after.map((name) => concealName(name, conceal)),
    })),
    holds: system.holds.map((hold) => ({
      ...concealed(hold, conceal),
      findings: hold.findings.map((finding) => concealFinding(finding, conceal)),
    })),
    drift: system.drift.map((drift) => concealed(drift, conceal)),
    findings: system.findings.map((finding) => concealFinding(finding, conceal)),
  };
}

function concealFinding(finding: Finding, conceal: Conceal): Finding {
  const { kind, key } = finding;
  return kind === undefined || key === undefined ? finding : concealed({ ...finding, kind, key }, conceal);
}

function concealed<T extends { readonly kind: Kind; readonly key: string }>(record: T, conceal: Conceal): T {
  const name = concealName(recordName(record.kind, record.key), conceal);
  return { ...record, key: name.slice(name.indexOf('/') + 1) };
}

/** Teams are no people, and what has no key of ours is concealed already. */
function concealName(name: string, conceal: Conceal): string {
  const slash = name.indexOf('/') + 1;
  if (name.startsWith('teams/') || name.startsWith('~', slash)) return name;
  return conceal(name).slice(0, slash + shownLength);
}
