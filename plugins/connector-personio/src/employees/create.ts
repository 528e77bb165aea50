import type { Context, Finding, Value, WriteChange, WriteOutcome } from '../../../../src/contract/index.ts';
import { call } from '../api/call.ts';
import { created } from '../api/schema.ts';
import { about, recordError } from '../records/finding.ts';
import { refused } from '../records/outcomes.ts';
import { readSettings } from '../settings.ts';
import { loadAttributes, loadDirectory, paths } from './directory.ts';
import { toEmployment, toPerson } from './native.ts';
import { confirm, employmentFieldNames, withoutStart } from './outcome.ts';
import { findByEmail, numberIdOf } from './read.ts';

/**
 * Creates one person with their employment. E-mail, language, status, first day and type always go along: Personio
 * insists on them, whatever its pages mark as required (fact sheet §5b).
 */
export async function createEmployee(context: Context, change: WriteChange): Promise<WriteOutcome> {
  const { fields } = change;
  const start = fields.employment_start_date;
  if (typeof start !== 'string' || start === '') return refused(change, [withoutStart(change)]);
  const attributes = await loadAttributes(context);
  const numberId = numberIdOf(context, attributes);
  if (numberId === undefined && readSettings(context.settings).personnelNumber !== undefined) {
    return refused(change, [withoutNumber(change)]);
  }
  const names = Object.keys(fields).filter((name) => fields[name] !== null);
  const person = toPerson(
    change,
    names.filter((name) => !employmentFieldNames.includes(name)),
    attributes,
  );
  const standing = {
    status: typeof fields.employment_status === 'string' ? fields.employment_status : statusOn(start, context.today),
    employment_start_date: start,
    type: typeof fields.type === 'string' ? fields.type : 'INTERNAL',
  };
  const directory = await loadDirectory(context);
  const employment = toEmployment(change, names, { directory, current: undefined, standing });
  const findings = [...person.findings, ...employment.findings];
  if (findings.length > 0) return refused(change, findings);

  const body = {
    language_code: readSettings(context.settings).language,
    ...person.body,
    ...withNumber(person.body.custom_attributes, numberId, change.key),
    employments: [employment.body],
  };
  const answer = await call(
    context,
    { method: 'POST', path: paths.persons, body },
    { kind: 'employees', access: 'write', isRecord: true },
  );
  if (answer.refused) {
    const why = [about(answer.refused, change)];
    return answer.isUncertain
      ? { kind: 'employees', key: change.key, status: 'uncertain', findings: why }
      : refused(change, why);
  }
  const remote = await idOf(context, answer.json, String(fields.email ?? ''));
  if (remote === undefined)
    return { kind: 'employees', key: change.key, status: 'uncertain', findings: [withoutId(change)] };
  return confirm(context, change, remote);
}

/** Personio's own rule in v1: past or today is active, later is onboarding (fact sheet §5a). */
function statusOn(start: string, today: string): string {
  return start > today ? 'ONBOARDING' : 'ACTIVE';
}

/** Our number goes into its attribute, unless the mapping fills that one itself. */
function withNumber(
  custom: Value | undefined,
  numberId: string | undefined,
  key: string,
): { readonly custom_attributes?: readonly Value[] } {
  const given: readonly Value[] = Array.isArray(custom) ? custom : [];
  const isFilled = given.some((one) => (one as { readonly id?: Value }).id === numberId); // made by toPerson
  if (numberId === undefined || isFilled) return {};
  return { custom_attributes: [...given, { id: numberId, value: key }] };
}

/** The form of the answer is not published: without an id in it, the person is looked up. */
async function idOf(context: Context, json: unknown, email: string): Promise<string | undefined> {
  const parsed = created.safeParse(json);
  if (parsed.success) return parsed.data;
  const found = await findByEmail(context, email);
  return 'refused' in found ? undefined : found.person?.id;
}

/** Made without it, the person would be somebody unknown to the next run. */
function withoutNumber(change: WriteChange): Finding {
  return recordError(
    {
      code: 'personnel-number-unknown',
      who: 'admin',
      message:
        'The attribute that personnel_number names cannot be found, so our number could not be kept with the person.',
      next: 'Tick it under "Readable employee attributes" on the credential, or correct personnel_number in rollcall.yaml.',
    },
    change,
  );
}

function withoutId(change: WriteChange): Finding {
  return recordError(
    {
      code: 'id-unknown',
      who: 'vendor',
      message: 'Personio created the person but did not say under which id, and does not list them yet.',
      next: 'Run again: the person is found by their e-mail then.',
    },
    change,
  );
}
