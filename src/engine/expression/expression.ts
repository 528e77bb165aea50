import type { Place, Value } from '../../contract/index.ts';

/** A CEL expression of rollcall.yaml or of a connector's default mapping, parsed once. */
export interface Expression {
  readonly source: string;
  /** Where it stands in rollcall.yaml; absent for a default mapping. */
  readonly place?: Place;
  /** The fields it reads, as paths: `['location']`, `['manager', 'email']`. */
  readonly reads: readonly (readonly string[])[];
  /** `environment` holds the variables; an absent field is unknown. */
  evaluate(environment: Readonly<Record<string, unknown>>): Evaluation;
}

/** A value, or the names of the unknown fields it would have needed, or why it failed (without values). */
export type Evaluation =
  | { readonly value: Value }
  | { readonly unknown: readonly string[] }
  | { readonly failed: string };
