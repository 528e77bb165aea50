import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  escapeHtml,
  escapeMarkdownCell,
  escapeMarkdownText,
  plainCell,
  plainLine,
  plainSentence,
} from '../../src/review/escape.ts';

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '`',
        '``',
        '|',
        '\\',
        '\n',
        '\r\n',
        '\u2028',
        '<img src=x onerror=alert(1)>',
        '@all',
        '#12',
        '](http://x.example)',
      ),
      fc.constantFrom(
        '![a](b)',
        '\u202e',
        '\u200b',
        '\u001b[31m',
        '\u0007',
        '::error::x',
        '<!--',
        '&lt;',
        'www.x.example',
        '  ',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom('\ud800', '\ufe0f', '\u200d', '👩‍🔧', '\u3164', '\u00ad'),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('plainLine', () => {
  test('leaves names of people alone', () => {
    for (const name of ['Zoë', "O'Neill", 'Nguyễn Văn', '李雷', 'محمد', '👩‍🔧', '❤️', '👨‍👩‍👧', '👍🏽', '=1+1']) {
      expect(plainLine(name)).toBe(name);
    }
  });

  test('writes out what is not seen', () => {
    expect(plainLine('a\u202eb')).toBe('a⟨U+202E⟩b');
    expect(plainLine('a\u200bb\u00adc\u00a0d')).toBe('a⟨U+200B⟩b⟨U+00AD⟩c⟨U+00A0⟩d');
    expect(plainLine('\u001b[31mred')).toBe('⟨U+001B⟩[31mred');
    expect(plainLine('one\ntwo\r\nthree\rfour\tfive')).toBe('one⏎two⏎three␍four⇥five');
    expect(plainLine('\ud800')).toBe('⟨U+D800⟩');
    expect(plainLine('ab\u200dc\ufe0f')).toBe('ab⟨U+200D⟩c⟨U+FE0F⟩');
    expect(plainLine('\u3164\u2800')).toBe('⟨U+3164⟩⟨U+2800⟩');
  });

  test('leaves nothing hidden in any text and changes nothing twice', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = plainLine(text);
        expect(line.replace(/(?<=\S)[\u200d\ufe0f]/gu, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(plainLine(line)).toBe(line);
      }),
    );
  });
});

test('plainCell shows spaces that would not be seen', () => {
  expect(plainCell(' Anna  Keller ')).toBe('␣Anna␣␣Keller␣');
  expect(plainCell('Anna Keller')).toBe('Anna Keller');
});

test('escapeHtml leaves no markup', () => {
  expect(escapeHtml('<b title="x">\'&`')).toBe('&#60;b title=&#34;x&#34;&#62;&#39;&#38;&#96;');
  fc.assert(fc.property(hostile, (text) => expect(escapeHtml(text)).not.toMatch(/[<>"'`\n]/)));
});

describe('escapeMarkdownCell', () => {
  test('puts a value into a code span', () => {
    expect(escapeMarkdownCell('Anna')).toBe('`Anna`');
    expect(escapeMarkdownCell('@all <img> #1 www.x.example')).toBe('`@all <img> #1 www.x.example`');
    expect(escapeMarkdownCell('')).toBe('');
  });

  test('fences backticks with more of them', () => {
    expect(escapeMarkdownCell('a`b')).toBe('``a`b``');
    expect(escapeMarkdownCell('`')).toBe('`` ` ``');
    expect(escapeMarkdownCell('a``')).toBe('``` a`` ```');
  });

  test('keeps pipes inside their cell', () => {
    expect(escapeMarkdownCell('a|b')).toBe('`a\\|b`');
    expect(escapeMarkdownCell('a\\|b')).toBe('`a⧵\\|b`');
  });

  test('cuts what is long, between characters', () => {
    expect(escapeMarkdownCell('abcdef', 3)).toBe('`abc…`');
    expect(escapeMarkdownCell('ab😀', 3)).toBe('`ab…`');
  });

  test('is always one code span in one cell of one line', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const cell = escapeMarkdownCell(text);
        if (text === '') return;
        expect(cell).not.toMatch(/[\r\n\u2028\u2029]/);
        expect(codeSpans(cell)).toEqual(['']);
        expect(tableCells(`| ${cell} | x |`)).toHaveLength(2);
      }),
    );
  });
});

describe('escapeMarkdownText', () => {
  test('leaves plain sentences alone', () => {
    const sentence = 'The row (line 12) has no key: "Zoë" – add one, or leave it out!';
    expect(escapeMarkdownText(sentence)).toBe(sentence);
  });

  test('puts names of files, fields and people into code spans', () => {
    expect(escapeMarkdownText('see hr/people.csv:12:4, field cost_center.')).toBe(
      'see `hr/people.csv:12:4`, field `cost_center`.',
    );
    expect(escapeMarkdownText('ask @all about GH-12 and 3f2c1ab')).toBe('ask `@all` about `GH-12` and `3f2c1ab`');
    expect(escapeMarkdownText('see "GH-12" and (3f2c1ab)')).toBe('see "`GH-12`" and (`3f2c1ab`)');
    expect(escapeMarkdownText('www.x.example <b> *x* :')).toBe('`www.x.example` `<b>` `*x*` :');
  });

  test('lets nothing act outside of a code span', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const outside = codeSpans(escapeMarkdownText(text)).join('');
        expect(outside).not.toMatch(/[@#<>[\]*_|\\`&~]|www\.|:\/\//);
      }),
    );
  });
});

/** What stands outside of the code spans, by the rules of CommonMark: a run of backticks closes at the next equal run. */
function codeSpans(markdown: string): readonly string[] {
  const runs = [...markdown.matchAll(/`+/g)];
  let outside = '';
  let from = 0;
  while (runs.length > 0) {
    const open = runs.shift();
    const end = runs.findIndex((run) => run[0].length === open?.[0].length);
    if (open === undefined || end === -1) return [`unclosed: ${markdown}`];
    outside += markdown.slice(from, open.index);
    const [close] = runs.splice(0, end + 1).slice(-1);
    from = (close?.index ?? 0) + (close?.[0].length ?? 0);
  }
  return [outside + markdown.slice(from)];
}

/** Cells of a row of a GitHub table: a pipe parts cells unless a backslash stands before it. */
function tableCells(row: string): readonly string[] {
  return row
    .trim()
    .slice(1, -1)
    .replaceAll(/\\[\\|]/g, '')
    .split('|');
}

test('numbers of a sentence stay plain, with their narrow spaces', () => {
  expect(escapeMarkdownText('18\u202f600 of 1,000 and 5.498, 12\u00a0%')).toBe(
    '18\u202f600 of 1,000 and 5.498, 12\u00a0%',
  );
  expect(plainSentence('a\u202fb 1\u202f')).toBe('a⟨U+202F⟩b 1⟨U+202F⟩');
  expect(plainLine('1\u202f000')).toBe('1⟨U+202F⟩000');
});
