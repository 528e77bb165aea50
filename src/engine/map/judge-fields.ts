import type { Fields, Finding, Value } from '../../contract/index.ts';
import { isEmpty } from '../normal.ts';
import type { MappedField, MappedKind } from './mapping.ts';

/** Makes a finding about the record at hand. */
export type Describe = (code: string, message: string, next: string, rest?: Partial<Finding>) => Finding;

/** What the data sheet asks of values: required, one of the options, short enough. */
export function judgeFields(kind: MappedKind, fields: Fields, describe: Describe): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { declaration } of kind.fields) {
    const finding = judge(declaration, fields[declaration.name], describe);
    if (finding) findings.push(finding);
  }
  return findings;
}

function judge(
  { name, options, maxLength, required }: MappedField['declaration'],
  value: Value | undefined,
  describe: Describe,
): Finding | undefined {
  const data = { field: name, who: 'data' } as const;
  if (required && value === undefined) {
    return describe(
      'field-unknown',
      `${name} is needed and its column is gone.`,
      'Bring the column back into the file.',
      data,
    );
  }
  if (required && isEmpty(value ?? null)) {
    return describe(
      'waiting-for-field',
      `${name} is needed and still empty.`,
      `It is sent once ${name} is filled in.`,
      { ...data, severity: 'warning' },
    );
  }
  if (value === undefined || isEmpty(value)) return undefined;
  if (options && typeof value === 'string' && !options.includes(value)) {
    return describe(
      'not-an-option',
      `${name} is none of ${options.join(', ')}.`,
      'Translate it under "values" or "fields" in rollcall.yaml.',
      data,
    );
  }
  if (maxLength !== undefined && typeof value === 'string' && [...value].length > maxLength) {
    return describe('too-long', `${name} is longer than ${maxLength} characters.`, 'Shorten it in the file.', data);
  }
  return undefined;
}

/**
 * Dates too far away to be meant, which the data sheet guards because sending them cannot be undone: they are not sent
 * until they are nearer.
 */
export function strangeDates(kind: MappedKind, fields: Fields, today: string, describe: Describe): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { declaration } of kind.fields) {
    const { name, guard } = declaration;
    const value = fields[name];
    if (!guard || typeof value !== 'string' || value === '' || isWithin(value, today, guard)) continue;
    findings.push(
      describe(
        'date-out-of-range',
        `${name} is more than ${guard.pastDays} days ago or ${guard.futureDays} days ahead; it is not sent until it is nearer.`,
        'Check the date for a typing error.',
        { field: name, who: 'data', severity: 'warning' },
      ),
    );
  }
  return findings;
}

function isWithin(
  date: string,
  today: string,
  guard: { readonly pastDays: number; readonly futureDays: number },
): boolean {
  const days = (Date.parse(date) - Date.parse(today)) / 86_400_000;
  return days >= -guard.pastDays && days <= guard.futureDays;
}
