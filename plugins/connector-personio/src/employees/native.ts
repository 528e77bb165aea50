import type { Finding, Value, WriteChange } from '../../../../src/contract/index.ts';
import { recordError } from '../records/finding.ts';
import { type Names, resolveName } from '../records/names.ts';
import { isListType, toNativeAttribute } from './attribute-values.ts';
import { toCostCenterIds, toCostCenters } from './cost-centers.ts';
import type { Attributes, Directory } from './directory.ts';
import { employeeFields } from './fields.ts';
import type { Employment } from './schema.ts';

/** What is sent, and why some of it cannot be. An error among the findings means: do not send. */
export interface Native {
  readonly body: Readonly<Record<string, Value>>;
  readonly findings: readonly Finding[];
}

type Trouble = Pick<Finding, 'code' | 'who' | 'message' | 'next'>;

const declared = new Set(employeeFields.map(({ name }) => name));
const personFieldNames = ['email', 'first_name', 'last_name', 'preferred_name', 'gender', 'language_code'] as const;

/** The named fields of a person; the rest are custom attributes, by id or label. */
export function toPerson(change: WriteChange, names: readonly string[], attributes: Attributes): Native {
  const body: Record<string, Value> = {};
  const findings: Finding[] = [];
  for (const name of personFieldNames) {
    const value = change.fields[name];
    if (!names.includes(name) || value === undefined) continue;
    if (name === 'language_code' && !value) findings.push(recordError(noLanguage, { ...change, field: name }));
    else body[name] = value;
  }
  const custom: Value[] = [];
  for (const name of names.filter((one) => !declared.has(one))) {
    const value = change.fields[name];
    if (value === undefined) continue;
    const found = toAttribute(name, value, attributes);
    if ('trouble' in found) findings.push(recordError(found.trouble, { ...change, field: name }));
    else custom.push(found.attribute);
  }
  if (custom.length > 0) body.custom_attributes = custom;
  return { body, findings };
}

/** One custom attribute as it is sent, or why it cannot be. */
export function toAttribute(
  name: string,
  value: Value,
  attributes: Attributes,
): { readonly attribute: { readonly id: string; readonly value: Value } } | { readonly trouble: Trouble } {
  const [attribute, ...others] = attributes.find(name);
  if (!attribute) return { trouble: attributes.refused ? unlisted(name, attributes.refused) : unreadable(name) };
  if (others.length > 0) return { trouble: ambiguous(name) };
  const native = toNativeAttribute(value);
  const options = attribute.options ?? [];
  const isList = isListType(attribute.type);
  if (native === undefined || (isList && value !== null && !Array.isArray(native))) {
    return { trouble: wrongForm(name, isList) };
  }
  const unknown = [native].flat().some((item) => item !== '' && options.length > 0 && !options.includes(item));
  if (unknown) return { trouble: notAnOption(name) };
  return { attribute: { id: attribute.key, value: isList && native === '' ? [] : native } };
}

/** The three that go along with every change of an employment (fact sheet §5b). */
export interface Standing {
  readonly status: string;
  readonly employment_start_date: string;
  readonly type: string;
}

