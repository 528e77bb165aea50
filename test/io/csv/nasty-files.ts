import fc from 'fast-check';

/** Two versions of one table as CSV, each written in its own way. */
export interface FilePair {
  readonly base: Uint8Array;
  readonly head: Uint8Array;
}

interface Style {
  readonly delimiter: string;
  readonly lineEnd: string;
  readonly mark: boolean;
  /** Whether a cell that needs no quotes gets them: by its place, 0 never, 1 always, else now and then. */
  readonly quotes: number;
  readonly blankLines: number;
  readonly hasLastLineEnd: boolean;
  /** Text put in as it is, at a share of the file; breaks things now and then. */
  readonly slip: { readonly text: string; readonly at: number } | undefined;
  /** Bytes put in the same way, that may be no letters. */
  readonly stray: { readonly bytes: readonly number[]; readonly at: number } | undefined;
}

const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('', 'a', 'b', 'Sales', '40', 'Zoé', 'Müller') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('19" monitor', 'x,y', 'x;y', 'two\nlines', 'two\r\nlines', '"all"', 'ends"', '😀'),
  },
  { weight: 1, arbitrary: fc.constantFrom(' "q"', ' ', '""', '\t', '|', 'a\rb', '=1+1', 'ÿ'.repeat(40), '\ufeff') },
);

const slip = fc.option(
  fc.record({
    text: fc.constantFrom('"', '\n', '\r', ',', '\0', ' "x"', '""', '\n  \n', '\n\n', '\u00a0\n'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { freq: 8, nil: undefined },
);

const stray = fc.option(
  fc.record({
    bytes: fc.oneof(
      fc.constantFrom(
        [0xff],
        [0xe9],
        [0xc3],
        [0xc0, 0xaf],
        [0xed, 0xa0, 0x80],
        [0xe0, 0x9f, 0xbf],
        [0xf4, 0x90, 0x80, 0x80],
      ),
      fc.constantFrom(
        [0xc3, 0xa9],
        [0xef, 0xbf, 0xbf],
        [0xf0, 0x90, 0x80, 0x80],
        [0xf4, 0x8f, 0xbf, 0xbf],
        [0xed, 0x9f, 0xbf],
      ),
    ),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { freq: 8, nil: undefined },
);

const style: fc.Arbitrary<Style> = fc.record({
  delimiter: fc.constantFrom(',', ',', ',', ';', '\t', '|'),
  lineEnd: fc.constantFrom('\n', '\n', '\r\n', '\r'),
  mark: fc.boolean(),
  quotes: fc.constantFrom(0, 0, 1, 2, 3),
  blankLines: fc.constantFrom(0, 0, 0, 3),
  hasLastLineEnd: fc.boolean(),
  slip: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, slip),
  stray: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, stray),
});

const key = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 99 }).map(String) },
  fc.constantFrom('007', '7', 'anna@example.com', 'ä', 'x"y', 'a,b', '12345678', '123456789', '90071992547409929', ''),
);

const world = fc
  .record({
    columns: fc.subarray(['name', 'note', 'hours', 'Résumé'], { minLength: 0 }),
    keyAt: fc.integer({ min: 0, max: 4 }),
    rows: fc.uniqueArray(fc.tuple(key, fc.array(value, { minLength: 4, maxLength: 4 })), {
      minLength: 1,
      maxLength: 60,
      selector: ([id]) => id,
    }),
    edits: fc.array(fc.tuple(fc.nat(), fc.nat(3), value), { maxLength: 6 }),
    removed: fc.array(fc.nat(), { maxLength: 4 }),
    added: fc.array(fc.tuple(fc.nat(), key, fc.array(value, { minLength: 4, maxLength: 4 })), { maxLength: 4 }),
    order: fc.constantFrom('same', 'same', 'reversed', 'turned'),
    columnChange: fc.constantFrom('none', 'none', 'none', 'reversed', 'added', 'removed', 'renamed'),
    doubled: fc.constantFrom(false, false, false, false, false, true),
    styles: fc.tuple(style, style),
    sameStyle: fc.boolean(),
  })
  .map((world): FilePair => {
    const header = [...world.columns];
    const keyAt = Math.min(world.keyAt, header.length);
    header.splice(keyAt, 0, 'id');
    const toRow = (id: string, cells: readonly string[]) => {
      const row = cells.slice(0, world.columns.length);
      row.splice(keyAt, 0, id);
      return row;
    };
    const base = world.rows.map(([id, cells]) => toRow(id, cells));
    let head = base.map((row) => [...row]);
    for (const [at, column, text] of world.edits) {
      const row = head[at % head.length];
      const to = column % header.length;
      if (row !== undefined && to !== keyAt) row[to] = text;
    }
    for (const at of world.removed) if (head.length > 1) head.splice(at % head.length, 1);
    for (const [at, id, cells] of world.added) {
      if (!head.some((row) => row[keyAt] === id)) head.splice(at % (head.length + 1), 0, toRow(id, cells));
    }
    if (world.order === 'reversed') head.reverse();
    if (world.order === 'turned') head = [...head.slice(head.length / 2), ...head.slice(0, head.length / 2)];
    if (world.doubled) head.push([...(head[0] ?? [])]);
    const headHeader = [...header];
    if (world.columnChange === 'added') {
      headHeader.push('extra');
      head = head.map((row, index) => [...row, index % 7 === 3 ? 'x' : '']);
    }
    const [first, second] = world.styles;
    let baseRows = [header, ...base];
    let headRows = [headHeader, ...head];
    if (world.columnChange === 'reversed') headRows = headRows.map((row) => row.toReversed());
    if (world.columnChange === 'removed') {
      baseRows = baseRows.map((row, index) => [...row, index === 0 ? 'gone' : index % 5 === 2 ? 'y' : '']);
    }
    if (world.columnChange === 'renamed') headRows[0] = headHeader.map((name) => (name === 'note' ? 'remark' : name));
    return { base: write(baseRows, first), head: write(headRows, world.sameStyle ? first : second) };
  });

/** Pairs of files with all that is hard about CSV: most can be read, some must be refused. */
export const nastyFiles: fc.Arbitrary<FilePair> = world;

function write(rows: readonly (readonly string[])[], style: Style): Uint8Array {
  let count = 0;
  const cell = (text: string): string => {
    count += 1;
    const isAsked = style.quotes === 1 || (style.quotes > 1 && count % style.quotes === 0);
    const isNeeded = /["\r\n]/.test(text)
      ? !/^[^"\r\n][^\r\n]*$/.test(text) || isAsked
      : text.includes(style.delimiter);
    return isNeeded || isAsked || text.includes(style.delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row, index) => {
    const blank = style.blankLines > 0 && index % style.blankLines === 1 ? style.lineEnd : '';
    return row.map(cell).join(style.delimiter) + blank;
  });
  let text = lines.join(style.lineEnd) + (style.hasLastLineEnd ? style.lineEnd : '');
  if (style.slip !== undefined) {
    const at = Math.floor(style.slip.at * text.length);
    text = text.slice(0, at) + style.slip.text + text.slice(at);
  }
  const bytes = Buffer.from(`${style.mark ? '\ufeff' : ''}${text}`);
  if (style.stray === undefined) return bytes;
  const at = Math.floor(style.stray.at * bytes.length);
  return Buffer.concat([bytes.subarray(0, at), Uint8Array.from(style.stray.bytes), bytes.subarray(at)]);
}
