import type { Finding } from '../../../src/contract/index.ts';
import { systemError } from './finding.ts';
import type { Organisation } from './organisation.ts';

/** Refuses a push of which one section is empty before the vendor does, as a guard against wiping the account. */
export function findEmptySections(organisation: Organisation): readonly Finding[] {
  const empty = (['employees', 'teams', 'memberships'] as const).filter((kind) => organisation[kind].length === 0);
  if (empty.length === 0) return [];
  return [
    systemError({
      code: 'workleap-empty-section',
      who: 'data',
      message: `There are no ${empty.join(' and no ')} to send; Workleap refuses a push with an empty section.`,
      next: 'Check the export: all three must hold at least one row.',
    }),
  ];
}
