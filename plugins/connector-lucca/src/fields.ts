import type { FieldDeclaration } from '../../../src/contract/index.ts';

/**
 * Lucca's words for a gender. One that is not told is nothing, so that it is neither compared nor sent.
 */
const luccaGender =
  'gender == "female" ? "Female" : gender == "male" ? "Male" : gender == "diverse" ? "Misc" : dyn(null)';

const trimmed = ['trim', 'empty-is-null'] as const;

/** Numbers of the contract that its type may make mandatory, by their name in Lucca (fact sheet §5). */
export const contractNumbers = [
  'renewedTrialPeriodDays',
  'hiringTypeId',
  'temporaryContractGroundId',
  'spcId',
] as const;

/** Every field of a person, lengths as the newest API gives them (fact sheet §6), in the order in which it is sent. */
export const employeeFields: readonly FieldDeclaration[] = [
  { name: 'employeeNumber', type: 'text', class: 'open', from: 'id', required: true, maxLength: 50, normal: trimmed },
  { ...personal('firstName', 'first_name'), required: true, maxLength: 255 },
  { ...personal('lastName', 'last_name'), required: true, maxLength: 255 },
  { ...personal('mail', 'email'), required: true, normal: ['trim', 'lowercase', 'empty-is-null'] },
  // Nobody's login is changed behind their back: it is how they sign in.
  { ...personal('login', 'email'), writable: 'create', blank: 'keep', normal: ['trim', 'lowercase', 'empty-is-null'] },
  { ...date('dtContractStart', 'open', 'start_date'), required: true },
  date('dtContractEnd', 'open', 'end_date'),
  unit('establishment', 'establishment'),
  // Only to find the establishment of a newcomer, and to see that the two go together.
  { ...unit('legalUnit', 'legal_entity'), writable: 'never' },
  unit('department', 'department'),
  {
    name: 'manager',
    type: 'text',
    class: 'open',
    from: 'manager_id',
    reference: { kind: 'employees', by: '@remote' },
  },
  { ...personal('managerEmail', 'manager_email'), writable: 'create', readable: false },
  unit('role'),
  { name: 'secondaryRoles', type: 'list', class: 'open', normal: ['trim', 'lowercase', 'set'] },
  unit('culture'),
  unit('contractType', 'contract_type'),
  { name: 'trialPeriodDays', type: 'number', class: 'open', from: 'trial_period_days' },
  // What a type of contract may ask for.
  ...contractNumbers.map((name) => ({ name, type: 'number', class: 'open' }) as const),
  { name: 'terminationReasonId', type: 'number', class: 'open', readable: false },
  { name: 'jobTitle', type: 'text', class: 'open', from: 'job_title', normal: trimmed },
  date('birthDate', 'personal', 'birth_date'),
  { ...personal('gender', luccaGender), options: ['Female', 'Male', 'Misc'] },
  { ...personal('nationality', 'nationality'), normal: ['trim', 'lowercase', 'empty-is-null'] },
  personal('personalMobile', 'phone'),
  personal('professionalMobile'),
  personal('directLine'),
  personal('personalEmail'),
  personal('address'),
  { name: 'cspId', type: 'number', class: 'open', readable: false },
  { name: 'calendarId', type: 'number', class: 'open' },
  // Written and never read back, so that they do not travel once more than they must.
  secret('socialSecurityNumber', 'social_security_number'),
  secret('bankName'),
  secret('iban'),
  secret('bic'),
  // Looked at for the DPAE only. To have them in Lucca, map them to its custom fields.
  checked('birthName', 'personal', 'birth_name'),
  checked('birthPlace', 'personal', 'birth_place'),
  checked('birthDepartment', 'personal', 'birth_department'),
  checked('birthCountry', 'personal', 'birth_country'),
  checked('country', 'open', 'country'),
  checked('startTime', 'open', 'start_time'),
];

/** Fields of a person that stand in the work contract. */
export const contractFields: readonly string[] = [
  'dtContractStart',
  'dtContractEnd',
  'establishment',
  'contractType',
  'trialPeriodDays',
  ...contractNumbers,
  'terminationReasonId',
];

/** Those of them that the creation of a person does not set: a call of its own does. */
export const laterContractFields: readonly string[] = [
  'contractType',
  'trialPeriodDays',
  ...contractNumbers,
  'terminationReasonId',
];

/** Fields that stand in the user itself and are changed there. */
export const userFields: readonly string[] = employeeFields
  .filter(({ name, writable = 'always' }) => writable === 'always' && !contractFields.includes(name))
  .map((field) => field.name);

/** Fields that Lucca never holds empty: what is empty of them is left out rather than sent (fact sheet §4). */
export const neverEmpty: readonly string[] = employeeFields
  .filter((field) => field.required || field.blank === 'keep')
  .map((field) => field.name);

/** A field of the tenant's own: `e_` with its code, or the section of an analysis axis (fact sheet §4). */
export const ownField = /^(e_\w+|userAxisValues_\d+)$/;

function personal(name: string, from?: string): FieldDeclaration {
  return { name, type: 'text', class: 'personal', normal: trimmed, ...(from !== undefined && { from }) };
}

function secret(name: string, from?: string): FieldDeclaration {
  return { name, type: 'text', class: 'secret', normal: trimmed, readable: false, ...(from !== undefined && { from }) };
}

/** Named in the files by name, code or number, compared without regard to letter case, and never empty in Lucca. */
function unit(name: string, from?: string): FieldDeclaration {
  const normal = ['trim', 'lowercase', 'empty-is-null'] as const;
  return { name, type: 'text', class: 'open', normal, blank: 'keep', ...(from !== undefined && { from }) };
}

function date(name: string, fieldClass: 'open' | 'personal', from: string): FieldDeclaration {
  return { name, type: 'date', class: fieldClass, from, normal: ['empty-is-null'] };
}

function checked(name: string, fieldClass: 'open' | 'personal', from: string): FieldDeclaration {
  return { name, type: 'text', class: fieldClass, from, writable: 'never', readable: false };
}
