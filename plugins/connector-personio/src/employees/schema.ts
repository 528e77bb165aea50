import { z } from 'zod';
import { id, reference } from '../api/schema.ts';

const text = z.string().nullish();
// A number in v2 and a text in v1.
const hours = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .transform(Number),
  ])
  .nullish();

export const personAttribute = z.looseObject({
  id: z.string().min(1),
  // Arrives in small letters although the enumeration is in capitals (fact sheet §5b).
  type: z.string().nullish(),
  label: text,
  // Numbers and booleans come as such, although the specification knows texts and lists only (fact sheet §5b); a form that
  // nobody has seen leaves this one attribute unknown, and the person readable.
  value: z.unknown(),
});
export type PersonAttribute = z.infer<typeof personAttribute>;

/** A person of v2. What the credential may not read is absent. */
export const person = z.looseObject({
  id,
  email: text,
  first_name: text,
  last_name: text,
  preferred_name: text,
  gender: text,
  status: text,
  custom_attributes: z.array(personAttribute).nullish(),
  employments: z.array(z.looseObject({ id })).nullish(),
});
export type Person = z.infer<typeof person>;

/** An employment of v2. What the credential may not read is absent. */
export const employment = z.looseObject({
  id,
  status: text,
  type: text,
  position: z.looseObject({ title: text }).nullish(),
  weekly_working_hours: hours,
  full_time_weekly_working_hours: hours,
  employment_start_date: text,
  employment_end_date: text,
  contract_end_date: text,
  probation_end_date: text,
  supervisor: reference,
  office: reference,
  legal_entity: reference,
  org_units: z.array(z.looseObject({ type: z.string(), id })).nullish(),
  cost_centers: z.array(z.looseObject({ id, weight: z.number().nullish() })).nullish(),
  termination: z
    .looseObject({
      termination_date: text,
      // The specification says last_working_day, its sample last_working_date.
      last_working_day: text,
      last_working_date: text,
      type: text,
      reason: text,
    })
    .nullish(),
});
export type Employment = z.infer<typeof employment>;

/** An attribute that the credential may read, as v1 lists them. */
export const attribute = z.looseObject({
  key: z.string().min(1),
  label: z.string(),
  type: z.string().nullish(),
  universal_id: text,
  options: z.array(z.union([z.string(), z.number()]).transform(String)).nullish(),
});
export type Attribute = z.infer<typeof attribute>;

const named = z.looseObject({ attributes: z.looseObject({ id, name: z.string() }) });
/** An empty object of v1 may be a text, a list or null (fact sheet §5a); any other form has no name to give. */
const maybeNamed = z
  .union([named, z.literal(''), z.array(z.unknown()).length(0), z.null()])
  .transform((one) => (one !== null && typeof one === 'object' && 'attributes' in one ? one.attributes : undefined))
  .catch(undefined);
const wrapped = z.looseObject({ value: maybeNamed }).nullish().catch(undefined);

/** What is taken of an employee of v1: the names behind the ids of v2. */
export const namedEmployee = z.looseObject({
  attributes: z.looseObject({
    office: wrapped,
    department: wrapped,
    team: wrapped,
    cost_centers: z
      .looseObject({ value: z.union([z.array(named), z.literal(''), z.null()]) })
      .nullish()
      .transform((one) => (Array.isArray(one?.value) ? one.value.map(({ attributes }) => attributes) : []))
      .catch([]),
  }),
});
export type NamedEmployee = z.infer<typeof namedEmployee>;

/** A legal entity of v2. */
export const legalEntity = z.looseObject({ id, name: z.string() });
