import type { Finding } from '../../contract/index.ts';
import { type Change, type Hold, nameOfChange, type Stop } from '../change.ts';
import type { SystemState } from './state.ts';

/**
 * What needs a word that `allow:` does not have is held as it is. Where only absence would do it, to somebody who is
 * not ours, there is nothing to hold back, so the system stops.
 */
export function holdForbidden(
  changes: readonly Change[],
  state: SystemState,
): { readonly changes: readonly Change[]; readonly holds: readonly Hold[]; readonly stops: readonly Stop[] } {
  const { system } = state.mapping;
  const missing = (change: Change): string | undefined => change.needs.find((word) => !system.allow.includes(word));
  const forbidden = changes.filter((change) => missing(change) !== undefined);
  const strangers = forbidden.filter((change) => change.cause.type === 'not-ours');
  const words = [...new Set(strangers.map(missing))].filter((word) => word !== undefined);
  return {
    changes: changes.filter((change) => missing(change) === undefined || change.cause.type === 'not-ours'),
    holds: forbidden
      .filter((change) => change.cause.type !== 'not-ours')
      .map((change) => ({
        kind: change.kind,
        key: change.key,
        why: 'held' as const,
        findings: [notAllowed(change, missing(change) ?? '', state)],
      })),
    stops: [
      ...words.map((word) =>
        wouldBeLost(
          word,
          strangers.filter((change) => missing(change) === word),
        ),
      ),
      ...unwanted(changes, state),
    ],
  };
}

function wouldBeLost(word: string, { length: planned }: readonly Change[]): Stop {
  const message = `${planned} records that are not ours would be lost for good, and "${word}" is not allowed.`;
  return { limit: `allow:${word}`, permitted: 0, planned, ours: 0, message };
}

/** Nobody may leave there, and the push would make somebody leave who is not ours. */
function unwanted(changes: readonly Change[], { mapping }: SystemState): readonly Stop[] {
  const { operations } = mapping.system;
  if (operations.includes('leave')) return [];
  const { length: planned } = changes.filter(({ cause, op }) => cause.type === 'not-ours' && !operations.includes(op));
  if (planned === 0) return [];
  const message = `${planned} records that are not ours would leave, and "operations" does not have "leave".`;
  return [{ limit: 'operations', permitted: 0, planned, ours: 0, message }];
}

function notAllowed(change: Change, word: string, state: SystemState): Finding {
  const place = state.desired.get(nameOfChange(change))?.place;
  return {
    code: 'not-allowed',
    severity: 'error',
    scope: 'record',
    who: 'config',
    message: `To ${change.op} it cannot be undone, and ${state.mapping.system.name} does not allow "${word}".`,
    next: `Add ${word} to "allow" of ${state.mapping.system.name} in rollcall.yaml if it is wanted.`,
    ...(place && { place }),
    system: state.mapping.system.name,
    kind: change.kind,
    key: change.key,
  };
}
