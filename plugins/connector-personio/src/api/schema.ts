import { z } from 'zod';

// Nothing in the specifications of v2 is marked required, and Personio adds properties without a new version: objects are
// open, what is relied on is checked, and what is absent stays unknown.

/** Ids come as texts in v2 and as numbers in v1; the long ones have been kept as texts by `parseJson`. */
export const id = z.union([z.string().min(1), z.number().int()]).transform(String);

/** A reference to something by its id, or none. */
export const reference = z.looseObject({ id }).nullish();

/** problem+json of v2 (common components), with the other form that one client has seen (fact sheet §9). */
export const problem = z.looseObject({
  personio_trace_id: z.string().optional(),
  trace_id: z.string().optional(),
  errors: z
    .array(
      z.looseObject({
        title: z.string().optional(),
        detail: z.string().optional(),
        type: z.string().optional(),
        field: z.string().optional(),
        errors: z.array(z.looseObject({ reason: z.string().optional() })).optional(),
      }),
    )
    .optional(),
});

/** An error of v1. `error_data` holds lists of texts by field. */
export const legacyProblem = z.looseObject({
  error: z.looseObject({ message: z.string().optional(), error_data: z.unknown().optional() }),
});

/** A page of a list in v2. */
export const cursorPage = z.looseObject({
  _data: z.array(z.unknown()),
  _meta: z
    .looseObject({ links: z.looseObject({ next: z.looseObject({ href: z.string() }).nullish() }).nullish() })
    .nullish(),
});

/** A page of a list in v1. `current_page` is left alone: users have seen it wrong. */
export const offsetPage = z.looseObject({
  success: z.literal(true),
  metadata: z.looseObject({ total_elements: z.number().int().nonnegative() }).nullish(),
  data: z.array(z.unknown()),
});

/** A list in v1 that has no pages. */
export const wholeList = z.looseObject({ success: z.literal(true), data: z.array(z.unknown()) });

/** What a token is allowed: names joined by spaces. */
export const token = z.looseObject({ scope: z.string().nullish() });

/** The answer to something created: the bare object, or wrapped as one client has seen. */
export const created = z.union([
  z.looseObject({ id }).transform((one) => one.id),
  z.looseObject({ _data: z.looseObject({ id }) }).transform((one) => one._data.id),
  z.looseObject({ data: z.looseObject({ id }) }).transform((one) => one.data.id),
  z.looseObject({ person: z.looseObject({ id }) }).transform((one) => one.person.id),
]);

/** A single GET gives the bare object, or wrapped in `_data` as one client has seen (fact sheet §9). */
export function unwrap(json: unknown): unknown {
  const wrapped = z.looseObject({ _data: z.looseObject({}) }).safeParse(json);
  return wrapped.success ? wrapped.data._data : json;
}
