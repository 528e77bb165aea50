import type { Finding, LiveRecord, Value, WriteChange } from '../../../src/contract/index.ts';
import { type Employee, type EmployeeChange, type Filter, type FilterValue, ownFields } from './adapter.ts';
import { recordError, recordWarning, type Words } from './finding.ts';
import type { Settings } from './settings.ts';

/** One change as Supermood takes it, and what could not be passed on. An error among the findings means: do not send. */
export interface NativeChange {
  readonly change: EmployeeChange;
  readonly findings: readonly Finding[];
}

/**
 * Who is created or comes back goes with everything that is managed; otherwise only what differs goes, because what is
 * left out is kept. A leaver is not held up by a value that cannot be passed on.
 */
export function toNative(
  change: WriteChange,
  filters: readonly Filter[],
  { identifyBy }: Pick<Settings, 'identifyBy'>,
): NativeChange {
  const isWhole = change.op === 'create' || change.op === 'return';
  const names = Object.keys(change.fields).filter((name) => isWhole || change.changed.includes(name));
  const own: Record<string, string | null> = {};
  const values: Record<string, FilterValue> = {};
  const findings: Finding[] = [];
  for (const name of names) {
    const value = change.fields[name];
    if (value === undefined || (name === 'personalIdentifier' && identifyBy === 'email')) continue;
    if (isOwn(name)) {
      const text = toText(value);
      if (text === malformed) findings.push(describe(name, change));
      else own[name] = name === 'email' ? lowerCase(text) : text;
    } else {
      const native = toFilterValue(value, filters.find((one) => one.name === name)?.type);
      if (native === malformed) findings.push(describe(name, change));
      else values[name] = native;
    }
  }
  const active = change.op === 'update' ? {} : { active: change.active };
  return { change: { ...active, own, filters: values }, findings };
}

/** What Supermood says of a coworker, in the connector's field names. */
export function toRecord(employee: Employee, { identifyBy }: Pick<Settings, 'identifyBy'>): LiveRecord {
  const { personalIdentifier, ...own } = employee.own;
  const isIdentified = identifyBy === 'personal_identifier';
  const filters = Object.entries(employee.filters).filter(([name]) => !isOwn(name));
  return {
    kind: 'employees',
    remote: employee.id,
    ...(isIdentified && personalIdentifier && { key: personalIdentifier.trim() }),
    active: employee.active,
    fields: {
      ...Object.fromEntries(filters.map(([name, value]) => [name, value === null ? null : String(value)])),
      ...own,
      ...(isIdentified && { personalIdentifier }),
    },
  };
}

export function isOwn(name: string): boolean {
  return ownFields.some((own) => own === name);
}

const malformed: unique symbol = Symbol('malformed');

/** Trimmed; an empty text clears, as null does (fact sheet §2). */
function toText(value: Value): string | null | typeof malformed {
  if (value === null) return null;
  if (typeof value === 'object') return malformed;
  return String(value).trim() || null;
}

/** A value in the type of its filter. A number is written without quotes; days stay yyyy-mm-dd (fact sheet §2). */
function toFilterValue(value: Value, type: Filter['type'] | undefined): FilterValue | typeof malformed {
  const text = toText(value);
  if (text === null || text === malformed) return text;
  switch (type) {
    case 'number':
      // Only a number that comes back as the same text, or every run would find it changed.
      return String(Number(text)) === text && Number.isFinite(Number(text)) ? Number(text) : malformed;
    case 'date':
      return isDay(text) ? text : malformed;
    default:
      return text;
  }
}

/** Whether a value can be passed on to a filter of this type. */
export function fits(value: Value, type: Filter['type']): boolean {
  return toFilterValue(value, type) !== malformed;
}

export function valueMalformed(field: string, type: Filter['type'] | undefined): Words {
  const wanted = { number: 'a plain number', date: 'a day written yyyy-mm-dd', list: 'a text', text: 'a text' };
  return {
    code: 'filter-value-malformed',
    who: 'data',
    message: `The value of ${field} is not ${wanted[type ?? 'text']}, as Supermood wants it.`,
    next: `Correct the column behind ${field}, or its mapping in rollcall.yaml.`,
  };
}

function describe(field: string, { key, op }: WriteChange): Finding {
  const words = valueMalformed(field, undefined);
  const told = { ...words, message: `The value of ${field} cannot be passed on to Supermood as it is.` };
  return op === 'leave' ? recordWarning(told, { key, field }) : recordError(told, { key, field });
}

function lowerCase(text: string | null): string | null {
  return text?.toLowerCase() ?? null;
}

/** Whether a text is a day of the calendar, yyyy-mm-dd. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
