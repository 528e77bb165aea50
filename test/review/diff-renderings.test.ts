import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FieldDiff, KindDiff, NamedValues, RecordChange } from '../../src/engine/diff/kind-diff.ts';
import { diffHtml } from '../../src/review/diff-html.ts';
import { diffJson } from '../../src/review/diff-json.ts';
import { diffMarkdown } from '../../src/review/diff-markdown.ts';
import { diffTerminal } from '../../src/review/diff-terminal.ts';
import { countText, isDifferent } from '../../src/review/diff-words.ts';

const people: KindDiff = {
  kind: 'records',
  key: ['id'],
  summary: { added: 1, removed: 1, changed: 1, unchanged: 5498 },
  columns: { added: ['cost_center'], removed: ['fax'], renamed: [{ from: 'team', to: 'squad' }] },
  changes: [
    { op: 'added', key: '7', label: 'Anna Keller', after: values({ id: '7', first: 'Anna', squad: 'IT', fax: '' }) },
    { op: 'removed', key: '8', label: '', before: values({ id: '8', team: 'Sales', a: 'a', b: 'b', c: 'c', d: 'd' }) },
    {
      op: 'changed',
      key: '19',
      label: 'Zoë',
      fields: [
        { name: 'squad', before: 'A|B', after: '@all <b>' },
        { name: 'hours', before: null, after: 32.5 },
      ],
    },
  ],
};
const same: KindDiff = {
  kind: 'records',
  file: 'hr/teams.csv',
  key: ['id'],
  summary: { added: 0, removed: 0, changed: 0, unchanged: 3 },
  columns: { added: [], removed: [], renamed: [] },
  changes: [],
};

describe('terminal', () => {
  test('reads line by line', () => {
    expect(text(diffTerminal([people, same], { color: false, limit: 10 }))).toMatchInlineSnapshot(`
"records: 1 added, 1 removed, 1 changed, 5,498 unchanged
~ column team renamed to squad
+ column cost_center
- column fax
fields changed: squad 1, hours 1

+ 7   Anna Keller  IT
- 8   Sales, a, b, c
~ 19  Zoë  squad A|B → @all <b>, hours (empty) → 32.5

hr/teams.csv: no differences, 3 unchanged
"
`);
  });

  test('cuts lines to the width, counts what is over the limit, and is coloured where asked', () => {
    const shown = text(diffTerminal([people], { color: true, limit: 1, width: 14 }));
    expect(shown).toContain('\u001b[32m+ 7  Anna Kel…\u001b[39m');
    expect(shown).toContain('… and 2 more');
  });

  test('names a file that one side has, a kind of a file, and files without records', () => {
    const empty = { ...same, summary: { ...same.summary, unchanged: 0 }, only: 'head' as const };
    expect(text(diffTerminal([empty], { color: false, limit: 9 }))).toBe('hr/teams.csv (only in head): no records\n');
    expect(text(diffTerminal([{ ...same, kind: 'teams' }], { color: false, limit: 9 }))).toContain(
      'teams in hr/teams.csv: ',
    );
  });
});

test('markdown reads as a table', () => {
  expect(text(diffMarkdown([people, same], { limit: 10 }))).toMatchInlineSnapshot(`
"### records

**1 added, 1 removed, 1 changed, 5,498 unchanged**

- column \`team\` renamed to \`squad\`
- column \`cost_center\` added
- column \`fax\` removed

Fields changed: \`squad\` 1, \`hours\` 1

| | \`id\` | | |
|---|---|---|---|
| added | \`7\` | \`Anna Keller\` | \`IT\` |
| removed | \`8\` |  | \`Sales\`, \`a\`, \`b\`, \`c\` |
| changed | \`19\` | \`Zoë\` | \`squad\`: \`A\\|B\` → \`@all <b>\`<br>\`hours\`: _empty_ → \`32.5\` |

### \`hr/teams.csv\`

**no differences, 3 unchanged**
"
`);
  expect(text(diffMarkdown([people], { limit: 1 }))).toContain('\n… and 2 more.\n');
  expect(text(diffMarkdown([{ ...same, only: 'base' }], { limit: 1 }))).toContain(
    'Only in base: **no differences, 3 unchanged**',
  );
});

