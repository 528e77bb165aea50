/** What may stand in a field. Plain data: it can be structured-cloned and written as JSON. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

/**
 * The fields of one record by name.
 * `null` means empty; an absent name means **unknown**, and unknown is never planned as a change.
 */
export type Fields = { readonly [field: string]: Value };

/** The six kinds of record, in the order in which they are written: what is referred to comes first. */
export const kinds = ['employees', 'teams', 'memberships', 'absences', 'attendances', 'documents'] as const;
export type Kind = (typeof kinds)[number];

/** A record as the system shall hold it, in the connector's field names. */
export interface DesiredRecord {
  readonly kind: Kind;
  readonly key: string;
  readonly active: boolean;
  readonly fields: Fields;
}

/**
 * Who may see a value. Logs, comments, summaries, annotations and errors show `open` values only.
 * A field without a class is `secret`; a computed one has the strictest class of its inputs.
 */
export const fieldClasses = ['open', 'personal', 'secret'] as const;
export type FieldClass = (typeof fieldClasses)[number];

/** The strictest of several classes; `open` when there are none. */
export function strictest(classes: Iterable<FieldClass>): FieldClass {
  let rank = 0;
  for (const one of classes) rank = Math.max(rank, fieldClasses.indexOf(one));
  return fieldClasses[rank] ?? 'secret';
}

/** A change of one record in one system. `leave` deactivates, `return` reactivates. */
export const operations = ['create', 'update', 'leave', 'return', 'delete'] as const;
export type Operation = (typeof operations)[number];
