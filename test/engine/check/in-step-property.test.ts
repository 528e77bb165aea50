import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkRoster } from '../../../src/engine/check/check.ts';
import type { Roster } from '../../../src/engine/roster.ts';
import { parseRules } from '../../../src/io/config/config.ts';
import { readSources } from '../../../src/io/csv/sources.ts';
import { treeOf } from './rosters.ts';

const header = ['id', 'email', 'manager_id', 'start_date', 'end_date', 'weekly_hours', 'gender', 'skills'];

/** Cells that can be read in several ways, or not at all, or whose meaning hangs on what else stands in their column. */
const cells = fc.tuple(
  fc.constantFrom('1', '2', '3', '4', ' 5', '5', '', '6"', 'é', 'e\u0301'),
  fc.constantFrom('a@x.example', 'A@x.example', 'b@x.example', 'b@x', ''),
  fc.constantFrom('1', '2', '9', ''),
  fc.constantFrom('01/02/2026', '13/02/2026', '02/13/2026', '2026-02-01', '31/02/2026', ''),
  fc.constantFrom('01/02/2026', '03/02/2026', '2026-02-01', ''),
  fc.constantFrom('35', '1.500', '1,500', '1,5', 'many', ''),
  fc.constantFrom('H', 'h', 'female', 'x', '\ufffd', ''),
  fc.constantFrom('a;b', 'a\nb', 'a | b', '"', ''),
);
type Cells = readonly string[];

/** What became of a row in the other version of the file. */
const edit = fc.oneof(
  { weight: 6, arbitrary: fc.constant((row: Cells) => [row]) },
  fc.constant(() => []),
  cells.map((other) => () => [other]),
  cells.map((other) => (row: Cells) => [other, row]),
  fc.nat(header.length - 1).map((column) => (row: Cells) => [row.map((cell, at) => (at === column ? '' : cell))]),
);

const written = fc.record({
  delimiter: fc.constantFrom(',', ';'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  isQuoted: fc.boolean(),
  isReversed: fc.integer({ min: 0, max: 4 }).map((one) => one === 0),
  hasBlank: fc.boolean(),
});
type Written = typeof written extends fc.Arbitrary<infer T> ? T : never;

const reading = fc.constantFrom(
  '',
  'dates: dd/MM/yyyy',
  'dates: MM/dd/yyyy',
  "decimal: ','",
  'values: { gender: { H: male, x: female } }',
  'values: { gender: { H: female } }',
  'columns: { end_date: start_date, start_date: end_date }',
);

function fileOf(rows: readonly Cells[], { delimiter, lineEnd, isQuoted, isReversed, hasBlank }: Written): string {
  const write = (cell: string): string =>
    isQuoted || /[\n"]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = [header, ...rows].map((row) => (isReversed ? row.toReversed() : row).map(write).join(delimiter));
  return lines.toSpliced(1, 0, ...(hasBlank ? [''] : [])).join(lineEnd);
}

async function read(csv: string, source: string, like?: Roster): Promise<Roster> {
  const rules = parseRules(`version: 1
fields: { employees: { skills: { type: list, class: open } } }
sources: { hr: { employees: hr/people.csv${source === '' ? '' : `, ${source}`} } }
teams: { from: gender }
`);
  const tables = await readSources(treeOf({ 'hr/people.csv': csv }), rules);
  return checkRoster(tables, rules, { today: '2026-02-02', ...(like ? { like } : { keepRows: true }) });
}

/** Everything of a roster as it is told, in its order. */
function told({ records, read: _, ...rest }: Roster): string {
  return JSON.stringify([Object.values(records).map((kind) => [...kind]), rest], null, 1);
}

test('reads a file beside another version of it as it reads the file alone', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cells, edit), { maxLength: 12 }),
      fc.tuple(written, fc.option(written, { nil: undefined, freq: 2 })),
      fc.tuple(reading, fc.option(reading, { nil: undefined, freq: 2 })),
      fc.boolean(),
      async (rows, [nowWritten, thenWritten = nowWritten], [nowRead, thenRead = nowRead], isMoved) => {
        const then = rows.flatMap(([row, change]): readonly Cells[] => change(row));
        const nowFile = fileOf(
          rows.map(([row]) => row),
          nowWritten,
        );
        const thenFile = fileOf(isMoved ? then.toSpliced(0, 2, ...then.slice(0, 2).reverse()) : then, thenWritten);
        const now = await read(nowFile, nowRead);

        const taken = await read(thenFile, thenRead, now);

        const { read: _, ...unkept } = now;
        expect(told(taken)).toBe(told(await read(thenFile, thenRead, unkept)));
        const alone = await read(thenFile, thenRead);
        expect({ ...taken, records: undefined }).toEqual({ ...alone, records: undefined, read: undefined });
        expect(Object.values(taken.records).map((kind) => [...kind])).toEqual(
          Object.values(alone.records).map((kind) => [...kind]),
        );
      },
    ),
    { numRuns: 1000 },
  );
});
