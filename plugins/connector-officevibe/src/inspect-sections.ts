import type { Finding } from '../../../src/contract/index.ts';
import { codeOf, systemError } from './finding.ts';
import type { Organisation } from './organisation.ts';
import { vendorError } from './vendor-errors.ts';

/**
 * Refuses a push of which one section is empty before the vendor does.
 * The vendor fails the whole call as a guard against wiping the account (FAQ, "suppression accidentelle").
 */
export function findEmptySections(organisation: Organisation): readonly Finding[] {
  const empty = (['employees', 'teams', 'memberships'] as const).filter((kind) => organisation[kind].length === 0);
  if (empty.length === 0) return [];
  const error = vendorError('empty_section');
  return [
    systemError({
      code: codeOf(error),
      who: 'data',
      message: `There are no ${empty.join(' and no ')} to send; Officevibe refuses a push with an empty section.`,
      next: error.fix,
    }),
  ];
}
