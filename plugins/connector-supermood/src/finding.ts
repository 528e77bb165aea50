import type { Finding } from '../../../src/contract/index.ts';

export type Words = Pick<Finding, 'code' | 'who' | 'message' | 'next'>;
type Of = { readonly key: string; readonly field?: string };

/** An error that stops the system. */
export function systemError(words: Words, field?: string): Finding {
  return { ...words, severity: 'error', scope: 'system', ...(field !== undefined && { kind: 'employees', field }) };
}

/** An error that holds one person, or says why they were refused. */
export function recordError(words: Words, { key, field }: Of): Finding {
  return {
    ...words,
    severity: 'error',
    scope: 'record',
    kind: 'employees',
    key,
    ...(field !== undefined && { field }),
  };
}

/** Something to know about one person that stops nothing. */
export function recordWarning(words: Words, of: Of): Finding {
  return { ...recordError(words, of), severity: 'warning' };
}
