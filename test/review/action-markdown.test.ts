import { expect, test } from '@jest/globals';
import { RollcallError } from '../../src/contract/index.ts';
import type { Receipt } from '../../src/engine/change.ts';
import type { KindDiff } from '../../src/engine/diff/kind-diff.ts';
import { actionTextsFor } from '../../src/review/action-texts.ts';
import { driftIssue } from '../../src/review/drift-markdown.ts';
import { recordsMarkdown } from '../../src/review/records-markdown.ts';
import { refusalMarkdown } from '../../src/review/refusal-markdown.ts';
import { syncMarkdown } from '../../src/review/sync-markdown.ts';
import { finding, hold, plan, system } from './plans.ts';

const hostile = '@all | <img src=x> [a](https://evil.example) `x` \n::error::\u202E';

/** What is left of a text outside of its code spans. */
function outside(markdown: string): string {
  return markdown.replace(/(`+)[^`].*?[^`]?\1(?!`)/g, '');
}

const bytes = (text: string): number => Buffer.byteLength(text);

function diff(count: number): KindDiff {
  return {
    kind: 'employees',
    key: ['id'],
    summary: { added: 1, removed: 1, changed: count, unchanged: 0 },
    columns: { added: [], removed: [], renamed: [] },
    changes: [
      { op: 'added', key: 'new', label: 'Canary Name', after: { names: ['email'], values: ['canary@firm.test'] } },
      { op: 'removed', key: 'gone', label: 'Canary Name', before: { names: ['email'], values: ['canary@firm.test'] } },
      ...Array.from({ length: count }, (_, index) => ({
        op: 'changed' as const,
        key: `${index} ${hostile}`,
        label: 'Canary Name',
        fields: [
          { name: 'department', before: hostile, after: 'Support' },
          { name: 'email', before: 'canary@firm.test', after: 'canary2@firm.test' },
        ],
      })),
    ],
  };
}

const classOf = (_kind: string, field: string) => (field === 'email' ? ('personal' as const) : ('open' as const));

test('shows of records their keys, and values of open fields only', () => {
  const text = recordsMarkdown([diff(1)], { classOf });

  expect(text).toContain('`Support`');
  expect(text).toContain('`email` •••');
  expect(text.indexOf('`gone`')).toBeLessThan(text.indexOf('`new`'));
  expect(text).not.toMatch(/canary/i);
  expect(outside(text)).not.toMatch(/@all|<img|evil|::error|\u202E/);
});

test('counts records whose key is not open, and lists none', () => {
  const text = recordsMarkdown([diff(3)], { classOf: () => 'secret' });

  expect(text).toContain('| `employees` | 1 | 1 | 3 |');
  expect(text).not.toMatch(/gone|Support|canary/i);
});

test.each([0, 1, 100, 20_000])('stays within its bytes with %d changes', (count) => {
  const text = recordsMarkdown([diff(count)], { classOf });

  expect(bytes(text)).toBeLessThanOrEqual(60_000);
  expect(text).toContain('`gone`');
});

const receipt = (key: string, outcome: Receipt['outcome'], over: Partial<Receipt> = {}): Receipt => ({
  run: 'r',
  at: '2026-01-05T12:00:00Z',
  system: 'springest-nl',
  op: 'create',
  kind: 'employees',
  key,
  outcome,
  findings: [],
  releases: [],
  ...over,
});

test('tells after a sync what was done, what failed and who can fix it', () => {
  const failed = receipt('2', 'refused', { findings: [finding({ message: `Refused for ${hostile}`, who: 'admin' })] });
  const made = plan({ systems: [system({ holds: [hold({ key: '3', findings: [finding()] })] })] });

  const text = syncMarkdown({
    plan: made,
    receipts: [receipt('1', 'done'), failed],
    later: ['weekly-one'],
    approved: ['anna-b'],
  });

  expect(text).toContain('1 applied, 1 failed, 1 held');
  expect(text).toContain('an administrator of the HR system');
  expect(text).toContain('weekly-one');
  expect(text).toContain('anna-b');
  expect(outside(text)).not.toMatch(/@all|<img|evil|\u202E/);
});

test('stays within its bytes however much failed', () => {
  const receipts = Array.from({ length: 5000 }, (_, index) =>
    receipt(String(index), 'refused', { findings: [finding({ message: `Number ${index} was refused.` })] }),
  );

  const text = syncMarkdown({ plan: plan({ systems: [system()] }), receipts, later: [], approved: [] });

  expect(bytes(text)).toBeLessThanOrEqual(60_000);
  expect(text).toContain('0 applied, 5,000 failed');
});

test('tells a refusal with its places and what to do, and nothing that acts', () => {
  const error = new RollcallError('ROSTER_REFUSED', `Refused: ${hostile}`, { findings: [finding()] });

  const text = refusalMarkdown(error);

  expect(text).toContain('`ROSTER_REFUSED`');
  expect(text).toContain('`hr/france/employes.csv:14`');
  expect(outside(text)).not.toMatch(/@all|<img|evil|\u202E/);
});

test('has nothing to tell where nothing drifted, and names fields without values where it did', () => {
  const drift = [
    { kind: 'employees' as const, key: '7', type: 'fields' as const, fields: { email: personalChange() } },
  ];

  const none = driftIssue(plan({ systems: [system()] }));
  const some = driftIssue(plan({ systems: [system({ drift })] }));

  expect(none).toBeUndefined();
  expect(some?.title).toBe('Drift: springest-nl moved without git');
  expect(some?.body).toContain('`email`');
  expect(some?.body).not.toMatch(/canary/i);
});

test.each(['en', 'fr', 'de', 'nl'] as const)('speaks %s in one and in many', (language) => {
  const texts = actionTextsFor(language);

  expect([
    texts.pending('s', 1),
    texts.pending('s', 2),
    texts.cancelled('s', 1),
    texts.cancelled('s', 2),
  ]).toMatchSnapshot();
});

function personalChange() {
  return { before: { known: true as const, value: 'canary' }, after: 'canary2', class: 'personal' as const };
}
