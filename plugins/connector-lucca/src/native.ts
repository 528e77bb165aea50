import type { Finding, Value, WriteChange } from '../../../src/contract/index.ts';
import { genders } from './assumptions.ts';
import { contractFields, laterContractFields, neverEmpty, ownField } from './fields.ts';
import { plainProperties } from './properties.ts';
import type { Settings } from './settings.ts';
import { cultureUnits, resolveUnit, type Unit } from './structure.ts';
import { unitTrouble } from './troubles.ts';

/** Lists that a change may need to turn names into numbers. */
export interface Lists {
  readonly establishments: readonly Unit[];
  readonly departments: readonly Unit[];
  readonly roles: readonly Unit[];
}

/** One change as Lucca takes it. An error among the findings means: do not send. */
export interface NativeChange {
  /** For the user itself. Empty: nothing to send. */
  readonly user: Readonly<Record<string, Value>>;
  /** For the work contract. Empty: nothing to send. */
  readonly contract: Readonly<Record<string, Value>>;
  readonly findings: readonly Finding[];
}

/**
 * A change in Lucca's words. A creation carries everything that is not empty; any other change what differs, since an
 * update of Lucca touches only what it is sent. Whatever stands in the contract is changed there (fact sheet §4).
 */
export function toNative(change: WriteChange, settings: Settings, lists: Lists): NativeChange {
  const isNew = change.op === 'create';
  const user: Record<string, Value> = {};
  const contract: Record<string, Value> = {};
  const findings: Finding[] = [];
  for (const [field, value] of Object.entries(change.fields)) {
    if (!isNew && !change.changed.includes(field)) continue;
    // An empty manager is said out loud: left out, the head of the department would be taken (fact sheet §4).
    const isLeftOut = neverEmpty.includes(field) || (isNew && field !== 'manager');
    if (isEmpty(value) && isLeftOut) continue;
    const native = toProperty(field, value, settings, lists);
    if ('finding' in native) findings.push({ ...native.finding, kind: change.kind, key: change.key, field });
    else if (native.property === undefined) continue;
    else if (isInContract(field, isNew)) contract[contractName(native.property)] = inContract(native.value);
    else user[native.property] = native.value;
  }
  return { user, contract, findings };
}

/** A newcomer's dates and establishment make their first contract; the rest of it is set right after. */
function isInContract(field: string, isNew: boolean): boolean {
  if (!contractFields.includes(field)) return false;
  return !isNew || laterContractFields.includes(field);
}

/** The contract's own names for what the user shows of it (fact sheet §4 and §5). */
function contractName(property: string): string {
  const names: Readonly<Record<string, string>> = {
    dtContractStart: 'startsOn',
    dtContractEnd: 'endsOn',
    legalEntityId: 'establishmentId',
  };
  return names[property] ?? property;
}

/** Contracts have days without a midnight. */
function inContract(value: Value): Value {
  return typeof value === 'string' ? value.slice(0, 10) : value;
}

type Property =
  | { readonly property: string; readonly value: Value }
  | { readonly property: undefined }
  | { readonly finding: Pick<Finding, 'code' | 'severity' | 'scope' | 'who' | 'message' | 'next'> };

const nothing: Property = { property: undefined };

function toProperty(field: string, value: Value, settings: Settings, lists: Lists): Property {
  const plain = plainProperties[field];
  switch (field) {
    case 'employeeNumber':
      return settings.keepsKey ? { property: 'employeeNumber', value } : nothing;
    case 'dtContractStart':
    case 'dtContractEnd':
    case 'birthDate':
      return { property: field, value: typeof value === 'string' ? `${value}T00:00:00` : null };
    case 'establishment':
      return toUnit('legalEntityId', field, value, lists.establishments, settings.establishmentBy);
    case 'department':
      return toUnit('departmentId', field, value, lists.departments, settings.departmentBy);
    case 'role':
      return toUnit('rolePrincipalId', field, value, lists.roles, 'name');
    case 'culture':
      return toUnit('cultureID', field, value, cultureUnits, 'name');
    case 'secondaryRoles':
      return toRoles(value, lists.roles);
    case 'manager':
      return { property: 'managerId', value: value === null ? null : Number(value) };
    case 'contractType':
      return toContractType(String(value), settings);
    case 'trialPeriodDays':
    case 'renewedTrialPeriodDays':
    case 'hiringTypeId':
    case 'temporaryContractGroundId':
    case 'spcId':
    case 'terminationReasonId':
    case 'cspId':
    case 'calendarId':
      return { property: field, value: isEmpty(value) ? null : Number(value) };
    case 'gender':
      return { property: 'gender', value: isEmpty(value) ? genders.none : value };
    case 'nationality':
      return { property: 'nationalityId', value: typeof value === 'string' ? value.trim().toUpperCase() : null };
    case 'socialSecurityNumber':
      return { property: settings.socialSecurityProperty, value: isEmpty(value) ? null : value };
    case 'bankName':
    case 'iban':
    case 'bic':
      return { property: field, value: isEmpty(value) ? null : value };
    default:
      break;
  }
  if (plain !== undefined) return { property: plain, value: isEmpty(value) ? null : value };
  return ownField.test(field) ? toOwnField(field, value) : nothing;
}

function toUnit(
  property: string,
  field: string,
  value: Value,
  units: readonly Unit[],
  by: Settings['departmentBy'],
): Property {
  const found = resolveUnit(units, String(value), by);
  return 'unit' in found
    ? { property, value: Number(found.unit.id) }
    : { finding: unitTrouble(field, found.trouble, by) };
}

/** Secondary roles are sent as a list of their numbers, which replaces the one there (fact sheet §4). */
function toRoles(value: Value, roles: readonly Unit[]): Property {
  const numbers: Value[] = [];
  for (const name of Array.isArray(value) ? (value as readonly Value[]) : []) {
    const found = resolveUnit(roles, String(name), 'name');
    if ('trouble' in found) return { finding: unitTrouble('secondaryRoles', found.trouble, 'name') };
    numbers.push({ id: Number(found.unit.id) });
  }
  return { property: 'habilitedRoles', value: numbers };
}

function toContractType(text: string, settings: Settings): Property {
  const wanted = text.trim().toLowerCase();
  for (const [name, id] of settings.contractTypes) {
    if (name.toLowerCase() === wanted) return { property: 'typeId', value: id };
  }
  if (/^\d+$/.test(wanted)) return { property: 'typeId', value: Number(wanted) };
  return {
    finding: {
      code: 'lucca-contract-type-unknown',
      severity: 'error',
      scope: 'record',
      who: 'config',
      message: 'The contract type has no number in Lucca: contract_types does not name it.',
      next: 'Add it to contract_types under "with" in rollcall.yaml; the numbers stand in the settings of the HR file.',
    },
  };
}

/** Custom fields go as they are, analysis axes as the number of their section (fact sheet §4). */
function toOwnField(field: string, value: Value): Property {
  if (!field.startsWith('userAxisValues_')) return { property: field, value: isEmpty(value) ? null : value };
  return { property: field, value: isEmpty(value) ? null : { id: Number(value) } };
}

function isEmpty(value: Value): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
