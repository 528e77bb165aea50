import { outlineRecord } from './csv-records.ts';

/** The delimiters that are looked for, in no order of preference. */
export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** How a file would look, were this its delimiter. */
export interface Reading {
  readonly delimiter: Delimiter;
  /** Cells in the first record that can be read; 0 when none can. */
  readonly cells: number;
  /** Rows looked at that have as many cells as the first record, and all rows looked at. */
  readonly fitting: number;
  readonly rows: number;
  /** Rows with more than one cell. */
  readonly split: number;
  /** Offset behind what was looked at. */
  readonly end: number;
}

/** The delimiter, or the readings between which nothing in the file decides. */
export type Detection = { readonly delimiter: Delimiter } | { readonly unclear: readonly Reading[] };

/** Detection looks at this many records: enough to be sure, and quick with any size of file. */
const sampleSize = 1000;

/**
 * Finds the delimiter by the one thing that a wrong one gets wrong: all rows having as many cells as the header.
 * A file that has one cell per row whatever the delimiter is a table of one column; where most of its rows could be
 * split, there may be a title above the header, and it stays unclear.
 */
export function detectDelimiter(text: string, start = 0): Detection {
  return decide(readEach(text, start));
}

/**
 * The delimiter of a file of which only the beginning is there; undefined when nothing decides, and when as much of the file as
 * this could say something else than the whole.
 */
export function detectFromBeginning(text: string, start: number): Delimiter | undefined {
  const readings = readEach(text, start);
  // The last record that was looked at may go on behind the text, and so may a line end of two characters.
  if (readings.some(({ end }) => end >= text.length)) return undefined;
  const detection = decide(readings);
  return 'delimiter' in detection ? detection.delimiter : undefined;
}

/** The first readable record rules out most delimiters: where another fits all rows, one that leaves it whole is not asked about the rest. */
function readEach(text: string, start: number): readonly Reading[] {
  const headers = delimiters.map((delimiter) => tryDelimiter(text, start, delimiter, 0));
  const readings = headers.map((header) =>
    header.cells > 1 ? tryDelimiter(text, start, header.delimiter, sampleSize) : header,
  );
  if (readings.some(({ cells, fitting, rows }) => cells > 1 && fitting === rows)) return readings;
  return delimiters.map((delimiter) => tryDelimiter(text, start, delimiter, sampleSize));
}

function decide(readings: readonly Reading[]): Detection {
  const several = readings.filter((reading) => reading.cells > 1);
  if (readings.every((reading) => reading.cells === 0)) return { delimiter: delimiters[0] };
  const sound = several.filter((reading) => reading.fitting === reading.rows);
  if (sound[0]) return sound.length === 1 ? { delimiter: sound[0].delimiter } : { unclear: sound };

  const likely = several.filter((reading) => reading.fitting > 0).sort(byShare);
  if (likely[0]) {
    const equal = likely.filter((reading) => reading.fitting === likely[0]?.fitting);
    return equal.length === 1 ? { delimiter: likely[0].delimiter } : { unclear: equal };
  }

  const [only] = several;
  if (only && several.length === 1 && readings.every((reading) => reading === only || reading.split === 0)) {
    return { delimiter: only.delimiter };
  }
  const isSplit = readings.some((reading) => reading.split * 2 > reading.rows);
  const single = readings.find((reading) => reading.cells === 1 && reading.fitting === reading.rows);
  if (single && several.length === 0 && !isSplit) return { delimiter: single.delimiter };
  return { unclear: readings.filter((reading) => reading.cells > 1 || reading.fitting < reading.rows) };
}

/** Looks at so many rows behind the first record that can be read. */
function tryDelimiter(text: string, start: number, delimiter: Delimiter, most: number): Reading {
  let cells = 0;
  let fitting = 0;
  let rows = 0;
  let split = 0;
  let end = start;
  const code = delimiter.charCodeAt(0);
  for (let at = start; at < text.length && (cells === 0 || rows < most); ) {
    const record = outlineRecord(text, at, code);
    at = record.end;
    // To know that a quote is never closed, all of the text was looked at.
    end = record.trouble === 'unclosed-quote' ? text.length : Math.max(end, at);
    if (record.isEmpty) continue;
    if (cells === 0) {
      if (!record.trouble) cells = record.cells;
      continue;
    }
    rows++;
    if (!record.trouble && record.cells === cells) fitting++;
    if (record.trouble || record.cells > 1) split++;
  }
  return { delimiter, cells, fitting, rows, split, end };
}

function byShare(a: Reading, b: Reading): number {
  return b.fitting - a.fitting || b.cells - a.cells;
}
