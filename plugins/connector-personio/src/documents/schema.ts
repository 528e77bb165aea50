import { z } from 'zod';
import { id, reference } from '../api/schema.ts';

/** A document of v2; its content is not part of it (fact sheet §8). */
export const document = z.looseObject({
  id,
  name: z.string().nullish(),
  date: z.string().nullish(),
  comment: z.string().nullish(),
  category: reference,
  owner: z.looseObject({ id }),
  size: z.number().nullish(),
});
export type PersonioDocument = z.infer<typeof document>;

/** A category of v1: there is no list of them in v2. */
export const category = z
  .looseObject({ id, attributes: z.looseObject({ name: z.string() }) })
  .transform((one) => ({ id: one.id, name: one.attributes.name }));
