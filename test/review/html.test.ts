import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planHtml } from '../../src/review/html.ts';
import { pageScript } from '../../src/review/page-script.ts';
import { pageStyle } from '../../src/review/page-style.ts';
import { mondayPlan, plan, stoppedPlan } from './plans.ts';
import { anyPlan } from './random-plans.ts';

/** The tags of a page without its own style and script. */
function tags(html: string): readonly string[] {
  return (
    html
      .replace(pageStyle, '')
      .replace(pageScript, '')
      .match(/<[^>]*>/g) ?? []
  );
}

test('shows what a reader looks for', () => {
  const html = planHtml(mondayPlan());

  for (const text of [
    '3 join',
    'springest-nl',
    'person 1043',
    'hr/france/employes.csv:9',
    'Ventes',
    'cannot be undone',
  ]) {
    expect(html).toContain(text);
  }
});

test('loads nothing and runs nothing but its own script', () => {
  const html = planHtml(stoppedPlan());

  expect(tags(html).filter((tag) => /src=|href="(?!#)|url\(|<(?:link|img|iframe|object)/i.test(tag))).toEqual([]);
  expect(pageStyle).not.toMatch(/url\(|@import/);
  expect(html).toContain("default-src 'none'");
});

test('says how a limit is released where it stands: by a word of the command line, or by a label', () => {
  const byLabel = planHtml(stoppedPlan(), { release: ({ limit }, system) => `Set <${system} ${limit}>.` });

  expect(planHtml(stoppedPlan())).toContain('<code>--allow springest-nl:leave=40</code>');
  expect(byLabel).toContain('Set &#60;springest-nl leave&#62;.');
  expect(byLabel).not.toContain('--allow');
});

test('is a page even when there is nothing to do', () => {
  expect(planHtml(plan())).toContain('Nothing to do.');
});

test('opens and closes every element, whatever stands in the plan', () => {
  fc.assert(
    fc.property(anyPlan, (one) => {
      expect(unbalanced(tags(planHtml(one)))).toEqual([]);
    }),
  );
});

const known = new Set(
  '!doctype html head meta title style body header div p h1 h2 h3 ol ul li strong main section table caption thead tbody tr th td button label input output span a b del ins code br footer script'.split(
    ' ',
  ),
);
const alone = new Set(['!doctype', 'meta', 'input', 'br']);

/** Tags that are not ours, act, or close what is not open; and what stays open at the end. */
function unbalanced(all: readonly string[]): readonly string[] {
  const wrong: string[] = [];
  const open: string[] = [];
  for (const tag of all) {
    const [, slash, name = ''] = /^<(\/?)([!a-z][a-z0-9]*)/.exec(tag) ?? [];
    if (!known.has(name) || / on[a-z]+=/.test(tag)) wrong.push(tag);
    else if (alone.has(name)) continue;
    else if (slash === '') open.push(name);
    else if (open.pop() !== name) wrong.push(tag);
  }
  return [...wrong, ...open];
}
