import type { z } from 'zod';
import type { Finding } from '../../contract/index.ts';
import { RollcallError } from '../../contract/index.ts';
import { type CompileOptions, compileExpression } from '../../engine/expression/compile.ts';
import type { Expression } from '../../engine/expression/expression.ts';
import { type ConfigDocument, configFinding, type Path } from './config-document.ts';

/** Reads parts of one rollcall.yaml and collects what is wrong with any of them, so that all is told at once. */
export interface PartReader {
  readonly document: ConfigDocument;
  /** The part as the schema gives it, without the keys it refused, which are told elsewhere; undefined when nothing is left to go on. */
  part<T>(schema: z.ZodType<T>, path: Path): T | undefined;
  /** Tells that the value at a path is refused. */
  refuse(path: Path, message: string, next: string): void;
  /** Tells that a key is refused. */
  refuseKey(path: Path, message: string, next: string): void;
  /** Compiles the expression at a path; undefined when it is refused, which is then told with its exact place. */
  expression(path: Path, source: string, options: Omit<CompileOptions, 'place'>): Expression | undefined;
}

export function createPartReader(document: ConfigDocument, tell: (finding: Finding) => void): PartReader {
  return {
    document,
    part: (schema, path) => {
      const value = valueAt(document.data, path);
      const result = schema.safeParse(value);
      if (result.success) return result.data;
      return schema.safeParse(without(value, result.error.issues)).data;
    },
    refuse: (path, message, next) => tell(configFinding(message, document.placeOf(path), next)),
    refuseKey: (path, message, next) => tell(configFinding(message, document.placeOfKey(path), next)),
    expression: (path, source, options) => {
      const { place, exact } = document.textPlace(path);
      try {
        return compileExpression(source, { ...options, place });
      } catch (error) {
        if (!(error instanceof RollcallError)) throw error;
        for (const finding of error.findings) tell(exact ? finding : { ...finding, place });
        return undefined;
      }
    },
  };
}

/** The keys of the section at a path, in the order of the file. */
export function keysOf(document: ConfigDocument, path: Path): readonly string[] {
  const value = valueAt(document.data, path);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

/** The value at a path, or undefined when there is none. */
export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return value;
}

function without(value: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const refused = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [issue.path[0]],
  );
  return Object.fromEntries(Object.entries(value).filter(([key]) => !refused.includes(key)));
}
