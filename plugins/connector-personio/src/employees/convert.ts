import type { Fields, LiveRecord, Value } from '../../../../src/contract/index.ts';
import type { Names } from '../records/names.ts';
import { toAttributeValue } from './attribute-values.ts';
import type { Attributes, Directory } from './directory.ts';
import type { Employment, Person } from './schema.ts';

/** What stands around a person: the names behind ids, and which attribute holds our number. */
export interface Surroundings {
  readonly directory: Directory;
  readonly attributes: Attributes;
  /** Id of the attribute with our personnel number. */
  readonly numberId: string | undefined;
}

/**
 * A person with their latest employment, in the connector's names. What Personio left out is unknown: the credential may
 * not read it, or the employment itself could not be read.
 */
export function toRecord(person: Person, employment: Employment | undefined, around: Surroundings): LiveRecord {
  const { numberId } = around;
  const number = person.custom_attributes?.find((one) => one.id === numberId)?.value;
  const key = typeof number === 'string' || typeof number === 'number' ? String(number).trim() : '';
  const active = activeOf(person, employment);
  return {
    kind: 'employees',
    remote: person.id,
    ...(key !== '' && { key }),
    ...(active !== undefined && { active }),
    fields: known({
      ...personFields(person),
      ...attributeFields(person, around.attributes),
      ...(employment && employmentFields(employment, around.directory)),
    }),
  };
}

/** Derived from the latest employment, as Personio itself does. */
function activeOf(person: Person, employment: Employment | undefined): boolean | undefined {
  const status = employment?.status ?? person.status;
  return !status || status === 'UNSPECIFIED' ? undefined : status !== 'INACTIVE';
}

type MaybeFields = Readonly<Record<string, Value | undefined>>;

function personFields(person: Person): MaybeFields {
  return {
    email: emptyAsNull(person.email),
    first_name: emptyAsNull(person.first_name),
    last_name: emptyAsNull(person.last_name),
    preferred_name: emptyAsNull(person.preferred_name),
    gender: unspecifiedAsNull(person.gender),
  };
}

/** Each under its id and, where no other has the same one, under its label. */
function attributeFields(person: Person, attributes: Attributes): MaybeFields {
  const fields: Record<string, Value | undefined> = {};
  for (const { id, type, value, label } of person.custom_attributes ?? []) {
    if (value === undefined) continue;
    const [known] = attributes.find(id);
    const converted = toAttributeValue(value, type ?? known?.type);
    fields[id] = converted;
    const name = known?.label ?? label;
    if (name && attributes.find(name).length <= 1) fields[name] = converted;
  }
  return fields;
}

function employmentFields(employment: Employment, directory: Directory): MaybeFields {
  const { org_units: units, termination } = employment;
  const department = units === undefined ? undefined : (units?.find((unit) => unit.type === 'department') ?? null);
  const team = units === undefined ? undefined : (units?.find((unit) => unit.type === 'team') ?? null);
  return {
    employment_status: unspecifiedAsNull(employment.status),
    type: unspecifiedAsNull(employment.type),
    position: employment.position === undefined ? undefined : (emptyAsNull(employment.position?.title) ?? null),
    supervisor: idOf(employment.supervisor),
    office: nameOf(employment.office, directory.offices),
    office_id: idOf(employment.office),
    department: nameOf(department, directory.departments),
    department_id: idOf(department),
    team: nameOf(team, directory.teams),
    team_id: idOf(team),
    legal_entity: nameOf(employment.legal_entity, directory.legalEntities),
    legal_entity_id: idOf(employment.legal_entity),
    cost_centers: costCenters(employment.cost_centers, directory.costCenters),
    cost_center_ids: (employment.cost_centers === null ? [] : employment.cost_centers)?.map(({ id, weight }) => ({
      id,
      weight: weight ?? 100,
    })),
    weekly_working_hours: employment.weekly_working_hours,
    full_time_weekly_working_hours: employment.full_time_weekly_working_hours,
    employment_start_date: dayOf(employment.employment_start_date),
    employment_end_date: dayOf(employment.employment_end_date),
    contract_end_date: dayOf(employment.contract_end_date),
    probation_end_date: dayOf(employment.probation_end_date),
    termination_date: dayOf(termination === null ? null : termination?.termination_date),
    last_working_day: dayOf(
      termination === null ? null : (termination?.last_working_day ?? termination?.last_working_date),
    ),
    termination_type: unspecifiedAsNull(termination === null ? null : termination?.type),
    termination_reason: emptyAsNull(termination === null ? null : termination?.reason),
  };
}

type Reference = { readonly id: string } | null | undefined;

function idOf(reference: Reference): string | null | undefined {
  return reference === undefined ? undefined : (reference?.id ?? null);
}

/** Unknown as long as the name behind the id is. */
function nameOf(reference: Reference, names: Names): string | null | undefined {
  return reference ? names.nameOf(reference.id) : reference;
}

function costCenters(centers: Employment['cost_centers'], names: Names): Value | undefined {
  if (!centers) return centers === null ? [] : undefined;
  const named = centers.map(({ id, weight }) => ({ name: names.nameOf(id), weight: weight ?? 100 }));
  return named.every((one): one is { name: string; weight: number } => one.name !== undefined) ? named : undefined;
}

function emptyAsNull(text: string | null | undefined): string | null | undefined {
  return text === '' ? null : text;
}

function unspecifiedAsNull(word: string | null | undefined): string | null | undefined {
  return word === 'UNSPECIFIED' ? null : emptyAsNull(word);
}

/** Days come as such, and in v1 with a time. */
function dayOf(text: string | null | undefined): string | null | undefined {
  return emptyAsNull(text)?.slice(0, 10) ?? (text === undefined ? undefined : null);
}

/** What is undefined is left out: unknown. Texts are composed as those of the files are, so that é is é. */
export function known(fields: MaybeFields): Fields {
  const entries = Object.entries(fields).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, composed(value)]));
}

function composed(value: Value): Value {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return (value as readonly Value[]).map(composed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, composed(inner)]));
}
