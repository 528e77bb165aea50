import type { Finding, InspectView, LiveRecord, SnapshotRecord } from '../../../src/contract/index.ts';
import { type Places, placeFor } from './establishment.ts';
import type { Settings } from './settings.ts';

/**
 * What Lucca needs to make somebody (fact sheet §4) and the row leaves empty: left to the tenant's default where one is
 * declared, which is said, and otherwise held before Lucca refuses it.
 */
export function inspectNewcomers(view: InspectView, settings: Settings, places: Places): readonly Finding[] {
  return view.desired
    .filter(({ remote, known }) => remote === undefined && known !== true)
    .flatMap((newcomer) => [...neededFields(newcomer, settings, places), ...managerFindings(newcomer, view.live)]);
}

function neededFields(newcomer: SnapshotRecord, settings: Settings, places: Places): readonly Finding[] {
  const needed = ['login', 'establishment', 'department', 'role'] as const;
  const isFound = placeFor(newcomer.fields, settings, places) !== undefined;
  const empty = needed.filter((field) => isEmpty(newcomer, field) && !(field === 'establishment' && isFound));
  const defaults = empty.filter((field) => settings.tenantDefaults.has(field));
  const lacking = empty.filter((field) => !settings.tenantDefaults.has(field));
  const about = { scope: 'record', kind: 'employees', key: newcomer.key } as const;
  const findings: Finding[] = [];
  if (defaults.length > 0) {
    const words = defaults.map((field) => `${field} (${settings.tenantDefaults.get(field)})`).join(', ');
    findings.push({
      ...about,
      code: 'lucca-tenant-default',
      severity: 'warning',
      who: 'data',
      message: `Left to the default value of the tenant: ${words}.`,
      next: 'Fill it in where the default does not suit; what stands there afterwards is kept.',
    });
  }
  for (const field of lacking) findings.push({ ...about, ...needs(field), field });
  return findings;
}

function needs(field: string): Pick<Finding, 'code' | 'severity' | 'who' | 'message' | 'next'> {
  return {
    code: 'lucca-field-needed',
    severity: 'error',
    who: 'data',
    message: `Lucca makes nobody without ${field}, and no default of the tenant is declared for it.`,
    next: `Fill it in, name a value under "defaults", or have a default set in the HR file of Lucca and declare it under "tenant_defaults".`,
  };
}

function managerFindings({ key, fields }: SnapshotRecord, live: readonly LiveRecord[]): readonly Finding[] {
  const about = { severity: 'warning', scope: 'record', who: 'data', kind: 'employees', key } as const;
  if (typeof fields.manager === 'string') return [];
  const named = fields.managerEmail;
  if (typeof named !== 'string' || named.trim() === '') {
    if (fields.manager === null && !('managerEmail' in fields)) return [];
    return [
      {
        ...about,
        code: 'lucca-without-manager',
        message: 'No manager is given; Lucca may take the head of the department.',
        next: 'Name a manager in the file where that is not wanted.',
      },
    ];
  }
  if (named.includes('@') && !live.some((person) => sameText(person.fields.mail, named) && person.active !== false)) {
    return [
      {
        ...about,
        code: 'lucca-manager-unknown',
        message:
          'Nobody in Lucca has the e-mail of the manager; the person is made without one, and Lucca may take the head of the department.',
        next: 'Correct the e-mail of the manager in the file.',
      },
    ];
  }
  return [];
}

function sameText(one: unknown, other: string): boolean {
  return typeof one === 'string' && one.trim().toLowerCase() === other.trim().toLowerCase();
}

function isEmpty({ fields }: SnapshotRecord, field: string): boolean {
  const value = fields[field];
  return value === undefined || value === null || value === '';
}
