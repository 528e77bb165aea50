import { expect, test } from '@jest/globals';
import { planHtml } from '../../src/review/html.ts';
import { planMarkdown } from '../../src/review/markdown.ts';
import { planJson } from '../../src/review/plan-json.ts';
import { describePlan } from '../../src/review/terminal.ts';
import { change, open, personal, plan, system } from './plans.ts';

const fields = {
  department: { ...open(undefined, 'Sales'), isDefault: true as const },
  email: { ...personal(undefined, 'zoe@example.org'), isDefault: true as const },
};
const planned = plan({ systems: [system({ changes: [change({ op: 'create', key: '7', fields })] })] });

test('a value that a default gave is marked as such, in every form, and a hidden one stays hidden', () => {
  const told = [describePlan(planned), planMarkdown(planned), planHtml(planned)];

  for (const text of told) {
    expect(text).toMatch(/Sales.{0,40}\(by default\)/);
    expect(text).not.toContain('zoe@');
  }
  expect(planJson(planned).systems[0]?.changes[0]?.fields.department).toEqual({ after: 'Sales', default: true });
});

test('it is marked in the language of the review', () => {
  expect(describePlan(planned, { language: 'fr' })).toContain('department Sales (par défaut)');
});
