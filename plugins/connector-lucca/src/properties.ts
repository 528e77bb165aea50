import { contractNumbers } from './fields.ts';

/** Our field → the property that Lucca's older API takes and gives, where it is the same text both ways (fact sheet §4). */
export const plainProperties: Readonly<Record<string, string>> = {
  firstName: 'firstName',
  lastName: 'lastName',
  mail: 'mail',
  login: 'login',
  jobTitle: 'jobTitle',
  nationality: 'nationalityId',
  gender: 'gender',
  personalMobile: 'personalMobile',
  professionalMobile: 'professionalMobile',
  directLine: 'directLine',
  personalEmail: 'personalEmail',
  address: 'address',
};

/** Our field → what to ask for when users are read. */
export const askedFields: Readonly<Record<string, string>> = {
  ...plainProperties,
  employeeNumber: 'employeeNumber',
  dtContractStart: 'dtContractStart',
  dtContractEnd: 'dtContractEnd',
  birthDate: 'birthDate',
  establishment: 'legalEntity[id,name]',
  department: 'department[id,name]',
  manager: 'manager[id,name]',
  role: 'rolePrincipal[id,name]',
  secondaryRoles: 'habilitedRoles[id,name]',
  culture: 'culture[id,name]',
  calendarId: 'calendar[id,name]',
  extendedData: 'extendedData',
};

/** Property that a refusal may name, in lower case → our field. Lucca's documents mix the case (fact sheet §3). */
export const fieldsByProperty: ReadonlyMap<string, string> = new Map(
  [
    ...Object.entries(plainProperties).map(([field, property]) => [property, field] as const),
    ['employeeNumber', 'employeeNumber'] as const,
    ['dtContractStart', 'dtContractStart'] as const,
    ['startsOn', 'dtContractStart'] as const,
    ['dtContractEnd', 'dtContractEnd'] as const,
    ['endsOn', 'dtContractEnd'] as const,
    ['birthDate', 'birthDate'] as const,
    ['legalEntityId', 'establishment'] as const,
    ['legalEntity', 'establishment'] as const,
    ['establishmentId', 'establishment'] as const,
    ['departmentId', 'department'] as const,
    ['department', 'department'] as const,
    ['managerId', 'manager'] as const,
    ['manager', 'manager'] as const,
    ['rolePrincipalId', 'role'] as const,
    ['rolePrincipal', 'role'] as const,
    ['habilitedRoles', 'secondaryRoles'] as const,
    ['cultureID', 'culture'] as const,
    ['calendarId', 'calendarId'] as const,
    ['cspId', 'cspId'] as const,
    ['typeId', 'contractType'] as const,
    ['trialPeriodDays', 'trialPeriodDays'] as const,
    ...contractNumbers.map((name) => [name, name] as const),
    ['terminationReasonId', 'terminationReasonId'] as const,
  ].map(([property, field]) => [property.toLowerCase(), field]),
);
