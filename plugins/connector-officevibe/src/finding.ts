import type { Finding, Kind } from '../../../src/contract/index.ts';
import { findVendorError, type VendorError } from './vendor-errors.ts';

type Words = Pick<Finding, 'code' | 'who' | 'message' | 'next'>;
type Of = { readonly kind: Kind; readonly key: string; readonly field?: string };

/** An error that stops the system. */
export function systemError(words: Words, of: Partial<Of> = {}): Finding {
  return { severity: 'error', scope: 'system', ...words, ...placeOf(of) };
}

/** An error that holds one record. */
export function recordError(words: Words, of: Of): Finding {
  return { severity: 'error', scope: 'record', ...words, ...placeOf(of) };
}

/** Something to know that stops nothing. Of one record, or of the system when none is named. */
export function warning(words: Words, of: Partial<Of> = {}): Finding {
  return { severity: 'warning', scope: of.key === undefined ? 'system' : 'record', ...words, ...placeOf(of) };
}

/** The code under which an error of the vendor is reported: `attr_not_found` becomes `officevibe-attr-not-found`. */
export function codeOf(error: VendorError): string {
  return `officevibe-${error.id.replaceAll('_', '-')}`;
}

/** An error of the vendor as a finding: of one record for a row, of the system otherwise. */
export function vendorFinding(error: VendorError, of: Partial<Of> = {}): Finding {
  const words = { code: codeOf(error), who: error.who[0] ?? 'vendor', message: error.cause, next: error.fix };
  const isRow = error.stage === 'row';
  return {
    severity: error.who.length === 0 ? 'warning' : 'error',
    scope: isRow ? 'record' : 'system',
    ...words,
    ...placeOf(of),
  };
}

/**
 * What the vendor said, as a finding. The vendor's own words are never passed on: they may hold a name or an address.
 */
export function findingOf(text: string): Finding {
  const known = findVendorError(text);
  if (known) return vendorFinding(known);
  return systemError({
    code: 'officevibe-unknown-message',
    who: 'vendor',
    message: 'Officevibe refused with a message that this connector does not know.',
    next: 'Open the sync report in Officevibe, which shows the message, and tell the authors of the connector its wording.',
  });
}

/** Kind, key and field only: a whole record may be handed in, whose values must not come along. */
function placeOf({ kind, key, field }: Partial<Of>): Partial<Of> {
  return { ...(kind && { kind }), ...(key !== undefined && { key }), ...(field !== undefined && { field }) };
}
