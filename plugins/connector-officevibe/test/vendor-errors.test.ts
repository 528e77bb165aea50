import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { findingOf, vendorFinding } from '../src/finding.ts';
import { findVendorError, vendorError, vendorErrors } from '../src/vendor-errors.ts';

const sheet = new URL('../../../../shared/apis/officevibe.md', import.meta.url);

test.each(vendorErrors.filter((error) => error.who.length > 0))(
  '$id becomes a finding that says who mends it and how',
  (error) => {
    const finding = vendorFinding(error, { kind: 'employees', key: '1' });
    expect(finding).toMatchObject({ severity: 'error', who: error.who[0], message: error.cause, next: error.fix });
    expect(finding.scope).toBe(error.stage === 'row' ? 'record' : 'system');
    expect(finding.message).toMatch(/^[A-Z].*\.$/);
    expect(finding.next).toMatch(/^[A-Z].*\.$/);
  },
);

test.each(vendorErrors.flatMap((error) => error.messages.map((message) => [message, error.id] as const)))(
  'the wording "%s" is known as %s in any capitals and with words around it',
  (message, id) => {
    expect(findVendorError(`12: ${message.toUpperCase()} (ExternalId: 17)`)?.id).toBe(id);
    expect(findVendorError(message.normalize('NFD'))?.id).toBe(id);
  },
);

test('what everybody was inactive for already is no error', () => {
  expect(vendorFinding(vendorError('already_inactive')).severity).toBe('warning');
});

test('a message that nobody wrote down is an error without its words', () => {
  const finding = findingOf('Zdenka Canary <zdenka@example.org> could not be moved');
  expect(finding).toMatchObject({ severity: 'error', scope: 'system' });
  expect(JSON.stringify(finding)).not.toMatch(/canary|zdenka/i);
});

test('an id that the table does not hold is a mistake of ours', () => {
  expect(() => vendorError('nope')).toThrow(RangeError);
});

const withSheet = existsSync(sheet) ? test : test.skip;
withSheet(
  'the table holds every row of the fact sheet, with its wordings and its people (skipped without the sheet)',
  () => {
    const block = readFileSync(sheet, 'utf8').match(/```json\n(\[[\s\S]*?\n\])\n```/)?.[1] ?? '[]';
    const rows = JSON.parse(block) as {
      id: string;
      message: string | null;
      fr?: string;
      who: string[];
      stage: string;
    }[];
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      const ours = vendorError(row.id);
      for (const wording of [row.message, row.fr].filter((one) => typeof one === 'string')) {
        expect(findVendorError(wording)?.id).toBe(row.id);
      }
      expect(ours.who).toEqual(row.who);
      expect(ours.stage).toBe(row.stage === 'http429' ? 'throttle' : row.stage);
    }
  },
);
