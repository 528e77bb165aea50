import { z } from 'zod';

/** A team's id is written as a text by some clients and as a number by others; both are read as text. */
const id = z.union([z.string().min(1), z.number()]).transform(String);

/** A person as GET /users gives one. `fistName` is the vendor's spelling; some replies carry the right one too. */
export const listedUserSchema = z.strictObject({
  email: z.string().min(1),
  fistName: z.string().nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  userName: z.string().nullish(),
  jobTitle: z.string().nullish(),
  isGroupManager: z.boolean(),
  isCompanyManager: z.boolean(),
  isAdmin: z.boolean(),
  managedGroups: z.array(id),
  memberGroups: z.array(id),
});
export type ListedUser = z.infer<typeof listedUserSchema>;

export const listedGroupSchema = z.strictObject({
  id,
  name: z.string().min(1),
  userCount: z.int().nonnegative(),
  managerCount: z.int().nonnegative(),
});
export type ListedGroup = z.infer<typeof listedGroupSchema>;

export const userListSchema = z.strictObject({ userCount: z.int().nonnegative(), users: z.array(listedUserSchema) });
export const groupListSchema = z.strictObject({
  groupCount: z.int().nonnegative(),
  groups: z.array(listedGroupSchema),
});
export const groupSchema = z.strictObject({ ...listedGroupSchema.shape, users: z.array(listedUserSchema) });

/** One team in one week. A metric without enough answers has no value. */
export const weeklyReportSchema = z.strictObject({
  groupName: z.string(),
  date: z.string(),
  metricsValues: z.array(z.strictObject({ id, displayName: z.string(), value: z.number().nullable() })),
});
export type WeeklyReport = z.infer<typeof weeklyReportSchema>;
export const engagementSchema = z.strictObject({ weeklyReports: z.array(weeklyReportSchema) });

/** The vendor publishes nothing about it: taken to be counted as its other lists are, items in any form [assumed]. */
export const feedbackSchema = z.strictObject({ feedbackCount: z.int().nonnegative(), feedbacks: z.array(z.unknown()) });

/** Around every reply but that of POST /sync; success is HTTP 200 *and* `isSuccess`. */
export const envelopeSchema = z.strictObject({
  isSuccess: z.boolean(),
  errorMessage: z.string().nullish(),
  data: z.unknown().optional(),
});

/** Reply to POST /sync. A call refused before its body is looked at may carry `errorMessage` like the others. */
export const syncReplySchema = z.strictObject({
  isSuccess: z.boolean(),
  errors: z.array(z.string()).nullish(),
  errorMessage: z.string().nullish(),
  data: z.unknown().optional(),
});

/** Body of POST /sync, as we send it. Types, not interfaces: only those are plain values to the compiler. */
export type SyncBody = {
  readonly settings: Readonly<Record<string, string | boolean>>;
  readonly users: readonly SyncUser[];
  readonly groups: readonly SyncGroup[];
  readonly mappings: readonly SyncMapping[];
};

/** Further names are properties, by their display names. */
export type SyncUser = { readonly id: string; readonly email: string; readonly [field: string]: string };

export type SyncGroup = { readonly id: string; readonly name: string };

/** Either a sub-team (`subGroupId`) or a person (`userId`) of a team; the other one is an empty text. */
export type SyncMapping = {
  readonly groupId: string;
  readonly userId: string;
  readonly subGroupId: string;
  readonly isMember: boolean;
  readonly isManager: boolean;
};
