import { expect, test } from '@jest/globals';
import {
  countReceipts,
  receiptJson,
  receiptLine,
  receiptSummary,
  receiptSummaryJson,
} from '../../src/review/receipts.ts';
import { finding, receipt } from './plans.ts';

test('says what became of a change', () => {
  expect(receiptLine(receipt({ op: 'create', key: '2101' }))).toBe('✓ springest-nl  person 2101  created');
  expect(receiptLine(receipt({ outcome: 'accepted' }))).toBe(
    '… springest-nl  person 1043  change · accepted, confirmed by the next run',
  );
});

test('says of a refused change why and who can fix it', () => {
  const refused = receipt({
    outcome: 'refused',
    findings: [finding({ message: 'The e-mail is taken.', next: 'Give one of the two another address.' })],
  });

  expect(receiptLine(refused)).toBe(
    [
      '✗ springest-nl  person 1043  change · refused',
      '    The e-mail is taken.',
      '    Give one of the two another address. For the owner of the HR files.',
    ].join('\n'),
  );
});

test('names who released the limit without which it would not have been done', () => {
  const line = receiptLine(
    receipt({ op: 'leave', releases: [{ system: 'springest-nl', limit: 'leave', count: 30, by: 'ana' }] }),
  );

  expect(line).toBe('✓ springest-nl  person 1043  deactivated\n    leave: 30, released by ana');
});

test('ends with the same line in every language', () => {
  const receipts = [receipt(), receipt({ key: '2', outcome: 'refused' }), receipt({ key: '3', outcome: 'held' })];

  expect(receiptSummary(receipts, { language: 'fr' }).split('\n').at(-1)).toBe('1 applied, 1 failed, 1 held');
  expect(receiptSummary([])).toBe('0 applied, 0 failed, 0 held');
});

test('counts a doubtful change once, by how it ended', () => {
  const receipts = [
    receipt({ outcome: 'uncertain' }),
    receipt({ outcome: 'done' }),
    receipt({ key: '2', outcome: 'accepted' }),
    receipt({ key: '3', outcome: 'uncertain' }),
  ];

  expect(countReceipts(receipts)).toEqual({ applied: 1, failed: 1, held: 0, accepted: 1 });
});

test('counts both steps of a change in two steps', () => {
  expect(countReceipts([receipt(), receipt()]).applied).toBe(2);
});

test('prints one JSON line a receipt and one for the sum', () => {
  const line = receiptJson(receipt());

  expect(line).not.toContain('\n');
  expect(JSON.parse(line)).toEqual(receipt());
  expect(JSON.parse(receiptSummaryJson([receipt()]))).toEqual({
    summary: { applied: 1, failed: 0, held: 0, accepted: 0 },
  });
  expect(JSON.parse(receiptSummaryJson([], { left: 2 })).summary).toMatchObject({ applied: 0, left: 2 });
});