describe('html', () => {
  const page = (diffs: readonly KindDiff[], limit = 10) => text(diffHtml(diffs, { limit, base: 'a.csv', head: '<b>' }));

  test('is one page that loads and runs nothing', () => {
    const html = page([people, same]);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'`);
    expect(html).not.toMatch(/<script|<img|<link|<iframe|src=|href=|url\(|@import|\son\w+=/i);
    expect(html).toContain('a.csv</code> <span class="arrow">→</span> <code>&#60;b&#62;');
  });

  test('shows the changes, the columns and what is the same', () => {
    const html = page([people, same]);
    expect(html).toContain('<li class="added"><b>1</b> added</li>');
    expect(html).toContain('column team is now squad');
    expect(html).toContain(
      '<dt>squad</dt><dd><del>A|B</del> <span class="arrow">→</span> <ins>@all &#60;b&#62;</ins></dd>',
    );
    expect(html).toContain('<del><i class="empty">empty</i></del>');
    expect(html).toContain('<li>hr/teams.csv <span>no differences, 3 unchanged</span></li>');
    expect(page([same])).toContain('<p class="calm">No differences.</p>');
  });

  test('counts what is over the limit', () => {
    expect(page([people], 1)).toContain('… and 2 more');
    expect(page([people], 0)).toContain('… and 3 more');
    expect(page([{ ...people, changes: [], only: 'head' }])).toContain('<small>only in head</small>');
  });

  test('offers a filter only where there is a choice', () => {
    expect(page([people])).toContain('class="show-removed"');
    expect(page([{ ...people, summary: { ...people.summary, added: 0, removed: 0 } }])).not.toContain('<fieldset>');
  });
});

describe('json', () => {
  test('has one change a line and names renamed columns only where there are some', () => {
    const shown = text(diffJson([people, same]));
    expect(JSON.parse(shown).kinds[0].columns.renamed).toEqual([{ from: 'team', to: 'squad' }]);
    expect(JSON.parse(shown).kinds[1].columns).toEqual({ added: [], removed: [] });
    expect(shown.split('\n').filter((line) => line.startsWith('{"op"'))).toHaveLength(3);
    expect(JSON.parse(text(diffJson([])))).toEqual({ kinds: [] });
  });

  test('keeps columns called 2024 and __proto__ in their place', () => {
    const after = { names: ['b', '__proto__', '2024'], values: ['1', '2', '3'] };
    const changes: RecordChange[] = [{ op: 'added', key: '1', label: '', after }];
    expect(text(diffJson([{ ...people, changes }]))).toContain('"after":{"b":"1","__proto__":"2","2024":"3"}');
  });

  test('comes in pieces of a bounded size', () => {
    const one = people.changes[0];
    const changes = one === undefined ? [] : Array.from({ length: 5000 }, () => one);
    const pieces = [...diffJson([{ ...people, changes }])];
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(70_000);
    expect(JSON.parse(text(pieces)).kinds[0].changes).toHaveLength(5000);
  });
});

test('a difference is one of records, of columns or of files', () => {
  expect(isDifferent(same)).toBe(false);
  expect(isDifferent({ ...same, only: 'head' })).toBe(true);
  expect(isDifferent({ ...same, columns: { ...same.columns, added: ['x'] } })).toBe(true);
  expect(isDifferent(people)).toBe(true);
});

test('thousands are set apart', () => {
  expect([0, 999, 1000, 1_234_567].map(countText)).toEqual(['0', '999', '1,000', '1,234,567']);
});

describe('hostile cells', () => {
  const hostile = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '`',
          '|',
          '\\',
          '\n',
          '\r',
          '@all',
          '<script>alert(1)</script>',
          '-->',
          '[x](http://x.example)',
        ),
        fc.constantFrom('\u202e', '\u200b', '\u001b[2J', '::error::', '"', "'", '<br>', '#1', '\u2028', '  '),
        fc.string({ unit: 'binary', maxLength: 3 }),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(''));
  const key = hostile.filter((text) => text !== '');
  const named: fc.Arbitrary<NamedValues> = fc
    .array(fc.tuple(hostile, hostile), { maxLength: 3 })
    .map((fields) => ({ names: fields.map(([name]) => name), values: fields.map(([, value]) => value) }));
  const field: fc.Arbitrary<FieldDiff> = fc.record({ name: hostile, before: hostile, after: hostile });
  const change: fc.Arbitrary<RecordChange> = fc.oneof(
    fc.record({
      op: fc.constant('added' as const),
      key,
      label: hostile,
      after: named,
    }),
    fc.record({
      op: fc.constant('changed' as const),
      key,
      label: hostile,
      fields: fc.array(field, { maxLength: 3 }),
    }),
  );
  const diff: fc.Arbitrary<KindDiff> = fc.record({
    kind: fc.constant('records'),
    file: hostile.filter((name) => name !== ''),
    key: fc.array(hostile, { minLength: 1, maxLength: 2 }),
    summary: fc.constant({ added: 1, removed: 0, changed: 1, unchanged: 1 }),
    columns: fc.record({
      added: fc.array(hostile, { maxLength: 2 }),
      removed: fc.array(hostile, { maxLength: 2 }),
      renamed: fc.array(fc.record({ from: hostile, to: hostile }), { maxLength: 1 }),
    }),
    changes: fc.array(change, { minLength: 1, maxLength: 4 }),
  });

  test('add no line and no control to a terminal', () => {
    fc.assert(
      fc.property(diff, (one) => {
        const lines = text(diffTerminal([one], { color: false, limit: 9 })).split('\n');
        expect(lines.filter((line) => /^[+~-] (?!column)/.test(line))).toHaveLength(one.changes.length);
        expect(lines.join('').replace(/[\u200d\ufe0f]/gu, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  test('stay in their cell of a Markdown table, in a code span', () => {
    fc.assert(
      fc.property(diff, (one) => {
        const lines = text(diffMarkdown([one], { limit: 9 }))
          .trimEnd()
          .split('\n');
        const rows = lines.slice(lines.indexOf('|---|---|---|---|') + 1);
        expect(rows).toHaveLength(one.changes.length);
        for (const row of rows) expect(row.replaceAll(/\\[\\|]/g, '').split('|')).toHaveLength(6);
        const outside = lines.map(withoutCode).join('\n');
        expect(outside.replaceAll('<br>', '')).not.toMatch(/[<>@[\]`\\&]|:\/\/|#\d/);
      }),
    );
  });

  test('add no tag and no attribute to the HTML page', () => {
    const options = { limit: 9, base: 'a', head: 'b' };
    const tags = (html: string) => html.replace(/<style>.*?<\/style>/s, '').match(/<[^>]*>/g) ?? [];
    const known = /^<(\/?\w+|\w+( (class|name|type|scope|aria-hidden|style)="[\w :%-]*"| checked)+)>$/;
    fc.assert(
      fc.property(diff, (one) => {
        const html = text(diffHtml([one], options));
        expect(html.match(/<li class="(added|changed)"><p>/g)).toHaveLength(one.changes.length);
        expect(tags(html.slice(html.indexOf('<main>'))).filter((tag) => !known.test(tag))).toEqual([]);
        expect(html).not.toMatch(/<(script|img|a|iframe|svg|form)\b/i);
      }),
    );
  });
});

function withoutCode(line: string): string {
  let rest = line;
  let outside = '';
  for (let open = /`+/.exec(rest); open !== null; open = /`+/.exec(rest)) {
    const fence = open[0];
    const after = rest.slice(open.index + fence.length);
    const close = new RegExp(`(?<!\`)${fence}(?!\`)`).exec(after);
    if (close === null) return `${outside}unclosed \``;
    outside += rest.slice(0, open.index);
    rest = after.slice(close.index + fence.length);
  }
  return outside + rest;
}

function values(fields: Readonly<Record<string, string>>): NamedValues {
  return { names: Object.keys(fields), values: Object.values(fields) };
}

function text(pieces: Iterable<string | Uint8Array>): string {
  return [...pieces].map((piece) => (typeof piece === 'string' ? piece : Buffer.from(piece).toString())).join('');
}
