import type {
  Context,
  Finding,
  InspectView,
  LiveRecord,
  SnapshotRecord,
  WriteChange,
} from '../../../../src/contract/index.ts';
import { recordError, systemError, warning } from '../records/finding.ts';
import { namesUnlisted } from '../records/names.ts';
import { compareStored } from '../records/stored.ts';
import { type Attributes, type Directory, loadAttributes, loadDirectory } from './directory.ts';
import { employeeFields } from './fields.ts';
import { toAttribute, toEmployment } from './native.ts';

const declared = new Map(employeeFields.map((field) => [field.name, field]));

/** Fields of v2 and the attribute of v1 whose box lets the credential read them (fact sheet §3 and §5). */
const boxOfField: Readonly<Record<string, string>> = {
  preferred_name: 'preferred_name',
  gender: 'gender',
  position: 'position',
  supervisor: 'supervisor',
  office: 'office',
  department: 'department',
  team: 'team',
  legal_entity: 'subcompany',
  cost_centers: 'cost_centers',
  weekly_working_hours: 'weekly_working_hours',
  employment_start_date: 'hire_date',
  contract_end_date: 'contract_end_date',
  probation_end_date: 'probation_period_end',
  type: 'employment_type',
};

/**
 * What can be said of people before the first write: attributes that are not there or not readable, names of offices and
 * the like that Personio does not know and would ignore, values that are no option, new people without a first day.
 */
export async function inspectEmployees(context: Context, view: InspectView): Promise<readonly Finding[]> {
  const desired = view.desired.filter(({ kind }) => kind === 'employees');
  if (desired.length === 0) return [];
  const attributes = await loadAttributes(context);
  const managed = new Set(desired.flatMap(({ fields }) => Object.keys(fields)));
  const findings = [...unknownAttributes(managed, attributes), ...unreadable(managed, attributes)];
  if (managed.has('probation_end_date') && managed.has('probation_period_length')) findings.push(twoProbations);
  if (findings.some(({ severity }) => severity === 'error')) return findings;

  const directory = await loadDirectory(context);
  const live = new Map(view.live.filter(({ kind }) => kind === 'employees').map((record) => [record.remote, record]));
  findings.push(...unlistedNames(managed, directory), ...unreadEmployments([...live.values()]));
  const addresses = new Set([...live.values()].map(({ fields }) => String(fields.email ?? '').toLowerCase()));
  for (const record of desired) {
    const isNew = record.remote === undefined && !addresses.has(String(record.fields.email ?? '').toLowerCase());
    if (isNew && !record.fields.employment_start_date) findings.push(startMissing(record));
    findings.push(...judgeValues(record, live.get(record.remote ?? ''), directory, attributes));
  }
  return findings;
}

/** Judges only what would be sent: what Personio holds already is as it may be. */
function judgeValues(
  record: SnapshotRecord,
  live: LiveRecord | undefined,
  directory: Directory,
  attributes: Attributes,
): readonly Finding[] {
  const change: WriteChange = { changed: [], ...record, op: 'update', active: true };
  const names = Object.keys(record.fields).filter((name) => name !== 'id' && isDifferent(change, name, live));
  const standing = { status: '', employment_start_date: '', type: '' };
  const { findings } = toEmployment(change, names, { directory, current: undefined, standing });
  const custom = names
    .filter((name) => !declared.has(name))
    .flatMap((name) => {
      const found = toAttribute(name, record.fields[name] ?? null, attributes);
      return 'trouble' in found ? [recordError(found.trouble, { ...record, field: name })] : [];
    });
  return [...findings, ...custom];
}

function isDifferent(change: WriteChange, name: string, live: LiveRecord | undefined): boolean {
  return live?.fields[name] === undefined || compareStored(change, live, [name]).length > 0;
}

function unknownAttributes(managed: ReadonlySet<string>, attributes: Attributes): readonly Finding[] {
  return [...managed]
    .filter((name) => !declared.has(name))
    .flatMap((name) => {
      const found = toAttribute(name, null, attributes);
      return 'trouble' in found ? [{ ...systemError(found.trouble, 'employees'), field: name }] : [];
    });
}

function unreadable(managed: ReadonlySet<string>, attributes: Attributes): Finding[] {
  if (attributes.refused) return [];
  const fields = [...managed].filter((name) => {
    const key = boxOfField[name];
    return key !== undefined && attributes.find(key).length === 0;
  });
  if (fields.length === 0) return [];
  return [
    warning({
      code: 'attributes-unreadable',
      who: 'admin',
      message: `The credential may not read ${fields.join(', ')}: what Personio holds there is unknown, and changes made there are not seen.`,
      next: `Tick ${fields.map((name) => boxOfField[name]).join(', ')} under "Readable employee attributes" on the credential, or drop the fields with ~ under "fields".`,
    }),
  ];
}

/** v1 lists the names of all but legal entities, which v2 does. */
function unlistedNames(managed: ReadonlySet<string>, directory: Directory): readonly Finding[] {
  const lists = [
    [['office', 'department', 'team', 'cost_centers'], directory.offices.refused],
    [['legal_entity'], directory.legalEntities.refused],
  ] as const;
  return lists.flatMap(([names, refused]) => {
    const fields = names.filter((name) => managed.has(name));
    return refused && fields.length > 0 ? [namesUnlisted(fields, refused)] : [];
  });
}

/** An employment always says its status, whatever is ticked: without one it was not given out (fact sheet §3, §5b). */
function unreadEmployments(live: readonly LiveRecord[]): readonly Finding[] {
  const count = live.filter(({ active, fields }) => active === true && fields.employment_status === undefined).length;
  if (count === 0) return [];
  return [
    warning({
      code: 'employments-unreadable',
      who: 'vendor',
      message: `Personio did not give out the employment of ${count} people who are active: what it holds there is unknown.`,
      next: 'Run again: single employments are missing for a moment at times. If it lasts, look whether these people have one.',
    }),
  ];
}

function startMissing(record: SnapshotRecord): Finding {
  return recordError(
    {
      code: 'start-date-missing',
      who: 'data',
      message: 'Personio takes no new employment without its first day.',
      next: 'Fill in the start date.',
    },
    { ...record, field: 'employment_start_date' },
  );
}

const twoProbations = systemError({
  code: 'probation-twice',
  who: 'config',
  message: 'Personio takes the end of the probation or its length, not both.',
  next: 'Drop probation_end_date or probation_period_length under "fields".',
});
