import { expect, test } from '@jest/globals';
import type { Side } from '../../../src/engine/change.ts';
import {
  type BaseState,
  type DesiredState,
  decideField,
  decideRecord,
  type LiveState,
} from '../../../src/engine/plan/decide.ts';

const same = (one: { value: unknown }, other: { value: unknown }): boolean => one.value === other.value;
const unknown: Side = { known: false };
const is = (value: string): Side & { known: true } => ({ known: true, value });

/** The table of section 4: the desired value is always `D`. */
const fieldTable: readonly (readonly [live: Side, base: Side, then: string])[] = [
  [is('D'), is('D'), 'nothing'],
  [is('D'), is('B'), 'nothing'],
  [is('D'), unknown, 'nothing'],
  [is('L'), is('D'), 'drift'],
  [is('B'), is('B'), 'change by git'],
  [is('L'), is('B'), 'change by git, conflict'],
  [is('L'), unknown, 'change by first-sync'],
  [unknown, is('D'), 'nothing'],
  [unknown, is('B'), 'change by git'],
  [unknown, unknown, 'change by first-sync'],
];

test.each(fieldTable)('decides a field by the table of three states: live %j, base %j → %s', (live, base, then) => {
  const decision = decideField(is('D'), live, base, same);
  const said =
    decision.type === 'change' ? `change by ${decision.reason}${decision.conflict ? ', conflict' : ''}` : decision.type;
  expect(said).toBe(then);
});

const desiredStates: readonly DesiredState[] = ['active', 'inactive', 'missing'];
const liveStates: readonly LiveState[] = ['active', 'inactive', 'present', 'absent', 'unknown'];
const baseStates: readonly BaseState[] = ['active', 'inactive', 'absent', 'unknown'];

type Activity = 'on' | 'off' | '?';

/**
 * The same table for a whole record, written from the words of the design and not from the code: what is wanted of the
 * record is one more field, `on` or `off`; being absent is being off.
 */
function fromDesign(
  desired: DesiredState,
  live: LiveState,
  base: BaseState,
  ours: boolean,
  missing: 'leave' | 'hold' | 'delete',
): string {
  const liveIs: Activity = live === 'active' ? 'on' : live === 'inactive' || live === 'absent' ? 'off' : '?';
  const baseIs: Activity = base === 'active' ? 'on' : base === 'unknown' ? '?' : 'off';
  const cause = baseIs === '?' ? 'first-sync' : 'git';

  if (desired === 'active') {
    if (liveIs === 'on') return 'compare';
    // There, whatever it says of itself: only what was switched off by us is switched on again.
    if (live === 'present') return base === 'inactive' ? 'return by git' : 'compare';
    const op = live === 'inactive' || (live === 'unknown' && base === 'inactive') ? 'return' : 'create';
    if (live !== 'unknown') return baseIs === 'on' ? `drift ${op}` : `${op} by ${cause}`;
    if (baseIs === 'on') return 'compare';
    // Attempted, and nobody can look whether it got there: a create is never blindly repeated.
    if (base === 'unknown' && ours) return 'hold doubt';
    return `${op} by ${cause}`;
  }
  // Missing and never ours is none of our business.
  if (desired === 'missing' && !ours) return 'nothing';
  if (desired === 'missing' && missing === 'delete') return live === 'absent' ? 'nothing' : `delete by ${cause}`;
  if (liveIs === 'off') return 'nothing';
  if (desired === 'missing' && missing === 'hold')
    return base === 'inactive' && live !== 'active' ? 'nothing' : 'hold missing';
  if (base === 'inactive') return live === 'active' ? 'drift leave' : 'nothing';
  // Nothing says that it was ever there.
  if (live === 'unknown' && (base === 'absent' || !ours)) return 'nothing';
  return `leave by ${cause}`;
}

const combinations = desiredStates.flatMap((desired) =>
  liveStates.flatMap((live) =>
    baseStates.flatMap((base) =>
      [true, false].flatMap((ours) =>
        (['leave', 'hold', 'delete'] as const).map((missing) => ({ desired, live, base, ours, missing })),
      ),
    ),
  ),
);

test.each(combinations)(
  'decides a record: desired $desired, live $live, base $base, ours $ours, missing: $missing',
  ({ desired, live, base, ours, missing }) => {
    const decision = decideRecord({ desired, live, base, ours, missing });
    const said =
      decision.type === 'change'
        ? `${decision.op} by ${decision.reason}`
        : decision.type === 'drift'
          ? `drift ${decision.op}`
          : decision.type === 'hold'
            ? `hold ${decision.why}`
            : decision.type;
    expect(said).toBe(fromDesign(desired, live, base, ours, missing));
  },
);

test('says of drift whether the record is gone or was switched by hand', () => {
  const states = { ours: true, missing: 'leave' } as const;
  expect(decideRecord({ ...states, desired: 'active', live: 'absent', base: 'active' })).toMatchObject({
    drift: 'gone',
  });
  expect(decideRecord({ ...states, desired: 'active', live: 'inactive', base: 'active' })).toMatchObject({
    drift: 'inactive',
  });
  expect(decideRecord({ ...states, desired: 'inactive', live: 'active', base: 'inactive' })).toMatchObject({
    drift: 'active',
  });
});
