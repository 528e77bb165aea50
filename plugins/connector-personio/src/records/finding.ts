import type { Finding, Kind } from '../../../../src/contract/index.ts';

type Words = Pick<Finding, 'code' | 'who' | 'message' | 'next'>;
type Of = { readonly kind: Kind; readonly key: string; readonly field?: string };

/** An error that stops the system. */
export function systemError(words: Words, kind?: Kind): Finding {
  return { severity: 'error', scope: 'system', ...words, ...(kind && { kind }) };
}

/** An error that holds one record. */
export function recordError(words: Words, of: Of): Finding {
  return { severity: 'error', scope: 'record', ...words, ...placeOf(of) };
}

/** Something to know that stops nothing. Of one record, or of the system when none is named. */
export function warning(words: Words, of: Partial<Of> = {}): Finding {
  return { severity: 'warning', scope: of.key === undefined ? 'system' : 'record', ...words, ...placeOf(of) };
}

/** A finding about one call, made about one record; what is wrong with the whole system stays about nobody. */
export function about(finding: Finding, of: Of): Finding {
  return finding.scope === 'record' ? { ...finding, ...placeOf(of) } : finding;
}

/** Kind, key and field only: a whole record may be handed in, whose values must not come along. */
function placeOf({ kind, key, field }: Partial<Of>): Partial<Of> {
  return { ...(kind && { kind }), ...(key !== undefined && { key }), ...(field !== undefined && { field }) };
}
