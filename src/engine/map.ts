import type { Fields, Finding, Kind, Place, Value } from '../contract/index.ts';
import { recordName } from './change.ts';
import type { Expression } from './expression.ts';
import { activeStatuses } from './fields.ts';
import type { MappedField, MappedKind, Mapping } from './mapping.ts';
import { isEmpty } from './normal.ts';
import type { Roster, RosterRecord } from './roster.ts';

/** What git wants of one record in one system. A record that is not in the map is missing there. */
export interface MappedRecord {
  readonly kind: Kind;
  readonly key: string;
  /**
   * `held`: an error needs someone; `waiting`: nobody is to blame (no e-mail yet);
   * `skipped`: the system does nothing for it, in either direction.
   */
  readonly state: 'active' | 'inactive' | 'held' | 'waiting' | 'skipped';
  /** In the connector's names. Left out: unknown. */
  readonly fields: Fields;
  readonly findings: readonly Finding[];
  readonly source: string;
  readonly place: Place;
  /** Keys of the records that make up this one (a membership's team and person), as record names. */
  readonly parts: readonly string[];
  /** The row behind it. */
  readonly record: RosterRecord;
}

export type MappedRoster = ReadonlyMap<string, MappedRecord>;

/** The roster as one system shall hold it on one day (yyyy-mm-dd), by record name. */
export function mapRoster(roster: Roster, mapping: Mapping, today: string): MappedRoster {
  const mapped = new Map<string, MappedRecord>();
  for (const kind of mapping.kinds) {
    for (const record of roster.records[kind.declaration.kind].values()) {
      const one = mapRecord(record, kind, { roster, mapping, today, mapped });
      if (one) mapped.set(recordName(one.kind, one.key), one);
    }
  }
  return mapped;
}

interface Surroundings {
  readonly roster: Roster;
  readonly mapping: Mapping;
  readonly today: string;
  /** Kinds mapped so far: what a record's parts are taken from. */
  readonly mapped: MappedRoster;
}

function mapRecord(record: RosterRecord, kind: MappedKind, around: Surroundings): MappedRecord | undefined {
  const { system } = around.mapping;
  if (system.sources && !system.sources.includes(record.source) && !hasMemberHere(record, around)) return undefined;
  const parts = partsOf(record, kind);
  const base = { kind: record.kind, key: record.key, source: record.source, place: record.place, parts, record };
  const stopped = (state: MappedRecord['state'], findings: readonly Finding[]): MappedRecord => ({
    ...base,
    state,
    findings,
    fields: {},
  });
  if (record.held.length > 0) return stopped('held', record.held);

  const partState = stateOfParts(parts, around.mapped);
  if (partState === 'missing') return undefined;
  if (partState !== 'active') return stopped(partState, []);

  const environment = environmentOf(record, around);
  const finding = (code: string, message: string, next: string, rest: Partial<Finding> = {}): Finding => ({
    code,
    severity: 'error',
    scope: 'record',
    who: 'config',
    message,
    next,
    place: record.place,
    system: system.name,
    kind: record.kind,
    key: record.key,
    ...rest,
  });
  if (record.kind === 'employees') {
    const only = system.only ? ask(system.only, environment) : true;
    if (typeof only === 'string')
      return stopped('held', [finding('only-failed', only, 'Correct "only" in rollcall.yaml.')]);
    if (!only) return undefined;
    const skip = system.skip ? ask(system.skip, environment) : false;
    if (typeof skip === 'string')
      return stopped('held', [finding('skip-failed', skip, 'Correct "skip" in rollcall.yaml.')]);
    if (skip) return stopped('skipped', []);
  }

  const isLeaver = isInactive(record, around.today);
  const { fields, findings } = evaluateFields(kind, environment, finding, system.blank);
  if (isLeaver) return { ...base, state: 'inactive', fields, findings: [] };
  const strange = strangeDates(kind, fields, around.today);
  const sent = Object.fromEntries(Object.entries(fields).filter(([name]) => !strange.has(name)));
  const judged = [
    ...findings,
    ...judgeFields(kind, fields, finding),
    ...[...strange].map(([name, { pastDays, futureDays }]) =>
      finding(
        'date-out-of-range',
        `${name} is more than ${pastDays} days ago or ${futureDays} days ahead; it is not sent until it is nearer.`,
        'Check the date for a typing error.',
        { field: name, who: 'data', severity: 'warning' },
      ),
    ),
  ];
  const isWaiting = judged.some((one) => one.code === 'waiting-for-field');
  const state = judged.some((one) => one.severity === 'error') ? 'held' : isWaiting ? 'waiting' : 'active';
  return { ...base, state, fields: sent, findings: judged };
}

