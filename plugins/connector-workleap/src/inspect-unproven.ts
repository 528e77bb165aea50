import type { Finding, InspectView } from '../../../src/contract/index.ts';
import { warning } from './finding.ts';

/**
 * A sync that was rejected, or that failed, leaves no trace in what can be read when it was about teams, memberships or
 * fields that never come back. No call tells what became of it (fact sheet, 5): so the run after a push says, once, that
 * somebody should look.
 */
export function findUnproven({ unproven = [] }: InspectView): readonly Finding[] {
  if (unproven.length === 0) return [];
  const counted = (['employees', 'teams', 'memberships'] as const).flatMap((kind) => {
    const count = unproven.filter((one) => one.kind === kind).length;
    return count === 0 ? [] : [`${kind} ${count}`];
  });
  return [
    warning({
      code: 'workleap-not-proven',
      who: 'admin',
      message: `Workleap accepted the last push, and what can be read neither proves nor denies all of it (${counted.join(', ')}); it counts as applied.`,
      next: 'An administrator looks at the last sync on the provisioning page of Workleap. Rejected or Failed: every push states everything, so the next one brings it again; to have one at once, merge any change of the files.',
    }),
  ];
}
