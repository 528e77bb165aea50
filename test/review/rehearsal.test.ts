import { expect, test } from '@jest/globals';
import type { Rehearsal } from '../../src/engine/rehearsal.ts';
import { describeRehearsal, isRehearsalFailed, rehearsalJson } from '../../src/review/rehearsal.ts';
import { makeReceipt } from '../engine/worlds.ts';

const refused: Rehearsal = {
  system: 'model-nl',
  state: 'rehearsed',
  receipts: [
    makeReceipt({ key: '1' }),
    makeReceipt({
      key: '2',
      outcome: 'refused',
      findings: [
        {
          ...{ code: 'taken', severity: 'error', scope: 'record', who: 'admin' },
          message: 'The address has been taken.',
          next: 'Free it.',
        },
      ],
    }),
    makeReceipt({ key: '3', outcome: 'held' }),
    makeReceipt({ key: '4', outcome: 'accepted' }),
  ],
};

test('says what a vendor would refuse, and which systems were not rehearsed', () => {
  const text = describeRehearsal(
    [
      refused,
      { system: 'quiet', state: 'nothing-to-do', receipts: [] },
      { system: 'bare', state: 'no-simulator', receipts: [] },
      { system: 'deaf', state: 'not-seeded', receipts: [] },
    ],
    { color: false },
  );

  expect(text).toContain('model-nl  2 would be done, 2 would not');
  expect(text).toContain('person 2');
  expect(text).toContain('The address has been taken.');
  expect(text).not.toContain('person 1 ');
  expect(text).toMatch(/quiet {2}nothing to rehearse\n {2}bare {2}not rehearsed: .*\n {2}deaf {2}not rehearsed: /);
});

test.each(['fr', 'de', 'nl'] as const)('says it in the language of the review: %s', (language) => {
  expect(describeRehearsal([refused], { color: false, language })).not.toContain('would');
});

test('counts for programs, and tells whether something would be left undone', () => {
  expect(rehearsalJson([refused])).toMatchObject([
    {
      summary: { done: 1, accepted: 1, failed: 1, held: 1 },
      receipts: [
        { key: '2', outcome: 'refused' },
        { key: '3', outcome: 'held' },
      ],
    },
  ]);
  expect(isRehearsalFailed(refused)).toBe(true);
  expect(isRehearsalFailed({ ...refused, receipts: [makeReceipt({ outcome: 'accepted' })] })).toBe(false);
});