function evaluateFields(
  kind: MappedKind,
  environment: Readonly<Record<string, unknown>>,
  finding: (code: string, message: string, next: string, rest?: Partial<Finding>) => Finding,
  blank: 'clear' | 'keep',
): { fields: Fields; findings: readonly Finding[] } {
  const fields: Record<string, Value> = {};
  const findings: Finding[] = [];
  for (const field of kind.fields) {
    const result = evaluateField(field, environment);
    if ('failed' in result) {
      const { name } = field.declaration;
      findings.push(
        finding(
          'mapping-failed',
          `The value of ${name} could not be computed: ${result.failed}.`,
          `Correct the mapping of ${name} in rollcall.yaml, or the row.`,
          { field: name },
        ),
      );
    } else if (
      'value' in result &&
      !(blank === 'keep' && isEmpty(result.value) && field.declaration.name !== kind.declaration.identity.key)
    ) {
      fields[field.declaration.name] = result.value;
    }
  }
  return { fields, findings };
}

function evaluateField(
  field: MappedField,
  environment: Readonly<Record<string, unknown>>,
): ReturnType<Expression['evaluate']> {
  const result = field.expression.evaluate(environment);
  const useFallback = field.fallback && (('value' in result && isEmpty(result.value)) || 'unknown' in result);
  const settled = useFallback && field.fallback ? field.fallback.evaluate(environment) : result;
  return 'value' in settled ? { value: ofType(settled.value, field.declaration.type) } : settled;
}

