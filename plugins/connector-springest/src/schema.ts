import { z } from 'zod';

/** The labels an approver may have, letter by letter (Springest help article "Importing users by API", 18 Oct 2023). */
export const approverLabels = ['Manager', 'Non-approving manager', 'Higher manager'] as const;

/** An approver as a mapping in rollcall.yaml gives it. */
export const approver = z.strictObject({
  email: z.string().trim().min(1),
  label: z.enum(approverLabels),
  can_approve: z.boolean().optional(),
});

/** A day that exists, yyyy-mm-dd. */
export const date = z.iso.date();

/** A text in the article, a number in no example so far: both are taken, kept as text. */
const id = z.union([z.string().min(1), z.number().int()]).transform(String);

export const learningTrackStatuses = [
  'not_compliant',
  'expiring_soon',
  'uncompleted',
  'completed',
  'no_tracks_assigned',
] as const;

/**
 * What `GET /users.json` gives of one person: five fields, nothing more and nothing less. One who has no address, or no
 * status, is no reason to leave everybody unread.
 */
export const foundPerson = z.strictObject({
  id,
  external_id: z.union([z.string(), z.number().int().transform(String)]),
  user_email: z.string().nullable(),
  active: z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]),
  learning_track_status: z.enum(learningTrackStatuses).nullable(),
});
export type FoundPerson = z.infer<typeof foundPerson>;

/** The reply to a write. Loose, because only the id is described; the write itself is done when this arrives. */
export const writtenPerson = z.looseObject({ id });

const messages = z.union([z.string(), z.array(z.string())]);

/** An error body: one text for the call, or texts by field. */
export const refusal = z.looseObject({ error: z.union([z.string(), z.record(z.string(), messages)]) });
