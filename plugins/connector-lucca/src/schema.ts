import { z } from 'zod';

const id = z.union([z.number().int(), z.string().min(1)]).transform(String);

/** A reference of the older API. Lucca adds an address and sometimes more; only these two count. */
const named = z.looseObject({ id, name: z.string().nullish() });

/** A day, which the older API writes with a midnight that means nothing (fact sheet §3). */
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T00:00:00(\.0+)?Z?)?$/)
  .transform((text) => text.slice(0, 10));

const text = z.string().nullish();

/**
 * A user as the older API gives it. Only what was asked for comes, and of that only what the key may read: whatever is not
 * there is unknown. The types of what is there are strict.
 */
export const foundUser = z.looseObject({
  id,
  firstName: text,
  lastName: text,
  mail: text,
  login: text,
  employeeNumber: text,
  dtContractStart: day.nullish(),
  dtContractEnd: day.nullish(),
  birthDate: day.nullish(),
  legalEntity: named.nullish(),
  department: named.nullish(),
  manager: named.nullish(),
  rolePrincipal: named.nullish(),
  habilitedRoles: z.array(named).nullish(),
  culture: named.nullish(),
  calendar: named.nullish(),
  jobTitle: text,
  gender: text,
  nationalityId: text,
  personalMobile: text,
  professionalMobile: text,
  directLine: text,
  personalEmail: text,
  address: text,
  extendedData: z.record(z.string(), z.unknown()).nullish(),
});
export type FoundUser = z.infer<typeof foundUser>;

/** A page of the older API. `count` is there where `collection.count` was among the fields. */
export const userPage = z.looseObject({
  data: z.looseObject({ items: z.array(foundUser), count: z.number().int().nonnegative().optional() }),
});

/** A page of names of the older API: roles. */
export const namedPage = z.looseObject({ data: z.looseObject({ items: z.array(named) }) });

/** The answer to a write of a user. Only the id counts; the write is done when it arrives. */
export const writtenUser = z.looseObject({ data: z.looseObject({ id }) });

/** A work contract of the newer API. */
export const foundContract = z.looseObject({
  id,
  ownerId: id,
  typeId: z.number().int(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date().nullable(),
  establishmentId: z.number().int().nullish(),
  trialPeriodDays: z.number().int().nullish(),
  renewedTrialPeriodDays: z.number().int().nullish(),
  hiringTypeId: z.number().int().nullish(),
  temporaryContractGroundId: z.number().int().nullish(),
  spcId: z.number().int().nullish(),
  isApplicable: z.boolean().nullish(),
});
export type FoundContract = z.infer<typeof foundContract>;

const address = z.looseObject({ street: text, zipCode: text, city: text });

export const foundLegalUnit = z.looseObject({
  id,
  name: z.string(),
  code: text,
  country: z.looseObject({ code: text }).nullish(),
  legalIdentificationNumber: text,
  activityCode: text,
  headquartersId: id.nullish(),
  isArchived: z.boolean().nullish(),
});
export type FoundLegalUnit = z.infer<typeof foundLegalUnit>;

export const foundEstablishment = z.looseObject({
  id,
  name: z.string(),
  code: text,
  legalUnitId: id.nullish(),
  legalIdentificationNumber: text,
  activityCode: text,
  address: address.nullish(),
  isArchived: z.boolean().nullish(),
});
export type FoundEstablishment = z.infer<typeof foundEstablishment>;

export const foundDepartment = z.looseObject({
  id,
  name: z.string(),
  code: text,
  isActive: z.boolean().nullish(),
});
export type FoundDepartment = z.infer<typeof foundDepartment>;

/** A page of the newer API; `next` leads on and is null on the last one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.looseObject({
    items: z.array(item),
    next: z.union([z.string(), z.number().transform(String)]).nullish(),
    count: z.number().int().nonnegative().nullish(),
  });
}

/** A refusal of either API: `Message` or `message` of the older one, title and errors by field of the newer. */
export const refusal = z.looseObject({
  Message: z.string().optional(),
  message: z.string().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  errors: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
});