/** A number mapped to a text field is written as text; nothing else is bent. */
function ofType(value: Value, type: MappedField['declaration']['type']): Value {
  if (type === 'text' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if (type === 'list' && Array.isArray(value)) return value.filter((item: Value) => !isEmpty(item));
  return value;
}

/** What the data sheet asks of values: required, one of the options, short enough. */
function judgeFields(
  kind: MappedKind,
  fields: Fields,
  finding: (code: string, message: string, next: string, rest?: Partial<Finding>) => Finding,
): readonly Finding[] {
  return kind.fields.flatMap(({ declaration }) => {
    const { name, options, maxLength, required } = declaration;
    const value = fields[name];
    const data = { field: name, who: 'data' } as const;
    if (required && value === undefined) {
      return [
        finding(
          'field-unknown',
          `${name} is needed and its column is gone.`,
          'Bring the column back into the file.',
          data,
        ),
      ];
    }
    if (required && isEmpty(value ?? null)) {
      return [
        finding('waiting-for-field', `${name} is needed and still empty.`, `It is sent once ${name} is filled in.`, {
          ...data,
          severity: 'warning',
        }),
      ];
    }
    if (value === undefined || isEmpty(value)) return [];
    if (options && typeof value === 'string' && !options.includes(value)) {
      return [
        finding(
          'not-an-option',
          `${name} is none of ${options.join(', ')}.`,
          'Translate it under "values" or "fields" in rollcall.yaml.',
          data,
        ),
      ];
    }
    if (maxLength !== undefined && typeof value === 'string' && [...value].length > maxLength) {
      return [finding('too-long', `${name} is longer than ${maxLength} characters.`, 'Shorten it in the file.', data)];
    }
    return [];
  });
}

/** Dates too far away to be meant, which the data sheet guards because sending them cannot be undone. */
function strangeDates(
  kind: MappedKind,
  fields: Fields,
  today: string,
): ReadonlyMap<string, { readonly pastDays: number; readonly futureDays: number }> {
  return new Map(
    kind.fields.flatMap(({ declaration: { name, guard } }) => {
      const value = fields[name];
      return guard && typeof value === 'string' && value !== '' && !isWithin(value, today, guard)
        ? [[name, guard]]
        : [];
    }),
  );
}

function isWithin(
  date: string,
  today: string,
  guard: { readonly pastDays: number; readonly futureDays: number },
): boolean {
  const days = (Date.parse(date) - Date.parse(today)) / 86_400_000;
  return days >= -guard.pastDays && days <= guard.futureDays;
}

/** A person who has left: by status, or whose last day (`end_date`) is over. */
function isInactive(record: RosterRecord, today: string): boolean {
  if (record.kind !== 'employees') return false;
  const { status, end_date: endDate } = record.fields;
  if (typeof status === 'string' && !activeStatuses.some((active) => active === status)) return true;
  return typeof endDate === 'string' && endDate < today;
}

/** A team counts where one of its people does, whichever source named it first. */
function hasMemberHere(record: RosterRecord, { roster, mapped }: Surroundings): boolean {
  if (record.kind === 'memberships') return true;
  if (record.kind !== 'teams') return false;
  for (const membership of roster.records.memberships.values()) {
    if (membership.fields.team_id !== record.key) continue;
    if (mapped.has(recordName('employees', String(membership.fields.employee_id)))) return true;
  }
  return false;
}

function partsOf(record: RosterRecord, kind: MappedKind): readonly string[] {
  const partFields: Partial<Record<Kind, string>> = { teams: 'team_id', employees: 'employee_id' };
  return (kind.declaration.identity.parts ?? []).map((part) =>
    recordName(part, String(record.fields[partFields[part] ?? ''] ?? '')),
  );
}

/** A membership is there only while its team and its person are; what holds one of them holds it too. */
function stateOfParts(parts: readonly string[], mapped: MappedRoster): MappedRecord['state'] | 'missing' {
  const states = parts.map((part) => mapped.get(part)?.state ?? 'missing');
  if (states.includes('missing') || states.includes('inactive')) return 'missing';
  return states.find((state) => state !== 'active') ?? 'active';
}

/** True, false, or a sentence why it cannot be said; a doubtful answer holds the record. */
function ask(expression: Expression, environment: Readonly<Record<string, unknown>>): boolean | string {
  const result = expression.evaluate(environment);
  if ('unknown' in result)
    return `"${expression.source}" needs ${result.unknown.join(', ')}, whose column is not there.`;
  if ('failed' in result) return `"${expression.source}" failed: ${result.failed}.`;
  return typeof result.value === 'boolean' ? result.value : `"${expression.source}" gives neither true nor false.`;
}

function environmentOf(record: RosterRecord, around: Surroundings): Readonly<Record<string, unknown>> {
  const environment: Record<string, unknown> = { ...record.fields, source: record.source, today: around.today };
  const manager = managerOf(record, around.roster, around.mapping.managerDepth);
  if (manager !== undefined) environment.manager = manager;
  return environment;
}

/** The manager's record, with as many managers above as are asked for; null when there is none, undefined when unknown. */
function managerOf(
  record: RosterRecord,
  roster: Roster,
  depth: number,
): Readonly<Record<string, unknown>> | null | undefined {
  const id = record.fields.manager_id;
  if (depth === 0 || id === undefined) return undefined;
  if (id === null || id === '') return null;
  const manager = roster.records.employees.get(String(id));
  if (!manager) return undefined;
  const above = managerOf(manager, roster, depth - 1);
  return above === undefined ? manager.fields : { ...manager.fields, manager: above };
}