/** The named fields of an employment. `current` is what stands there, for lists that are replaced as a whole. */
export function toEmployment(
  change: WriteChange,
  names: readonly string[],
  around: { readonly directory: Directory; readonly current: Employment | undefined; readonly standing: Standing },
): Native {
  const { directory, current, standing } = around;
  const body: Record<string, Value> = { ...standing };
  const findings: Finding[] = [];
  const has = (name: string): boolean => names.includes(name) && change.fields[name] !== undefined;
  const complain = (trouble: Trouble, field: string): void => {
    findings.push(recordError(trouble, { ...change, field }));
  };

  if (has('position')) body.position = change.fields.position === null ? null : { title: textOf(change, 'position') };
  if (has('supervisor')) body.supervisor = referenceTo(change.fields.supervisor);
  for (const name of plainFields) {
    const value = change.fields[name];
    if (has(name) && value !== undefined) body[name] = value;
  }
  for (const [name, wire, namesOf] of singleReferences) {
    const id = chosenId(name, namesOf(directory));
    if (id !== undefined) body[wire] = referenceTo(id);
  }
  const department = chosenId('department', directory.departments);
  const team = chosenId('team', directory.teams);
  if (department !== undefined || team !== undefined) {
    body.org_units = orgUnits(current, { department, team });
  }
  if (has('cost_center_ids')) {
    const centers = toCostCenterIds(change.fields.cost_center_ids);
    if ('trouble' in centers) complain(centers.trouble, 'cost_center_ids');
    else body.cost_centers = centers.items;
  } else if (has('cost_centers')) {
    const centers = toCostCenters(change.fields.cost_centers, directory.costCenters);
    if ('trouble' in centers) complain(centers.trouble, 'cost_centers');
    else body.cost_centers = centers.items;
  }
  return { body, findings };

  /** By id where that is mapped, else by name; undefined when neither is to be changed. */
  function chosenId(name: string, known: Names): string | null | undefined {
    const idField = `${name}_id`;
    if (has(idField)) return change.fields[idField] === null ? null : textOf(change, idField);
    if (!has(name)) return undefined;
    if (change.fields[name] === null || change.fields[name] === '') return null;
    const found = resolveName(known, textOf(change, name), { what: name, idField });
    if (!found.trouble) return found.id;
    complain(found.trouble, name);
    return undefined;
  }
}

/** Fields that are sent as they are. */
const plainFields = [
  'weekly_working_hours',
  'full_time_weekly_working_hours',
  'contract_end_date',
  'probation_end_date',
  'probation_period_length',
] as const;

const singleReferences: readonly (readonly [string, string, (directory: Directory) => Names])[] = [
  ['office', 'office', ({ offices }) => offices],
  ['legal_entity', 'legal_entity', ({ legalEntities }) => legalEntities],
];

/** Departments and teams share one list that is replaced as a whole: what is not to be changed goes along as it is. */
function orgUnits(
  current: Employment | undefined,
  wanted: { readonly department: string | null | undefined; readonly team: string | null | undefined },
): Value {
  const standing = (current?.org_units ?? []).map(({ type, id }) => ({ type, id }));
  const kept = standing.filter(({ type }) =>
    type === 'department' ? wanted.department === undefined : type === 'team' ? wanted.team === undefined : true,
  );
  const added = (['department', 'team'] as const).flatMap((type) => {
    const id = wanted[type];
    return id ? [{ type, id }] : [];
  });
  return [...kept, ...added];
}

function referenceTo(id: Value | undefined): Value {
  return id === null || id === undefined || id === '' ? null : { id: String(id) };
}

function textOf(change: WriteChange, name: string): string {
  return String(change.fields[name] ?? '');
}

const noLanguage: Trouble = {
  code: 'cannot-clear',
  who: 'data',
  message: 'Personio cannot take the language of a person away.',
  next: 'Fill in a language, or drop language_code with ~ under "fields".',
};

function unreadable(name: string): Trouble {
  return {
    code: 'attribute-unknown',
    who: 'config',
    message: `Personio shows this credential no attribute "${name}", by id or by label.`,
    next: 'Correct the name under "fields" (capitals count), or tick it under "Readable employee attributes" on the credential.',
  };
}

function unlisted(name: string, refused: Finding): Trouble {
  return {
    code: 'attribute-unknown',
    who: refused.who,
    message: `The attribute "${name}" cannot be looked up: ${refused.message}`,
    next: refused.next,
  };
}

function ambiguous(name: string): Trouble {
  return {
    code: 'attribute-ambiguous',
    who: 'config',
    message: `Personio has several attributes with the label "${name}".`,
    next: 'Name it by its id (dynamic_…) under "fields"; GET /v1/company/employees/attributes lists them.',
  };
}

function wrongForm(name: string, isList: boolean): Trouble {
  return {
    code: 'bad-mapping',
    who: 'config',
    message: `The mapping of the attribute "${name}" does not give ${isList ? 'a list of texts' : 'a text'}.`,
    next: `Correct it in rollcall.yaml${isList ? ', for example [column]' : ''}.`,
  };
}

function notAnOption(name: string): Trouble {
  return {
    code: 'option-unknown',
    who: 'data',
    message: `The attribute "${name}" does not have this option in Personio.`,
    next: 'Correct the cell (capitals count), translate it under "values" in rollcall.yaml, or add the option in Personio.',
  };
}
