import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { errors } from '../../src/contract/index.ts';
import { errorsPage } from '../../src/review/errors-page.ts';

test('docs/errors.md is what the error table says; "node .ci/docs.js" writes it', () => {
  expect(readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')).toBe(errorsPage());
});

test('names every code once, under its exit code', () => {
  const page = errorsPage();

  for (const [code, { exit }] of Object.entries(errors)) {
    const [before = '', ...after] = page.split(`| \`${code}\` |`);
    expect([code, after.length, before.match(/## (\d)/g)?.at(-1)]).toEqual([code, 1, `## ${exit}`]);
  }
});
