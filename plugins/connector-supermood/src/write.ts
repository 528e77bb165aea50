import type { Context, Finding, WriteChange, WriteOutcome, WriteRequest } from '../../../src/contract/index.ts';
import { type Employee, type EmployeeChange, type Filter, writeEmployee } from './adapter.ts';
import {
  changeEmployee,
  createEmployee,
  deleteEmployee,
  findEmployee,
  isFinding,
  listFilters,
  type Written,
} from './client.ts';
import { isOwn, toNative } from './convert.ts';
import { recordError, recordWarning } from './finding.ts';
import type { Sent } from './refusals.ts';
import { readSettings } from './settings.ts';

/** One call a change. */
export async function writePeople(context: Context, { changes }: WriteRequest): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for (const change of changes) outcomes.push(await writeOne(context, change));
  return outcomes;
}

async function writeOne(context: Context, change: WriteChange): Promise<WriteOutcome> {
  const { kind, key } = change;
  const refused = (...findings: Finding[]): WriteOutcome => ({ kind, key, status: 'refused', findings });
  if (kind !== 'employees') return refused(recordError(notPossible(kind), { key }));

  const filters = await filtersFor(context, change);
  if (isFinding(filters)) return refused(filters);
  const native = toNative(change, filters, readSettings(context));
  if (native.findings.some((finding) => finding.severity === 'error')) return refused(...native.findings);

  const remote = change.op === 'create' ? undefined : await remoteOf(context, change);
  if (isFinding(remote)) return refused(remote);
  if (change.op !== 'create' && remote === undefined) {
    return change.op === 'delete' ? { kind, key, status: 'done' } : refused(recordError(notFound, { key }));
  }
  const { written, left } = await sendLastly(context, change, native.change, remote);
  if (written.status !== 'done') return { kind, key, status: written.status, findings: written.findings };
  const id = written.employee?.id ?? remote;
  const told = left ?? storedOtherwise(native.change, written.employee, key);
  const findings = [...native.findings, ...told];
  return {
    kind,
    key,
    status: 'done',
    ...(id !== undefined && { remote: id }),
    ...(findings.length > 0 && { findings }),
  };
}

/** Whoever leaves is switched off even when a value that changed with it is refused; `left` says what was left out then. */
async function sendLastly(
  context: Context,
  change: WriteChange,
  native: EmployeeChange,
  remote: string | undefined,
): Promise<{ readonly written: Written; readonly left?: readonly Finding[] }> {
  const written = await send(context, change, native, remote);
  const isAboutValues = written.status === 'refused' && written.findings.every(({ scope }) => scope === 'record');
  const hasValues = Object.keys(native.own).length + Object.keys(native.filters).length > 0;
  if (change.op !== 'leave' || !isAboutValues || !hasValues) return { written };
  const left = written.findings.map((finding): Finding => ({ ...finding, severity: 'warning' }));
  return { written: await send(context, change, { active: false, own: {}, filters: {} }, remote), left };
}

async function send(
  context: Context,
  { op, key, fields }: WriteChange,
  native: EmployeeChange,
  remote: string | undefined,
): Promise<Written> {
  const body = writeEmployee(native);
  const sent: Sent = { key, fields: Object.keys(fields) };
  if (remote === undefined) return createEmployee(context, body, sent);
  if (op === 'delete') return deleteEmployee(context, remote, sent);
  return Object.keys(body).length === 0 ? { status: 'done' } : changeEmployee(context, remote, body, sent);
}

/** The types of filters are needed only where one is sent. */
async function filtersFor(context: Context, { fields }: WriteChange): Promise<readonly Filter[] | Finding> {
  return Object.keys(fields).every(isOwn) ? [] : listFilters(context);
}

/** The system's own id; searched for where no run has kept it. */
async function remoteOf(context: Context, change: WriteChange): Promise<string | Finding | undefined> {
  if (change.remote !== undefined) return change.remote;
  const { email } = change.fields;
  const byIdentifier = readSettings(context).identifyBy === 'personal_identifier';
  const found = await findEmployee(context, {
    ...(byIdentifier && { personalIdentifier: change.key }),
    ...(typeof email === 'string' && email !== '' && { email }),
  });
  return found && 'id' in found ? found.id : found;
}

/** The reply shows what was stored: a value that was dropped or bent without an error is told. */
function storedOtherwise(native: EmployeeChange, stored: Employee | undefined, key: string): readonly Finding[] {
  if (!stored) return [];
  const sent = [...Object.entries(native.own), ...Object.entries(native.filters)];
  const kept: Readonly<Record<string, unknown>> = { ...stored.filters, ...stored.own };
  return sent
    .filter(([name, value]) => name in kept && !isAlike(name, kept[name], value))
    .map(([field]) => recordWarning(otherwise(field), { key, field }));
}

/** Addresses are compared whatever their letter case (fact sheet §5, rule 2). */
function isAlike(field: string, stored: unknown, sent: unknown): boolean {
  const [one, other] = [stored, sent].map((value) => String(value ?? '').trim());
  return field === 'email' ? one?.toLowerCase() === other?.toLowerCase() : one === other;
}

function otherwise(field: string) {
  return {
    code: 'stored-otherwise',
    who: 'vendor',
    message: `Supermood took the person but stored another value for ${field} than was sent.`,
    next: 'Look at the person in Supermood, and at the type of the filter; the next run sends it again.',
  } as const;
}

function notPossible(kind: string) {
  return {
    code: 'not-possible',
    who: 'config',
    message: `Supermood has no ${kind}.`,
    next: 'Take the kind out of the system in rollcall.yaml.',
  } as const;
}

const notFound = {
  code: 'person-gone',
  who: 'admin',
  message: 'Nobody in Supermood has this personal identifier or e-mail any more.',
  next: 'Nothing to correct: run again, and the plan is made anew.',
} as const;
