import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = new URL('..', import.meta.url).pathname;

const pages = ['', 'docs', 'docs/decisions'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

test.each(pages)('%s names files that are there', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const named = [...text.matchAll(/`((?:src|docs|test|bin|plugins|examples|schema|\.ci)\/[\w./-]+\.\w+)`/g)].map(
    ([, path = '']) => path,
  );
  const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = '']) => join(page, '..', path));

  expect([...named, ...linked].filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('every decision has the four parts and stands in the list', () => {
  const names = readdirSync(join(root, 'docs/decisions')).filter((name) => /^\d{4}-/.test(name));
  const list = readFileSync(join(root, 'docs/decisions/README.md'), 'utf8');

  for (const name of names) {
    const text = readFileSync(join(root, 'docs/decisions', name), 'utf8');
    expect([
      name,
      ...['**Status**', '## Context', '## Decision', '## Consequences'].filter((part) => !text.includes(part)),
    ]).toEqual([name]);
    expect(list).toContain(`](${name})`);
  }
});
