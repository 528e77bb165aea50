import { z } from 'zod';

/**
 * A person as POST /users/search gives one. Three fields are known from a script in use; the others may come, as in SCIM,
 * and more that nobody wrote down: those are let pass unread.
 */
export const foundUserSchema = z.looseObject({
  id: z.string().min(1),
  active: z.boolean(),
  emails: z.array(z.looseObject({ value: z.string().min(1) })).min(1),
  externalId: z.string().min(1).nullish(),
  name: z.looseObject({ givenName: z.string().nullish(), familyName: z.string().nullish() }).nullish(),
  title: z.string().nullish(),
});
export type FoundUser = z.infer<typeof foundUserSchema>;

const token = z.string().nullish();

/** The list stands under `value` or under `users` [third party]. */
export const userPageSchema = z
  .looseObject({
    value: z.array(foundUserSchema).optional(),
    users: z.array(foundUserSchema).optional(),
    continuationToken: token,
    metadata: z.looseObject({ continuationToken: token }).nullish(),
  })
  .refine((page) => (page.value === undefined) !== (page.users === undefined))
  .transform((page) => ({
    users: page.value ?? page.users ?? [],
    token: page.continuationToken ?? page.metadata?.continuationToken ?? undefined,
  }));

/** Reply to a push: what is to be done later. */
export const jobSchema = z.looseObject({
  jobId: z.union([z.string(), z.number()]).transform(String),
  status: z.enum(['scheduled', 'processing', 'completed', 'failed']),
  scheduledAt: z.string().nullish(),
});
export type Job = z.infer<typeof jobSchema>;

/** A page of an export: items in any form. */
export const exportPageSchema = z.looseObject({
  data: z.array(z.unknown()),
  metadata: z.looseObject({ continuationToken: token }).nullish(),
});

export const refusalSchema = z.looseObject({
  error: z.looseObject({ code: z.string().nullish(), message: z.string().nullish() }),
});

/** Body of a push, as we send it. Types, not interfaces: only those are plain values to the compiler. */
export type ProvisioningBody = {
  readonly members: readonly Member[];
  readonly teams: readonly Team[];
  readonly teamMappings: readonly TeamMapping[];
};

/** Further names are properties, by their display names. */
export type Member = { readonly externalMemberId: string; readonly email: string; readonly [field: string]: string };

export type Team = { readonly externalTeamId: string; readonly teamName: string };

/** Either a sub-team or a person of a team; the other one is an empty text. */
export type TeamMapping = {
  readonly externalTeamId: string;
  readonly externalMemberId: string;
  readonly externalSubteamId: string;
  readonly isMember: boolean;
  readonly isManager: boolean;
};
