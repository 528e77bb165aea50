import type { Context, Finding, Value, WriteChange, WriteOutcome } from '../../../../src/contract/index.ts';
import { type Answer, call } from '../api/call.ts';
import { about, recordError } from '../records/finding.ts';
import { refused } from '../records/outcomes.ts';
import { createEmployee } from './create.ts';
import { loadAttributes, loadDirectory, paths } from './directory.ts';
import { type Standing, toEmployment, toPerson } from './native.ts';
import { confirm, employmentFieldNames, withoutStart } from './outcome.ts';
import { readLatest } from './read.ts';
import type { Employment } from './schema.ts';

const writing = { kind: 'employees', access: 'write' } as const;

/** Creates, changes, switches off or on one person, then reads them back: what Personio ignores, it does not refuse. */
export async function writeEmployee(context: Context, change: WriteChange): Promise<WriteOutcome> {
  if (change.op === 'delete') return refused(change, [notPossible(change)]);
  return change.op === 'create' ? createEmployee(context, change) : updateEmployee(context, change);
}

async function updateEmployee(context: Context, change: WriteChange): Promise<WriteOutcome> {
  const { remote } = change;
  if (remote === undefined) return refused(change, [withoutRemote(change)]);
  const attributes = await loadAttributes(context);
  const employmentNames = change.changed.filter((name) => employmentFieldNames.includes(name));
  const personNames = change.changed.filter((name) => !employmentFieldNames.includes(name));
  const person = toPerson(change, personNames, attributes);
  const isSwitched = change.op === 'leave' || change.op === 'return';

  let employment: { readonly id: string; readonly body: Readonly<Record<string, Value>> } | undefined;
  const findings: Finding[] = [...person.findings];
  if (isSwitched || employmentNames.length > 0) {
    const latest = await readLatest(context, remote);
    if ('refused' in latest) return refused(change, [about(latest.refused, change)]);
    if (!latest.employment) return refused(change, [withoutEmployment(change)]);
    const standing = standingOf(change, latest.employment);
    if ('trouble' in standing) return refused(change, [standing.trouble]);
    const directory = await loadDirectory(context);
    const native = toEmployment(change, employmentNames, { directory, current: latest.employment, standing });
    findings.push(...native.findings);
    employment = { id: latest.employment.id, body: native.body };
  }
  // Who leaves is not held up by a field that cannot be passed on.
  if (findings.length > 0 && change.op !== 'leave') return refused(change, findings);

  const path = `${paths.persons}/${encodeURIComponent(remote)}`;
  const steps: (() => Promise<Answer>)[] = [];
  const patch = (to: string, body: Readonly<Record<string, Value>>) => () =>
    // Stating the same twice does no more than stating it once.
    call(context, { method: 'PATCH', path: to, body, idempotent: true }, { ...writing, isRecord: true });
  if (Object.keys(person.body).length > 0) steps.push(patch(path, person.body));
  if (employment) {
    steps.push(patch(`${path}/employments/${encodeURIComponent(employment.id)}`, employment.body));
  }
  for (const [index, step] of steps.entries()) {
    const answer = await step();
    if (!answer.refused) continue;
    const why = [...findings, about(answer.refused, change)];
    // The first half is written already: the next run reads back what became of it.
    if (index > 0 || answer.isUncertain)
      return { kind: 'employees', key: change.key, status: 'uncertain', findings: why };
    return refused(change, why);
  }
  return confirm(
    context,
    change,
    remote,
    findings.map((finding) => ({ ...finding, severity: 'warning' })),
  );
}

/** Personio insists on these three in every change of an employment, so the present ones go along. */
function standingOf(change: WriteChange, current: Employment): Standing | { readonly trouble: Finding } {
  const { fields } = change;
  const start = fields.employment_start_date ?? current.employment_start_date;
  const type = fields.type ?? current.type;
  const status = statusOf(change, current.status ?? undefined);
  if (typeof start !== 'string' || start === '') return { trouble: withoutStart(change) };
  return {
    status,
    employment_start_date: start.slice(0, 10),
    type: typeof type === 'string' && type !== 'UNSPECIFIED' ? type : 'INTERNAL',
  };
}

function statusOf({ op, active, fields }: WriteChange, current: string | undefined): string {
  if (!active) return 'INACTIVE';
  if (typeof fields.employment_status === 'string') return fields.employment_status;
  return op === 'return' || !current || current === 'UNSPECIFIED' || current === 'INACTIVE' ? 'ACTIVE' : current;
}

function notPossible(change: WriteChange): Finding {
  return recordError(
    {
      code: 'not-possible',
      who: 'config',
      message: 'Personio people are not deleted by rollcall: their file, absences and documents would go with them.',
      next: 'Use "missing: leave", which sets them inactive; delete by hand in Personio if that is meant.',
    },
    change,
  );
}

function withoutRemote(change: WriteChange): Finding {
  return recordError(
    {
      code: 'id-unknown',
      who: 'us',
      message: 'It is not known which person in Personio is meant.',
      next: 'Run again: people are read anew. If it lasts, please report it.',
    },
    change,
  );
}

function withoutEmployment(change: WriteChange): Finding {
  return recordError(
    {
      code: 'employment-unreadable',
      who: 'vendor',
      message: 'Personio did not give out the employment of this person, without which it cannot be changed.',
      next: 'Run again: single employments are missing for a moment at times. If it lasts, look whether the person has one.',
    },
    change,
  );
}
