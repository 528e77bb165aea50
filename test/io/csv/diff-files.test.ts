import { describe, expect, test } from '@jest/globals';
import { RollcallError } from '../../../src/contract/index.ts';
import { diffTables } from '../../../src/engine/diff/diff.ts';
import type { KindDiff } from '../../../src/engine/diff/kind-diff.ts';
import { type ByteSource, sourceOf } from '../../../src/engine/diff/stream/byte-source.ts';
import { type StreamTools, streamDiff } from '../../../src/engine/diff/stream/stream-diff.ts';
import { atOnce } from '../../../src/engine/diff/stream/waiting.ts';
import { readTable } from '../../../src/io/csv/csv.ts';
import { readStart } from '../../../src/io/csv/csv-start.ts';
import { diffFiles, streamTools } from '../../../src/io/csv/diff-files.ts';

const asked = { kind: 'records', key: [] } as const;

/** Ids 1 to `count`, each with what `cells` gives. */
const people = (count: number, cells: (id: number) => string, header = 'id,name,note') =>
  `${header}\n${Array.from({ length: count }, (_, index) => `${index + 1},${cells(index + 1)}\n`).join('')}`;

describe('a stray quote', () => {
  const base = people(60, (id) => `Anna,19" monitor ${id}`);
  const head = base
    .split('\n')
    .filter((_, line) => line === 0 || line > 20)
    .map((line, index) => (index > 0 && index <= 20 ? line.replace('Anna', 'Bo') : line))
    .concat(Array.from({ length: 20 }, (_, index) => `${100 + index},Cy,5' 10"`))
    .filter((line) => line !== '')
    .join('\n');

  test('in a cell that is not quoted swallows nothing', () => {
    expect(streamed(base, head).summary).toEqual({ added: 20, removed: 20, changed: 20, unchanged: 20 });
  });

  test('at the start of a cell is refused with its place', () => {
    const broken = base.replace('30,Anna', '30,"Anna');
    expect(refusal(base, broken)).toBe('head.csv:31:13 text follows a closing quote');
  });
});

describe('a doubled key is refused with both places', () => {
  const base = people(5000, () => 'Anna,x');

  test.each([
    ['next to the other', base.replace('\n4000,Anna,x', '\n4000,Anna,x\n4000,Anna,x')],
    ['far from the other', `${base}7,Anna,x\n`],
  ])('also among equal rows, %s', (_, doubled) => {
    expect(refusal(base, doubled)).toMatch(/^head\.csv:\d+:1 has the key of head\.csv:\d+:1$/);
    expect(refusal(doubled, base)).toMatch(/^base\.csv:\d+:1 has the key of base\.csv:\d+:1$/);
    expect(refusal(doubled, doubled)).toMatch(/^base\.csv:\d+:1 has the key of base\.csv:\d+:1$/);
  });

  test('quoted in one row and bare in the other', () => {
    expect(refusal(base, `${base}"7",Bo,y\n`)).toBe('head.csv:5002:1 has the key of head.csv:8:1');
  });
});

test('nobody is lost at the end of a chunk, wherever it falls', () => {
  const base = people(40, (id) => `"two\nlines",${'y'.repeat(id % 7)}`);
  const lines = base.split('\n');
  for (let windowBytes = 64; windowBytes < 200; windowBytes += 1) {
    // Lines come in pairs, after the header.
    const gone = 1 + 2 * (windowBytes % 40);
    const head = lines.filter((_, line) => line !== gone && line !== gone + 1).join('\n');
    expect(streamed(base, head, { windowBytes }).summary).toEqual({ added: 0, removed: 1, changed: 0, unchanged: 39 });
  }
});

test('line breaks, quotes and letters of several bytes are cut by every chunk and stay whole', () => {
  const base = people(30, (id) => `"Zoé 😀\r\n""${id}""","ÿÿÿ,\n"`);
  const head = base.replace('"15""', '"51""');
  for (let windowBytes = 64; windowBytes < 128; windowBytes += 1) {
    const diff = streamed(base, head, { windowBytes });
    expect(diff.summary).toEqual({ added: 0, removed: 0, changed: 1, unchanged: 29 });
  }
});

describe('a file that says the same in another way is the same', () => {
  const base = people(300, (id) => (id % 9 === 0 ? `"Doe, Ann","19"" screen"` : `Ann ${id},`));
  const columns = (text: string, write: (cells: readonly string[]) => string) =>
    [
      readTable('x.csv', Buffer.from(text)).header,
      ...readTable('x.csv', Buffer.from(text)).rows.map(({ cells }) => cells),
    ]
      .map((cells) => write(cells))
      .join('\n');
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const minimal = (cell: string) => (/[",\n]/.test(cell) ? quoted(cell) : cell);

  test.each([
    ['with CRLF', base.replaceAll('\n', '\r\n')],
    ['with CR', base.replaceAll('\n', '\r')],
    ['with a byte-order mark', `\ufeff${base}`],
    ['with all cells quoted', columns(base, (cells) => cells.map(quoted).join(','))],
    ['with columns in another order', columns(base, (cells) => cells.map(minimal).reverse().join(','))],
    [
      'with semicolons',
      columns(base, (cells) => cells.map((cell) => (/[";]/.test(cell) ? quoted(cell) : cell)).join(';')),
    ],
    ['with blank lines', base.replaceAll('\n', '\n\n').replace('\n\n', '\n   \n')],
    ['without the last line end', base.trimEnd()],
    ['with a quote that needs none', base.replaceAll('"19"" screen"', '19" screen')],
  ])('%s', (_, head) => {
    const unchanged = { added: 0, removed: 0, changed: 0, unchanged: 300 };
    expect(streamed(base, head).summary).toEqual(unchanged);
    expect(streamed(head, base, { windowBytes: 100 }).summary).toEqual(unchanged);
  });
});

test('a key is the same with quotes and without', () => {
  const diff = streamed('id,a\n"100003",x\n7,y\n', 'id,a\n100003,z\n"7",y\n');
  expect(diff.changes.map(({ op, key }) => [op, key])).toEqual([['changed', '100003']]);
});

test('keys that are numbers are in the order of numbers, others in that of letters', () => {
  const keys = (...ids: readonly string[]) =>
    streamed('id\n5\n', ['id', '5', ...ids].join('\n')).changes.map(({ key }) => key);
  expect(keys('10', '9', '007')).toEqual(['007', '9', '10']);
  expect(keys('10', '9', 'x')).toEqual(['10', '9', 'x']);
  expect(keys('10', '9', '1234567890123456789012')).toEqual(['9', '10', '1234567890123456789012']);
  expect(keys('7', '00', '07', '0', '000', '007')).toEqual(['0', '00', '000', '007', '07', '7']);
  expect(keys('99999999999999', '99999999999998', '100000000000000')).toEqual([
    ...['99999999999998', '99999999999999', '100000000000000'],
  ]);
});

test('empty, "" and a missing column are one value', () => {
  const base = people(50, (id) => (id % 2 === 0 ? ',""' : '"",'));
  expect(
    streamed(
      base,
      people(50, () => ','),
    ).summary.unchanged,
  ).toBe(50);
  expect(
    streamed(
      base,
      people(50, () => '', 'id,name'),
    ).summary.unchanged,
  ).toBe(50);
  const added = streamed(
    people(50, () => '', 'id,name'),
    base.replace('\n7,"",', '\n7,"",new'),
  );
  expect(added.changes).toMatchObject([
    { op: 'changed', key: '7', fields: [{ name: 'note', before: '', after: 'new' }] },
  ]);
});

test('a row with a cell too few is refused with its place', () => {
  const base = people(5000, () => 'Anna,x');
  expect(refusal(base, base.replace('\n4321,Anna,x', '\n4321,Anna'))).toMatch(
    /^head\.csv:4322:\d+ the row has 2 cells/,
  );
});

test('files whose order has nothing in common are joined, whatever their size', () => {
  for (const count of [2048, 4096, 30_000]) {
    const base = people(count, (id) => `Name ${id},x`);
    const [header = '', ...lines] = base.trimEnd().split('\n');
    const turned = lines.map((_, index) => lines[(index * 7919) % count] ?? '');
    turned[5] = turned[5]?.replace(',x', ',y') ?? '';
    const head = [header, ...turned.slice(0, -1), '999999,Newcomer,x'].join('\n');
    expect(streamed(base, head).summary).toEqual({ added: 1, removed: 1, changed: 1, unchanged: count - 2 });
    expect(streamed(base, base).summary.unchanged).toBe(count);
  }
});

test('rows that get much shorter, and much longer, than the first ones find room', () => {
  const sizes = (before: number, after: number) =>
    people(120_000, (id) => `${'n'.repeat(id <= 100 ? before : 1)},${id === 60_000 ? 'm'.repeat(after) : ''}`);
  const base = sizes(2000, 5);
  const changed = { added: 0, removed: 0, changed: 1, unchanged: 119_999 };
  expect(streamed(base, sizes(2000, 400_000)).summary).toEqual(changed);
});

test('files with little in common find room for the people of both', () => {
  const rows = (from: number) => Array.from({ length: 150_000 }, (_, index) => `${from + index},x`);
  const texts = [rows(100_000), rows(249_000)].map((lines) => ['id,note', ...lines].join('\n'));
  const [base, head] = texts.map((text) => start('x.csv', text));
  const diff = base && head && streamNow(base, head, asked, streamTools());
  expect(diff?.summary).toEqual({ added: 149_000, removed: 149_000, changed: 0, unchanged: 1000 });
});

test('offsets beyond 2 GiB and 4 GiB are as good as small ones', () => {
  const base = people(300, (id) => `Anna ${id},x`);
  const lines = base.trimEnd().split('\n').slice(1);
  const head = ['id,name,note', ...lines.reverse(), '301,Bo,y'].join('\n').replace('Anna 200,x', 'Anna 200,z');
  const near = streamed(base, head);
  for (const start of [2 ** 31 - 100, 2 ** 32 - 100, 2 ** 33 + 5]) {
    const [before, after] = [base, head].map((text) => startAt(text, start));
    const diff = before && after && streamNow(before, after, asked, streamTools());
    expect(diff && gather(diff)).toEqual(near);
  }
});

describe('hashes that collide', () => {
  const base = people(500, (id) => `Anna ${id},x`);
  const head = base
    .split('\n')
    .reverse()
    .filter((line) => line !== '' && line !== 'id,name,note');
  const shuffled = ['id,name,note', ...head].join('\n').replace('Anna 77,', 'Anne 77,');

  test.each([
    ['all of them', 0n],
    ['nearly all of them', 0x0000_0001_0000_0001n],
    ['now and then', 0x0000_0fff_0000_0fffn],
  ])('%s change nothing in the result', (_, hashMask) => {
    const tools = { ...streamTools(), hashMask };
    const diff = diffFiles(file('base.csv', base), file('head.csv', shuffled), asked, tools);
    expect(gather(diff)).toEqual(streamed(base, shuffled));
  });
});

test('a file that cannot be streamed and is too large for a text is refused with what to do', () => {
  const large: ByteSource = { size: 2 ** 33, read: () => 0 };
  expect(() => diffFiles(file('base.csv', 'id\n1\n'), { name: 'head.csv', source: large }, asked)).toThrow(
    /^head\.csv has to be read as a whole, and is too large for that \(8192 MiB\)/,
  );
});

test('a file whose records or offsets do not fit is not streamed', () => {
  const found = start('base.csv', 'id\n1\n2\n');
  for (const size of [2 ** 37, 2 ** 38]) {
    const endless = found && { ...found, source: { ...found.source, size } };
    expect(endless && streamNow(endless, endless, asked, streamTools())).toBeUndefined();
  }
});

test('a file that gets shorter while it is read is not taken for a sound one', () => {
  const text = people(5000, (id) => `Anna ${id},x`);
  const lines = text.trimEnd().split('\n');
  const bytes = Buffer.from([lines[0], ...lines.slice(1).reverse()].join('\n'));
  let reads = 0;
  const shrinking: ByteSource = {
    size: bytes.length,
    read(position, target) {
      reads += 1;
      return sourceOf(reads > 4 ? bytes.subarray(0, 20_000) : bytes).read(position, target);
    },
  };
  const [base, head] = [readStart('base.csv', sourceOf(Buffer.from(text))), readStart('head.csv', shrinking)];
  // Nothing of base is held, so that head has to be read again.
  const tools = { ...streamTools(), windowBytes: 65_536, heldBytes: 0, mostHeldBytes: 0 };
  expect(base && head && streamNow(base, head, asked, tools)?.summary.unchanged).not.toBe(5000);
});

test('two people whose keys have one hash are two people, in step and out of it', () => {
  const [base, head] = ['id,a\n1,x\n2,x\n3,x\n', 'id,a\n3,x\n4,x\n1,x\n'];
  const expected = streamed(base, head);
  for (let seed = 0n; seed < 300n; seed += 1n) {
    // Of 256 hashes two of these four keys share one often enough.
    const tools = { ...streamTools(), seed, hashMask: 0x0000_000f_0000_000fn };
    expect(gather(diffFiles(file('base.csv', base), file('head.csv', head), asked, tools))).toEqual(expected);
  }
  const only = diffFiles(file('base.csv', 'id\n1\n'), file('head.csv', 'id\n2\n'), asked, {
    ...streamTools(),
    hashMask: 0n,
  });
  expect(only.summary).toEqual({ added: 1, removed: 1, changed: 0, unchanged: 0 });
});

/** What streaming finds; it must not have fallen back to reading the files whole, and must find what that finds. */
function streamed(base: string, head: string, tools: Partial<StreamTools> = {}): KindDiff {
  const [before, after] = [start('base.csv', base), start('head.csv', head)];
  const diff = before && after && streamNow(before, after, asked, { ...streamTools(), ...tools });
  if (diff === undefined) throw new Error('the files were not streamed');
  const gathered = gather(diff);
  expect(gathered).toEqual(
    diffTables(readTable('base.csv', Buffer.from(base)), readTable('head.csv', Buffer.from(head)), asked),
  );
  return gathered;
}

function start(name: string, text: string) {
  return readStart(name, sourceOf(Buffer.from(text)));
}

/** The records of a text as they would stand far behind the beginning of a large file. */
function startAt(text: string, offset: number) {
  const found = start('x.csv', text);
  if (found === undefined) return undefined;
  const records = Buffer.from(text).subarray(found.start);
  const source: ByteSource = {
    size: offset + records.length,
    read: (position, target) => sourceOf(records).read(position - offset, target),
  };
  return { ...found, start: offset, source };
}

function file(name: string, text: string) {
  return { name, source: sourceOf(Buffer.from(text)) };
}

function gather(
  diff: Omit<KindDiff, 'changes'> & { readonly changes: Iterable<KindDiff['changes'][number]> },
): KindDiff {
  return { ...diff, changes: [...diff.changes] };
}

function refusal(base: string, head: string): string {
  try {
    diffFiles(file('base.csv', base), file('head.csv', head), asked);
  } catch (error) {
    if (error instanceof RollcallError) return error.message;
    throw error;
  }
  return 'not refused';
}

test('a record that moved far is compared alone', () => {
  const base = people(5000, (id) => `${'Anna'.repeat(20)},${id}`);
  const [header = '', first = '', ...others] = base.trimEnd().split('\n');
  const moved = (record: string) => [header, ...others, record, ''].join('\n');
  expect(streamed(base, moved(first)).summary).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 5000 });
  expect(streamed(base, moved(`${first}0`)).summary).toEqual({ added: 0, removed: 0, changed: 1, unchanged: 4999 });
});

test('bytes that are the same in quotes and without them may say something else', () => {
  const base = people(50, (id) => `Anna ${id},x`)
    .replace('Anna 7,x', 'a""b,x')
    .replace('Anna 8,x', 'a,b');
  const quoted = base.replaceAll(/[^,\n]+/g, '"$&"').replace('"a","b"', '"a,b",""');
  expect(streamed(base, quoted).changes).toMatchObject([
    { key: '7', fields: [{ name: 'name', before: 'a""b', after: 'a"b' }] },
    {
      key: '8',
      fields: [
        { before: 'a', after: 'a,b' },
        { before: 'b', after: '' },
      ],
    },
  ]);
});

test('a letter that begins as a byte-order mark does is a letter', () => {
  const rows = Array.from({ length: 50 }, (_, index) => `"Anna ${index}",${index}`);
  const base = ['ｎame,id', ...rows].join('\n');
  expect(streamed(base, base.replace('Anna 0"', 'Anne 0"')).changes).toMatchObject([
    { key: '0', fields: [{ name: 'ｎame', before: 'Anna 0', after: 'Anne 0' }] },
  ]);
});

test('a record that goes on behind what is read of it is not the same as one that ends there', () => {
  const base = people(5000, (id) => `${'Anna'.repeat(20)},${id}`);
  const [header = '', first = '', ...others] = base.trimEnd().split('\n');
  const [long, cut] = [4200, 4096].map((bytes) => first.padEnd(bytes, '1'));
  const before = [header, long, ...others, ''].join('\n');
  const after = [header, ...others, cut, ''].join('\n');
  expect(streamed(before, after).summary).toEqual({ added: 0, removed: 0, changed: 1, unchanged: 4999 });
  expect(streamed(after, before).summary).toEqual({ added: 0, removed: 0, changed: 1, unchanged: 4999 });
});

describe('bytes far behind the beginning', () => {
  const base = people(20_000, (id) => `Anna ${id},x`);
  const [header = '', ...lines] = base.trimEnd().split('\n');
  /** `?` stands for the bytes. */
  const withBytes = (text: string, bytes: readonly number[]) => {
    const [before = '', behind = ''] = text.split('?');
    return Buffer.concat([Buffer.from(before), Uint8Array.from(bytes), Buffer.from(behind)]);
  };
  const turned = lines.toReversed().filter((line) => !line.startsWith('18001,'));
  const places: readonly (readonly [string, readonly string[]])[] = [
    ['in a changed record', lines.with(18_000, '18001,Anna ?,x')],
    ['in a changed record out of order', [...turned, '18001,Anna ?,x']],
    ['in a new record', [...lines, '30000,Bo ?,x']],
    ['in a new record out of order', [...turned, '30000,Bo ?,x']],
  ];
  const isStreamed = (one: Uint8Array, other: Uint8Array) => {
    const [before, after] = [readStart('base.csv', sourceOf(one)), readStart('head.csv', sourceOf(other))];
    return before && after && streamNow(before, after, asked, { ...streamTools(), heldBytes: 100_000 }) !== undefined;
  };

  test.each(places)('that are no letters are not taken for some, %s', (_, rows) => {
    const text = [header, ...rows].join('\n');
    const noLetters = [
      [0xff],
      [0xe9],
      [0xc3],
      [0xc0, 0xaf],
      [0xe0, 0x9f, 0xbf],
      [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
    ];
    for (const bytes of noLetters) expect(isStreamed(Buffer.from(base), withBytes(text, bytes))).toBe(false);
    expect(isStreamed(withBytes(text, [0xff]), Buffer.from(base))).toBe(false);
    expect(isStreamed(withBytes(text, [0xff]), withBytes(text, [0xff]))).toBe(false);
  });

  test.each(places)('that are letters are some, %s', (_, rows) => {
    const text = [header, ...rows].join('\n');
    for (const letter of ['é', '\u0800', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}']) {
      expect(isStreamed(Buffer.from(base), Buffer.from(text.replace('?', letter)))).toBe(true);
    }
  });
});

test('what has to wait is not done at once', () => {
  const waits = function* () {
    yield Promise.resolve();
  };
  expect(() => atOnce(waits())).toThrow('nobody can wait');
});

/** Nothing is read ahead of what is in memory. */
function streamNow(...asked: Parameters<typeof streamDiff>) {
  return atOnce(streamDiff(...asked));
}
