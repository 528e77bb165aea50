/** One record as it stands in the text. Offsets are UTF-16 offsets. */
export interface CsvRecord {
  readonly start: number;
  /** Offset behind the record's line end, where the next one starts. */
  readonly end: number;
  /** Line on which it starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Offset at which each cell starts, its quote included. */
  readonly starts: readonly number[];
  /** Offset behind the last cell, before the line end. */
  readonly contentEnd: number;
  readonly hasQuotes: boolean;
  /** Present when the record cannot be read; it has no cells then. */
  readonly trouble?: QuoteTrouble;
}

/** `at` is where the trouble shows, `opened` where the quote that causes it was opened. */
export interface QuoteTrouble {
  readonly kind: 'unclosed-quote' | 'text-after-quote';
  readonly at: number;
  readonly opened: number;
}

/**
 * Reads records one after the other, each character once. Line ends may be LF, CRLF or CR, even mixed.
 *
 * A quote opens only at the start of a cell and closes only before a delimiter or the record's end; any other
 * quote is a character like all others. After a quote that breaks this, reading goes on at the next line, so
 * that one slip neither swallows the rest of the file nor hides its other findings.
 *
 * Ours rather than a library's because of exactly that, and because findings need the place of every cell.
 */
export function* readRecords(text: string, delimiter: string, start = 0, line = 1): Generator<CsvRecord> {
  let at = start;
  let currentLine = line;
  while (at < text.length) {
    const record = readRecord(text, at, delimiter, currentLine);
    yield record;
    currentLine += record.hasQuotes ? countLineEnds(text, at, record.end) : 1;
    at = record.end;
  }
}

/** Reads the one record that starts at an offset. */
export function readRecord(text: string, start: number, delimiter: string, line: number): CsvRecord {
  const delimiterCode = delimiter.charCodeAt(0);
  const starts: number[] = [];
  let hasQuotes = false;
  let at = start;
  for (;;) {
    starts.push(at);
    if (text.charCodeAt(at) === quote) {
      hasQuotes = true;
      const cell = readQuoted(text, at, delimiterCode);
      if ('kind' in cell) {
        const end = behindLineEnd(text, nextLineEnd(text, resumeAfter(text, cell)));
        return { start, end, line, cells: [], starts, contentEnd: at, hasQuotes, trouble: cell };
      }
      at = cell.end;
    } else {
      for (; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code === delimiterCode || code === lineFeed || code === carriageReturn) break;
      }
    }
    if (text.charCodeAt(at) !== delimiterCode)
      return new SoundRecord(text, { line, starts, contentEnd: at, hasQuotes });
    at++;
  }
}

/** Its cells are cut out of the text when they are asked for: most who go through a file look at few of them. */
class SoundRecord implements CsvRecord {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly starts: readonly number[];
  readonly contentEnd: number;
  readonly hasQuotes: boolean;
  readonly #text: string;

  constructor(text: string, found: Pick<CsvRecord, 'line' | 'starts' | 'contentEnd' | 'hasQuotes'>) {
    this.start = found.starts[0] ?? found.contentEnd;
    this.end = behindLineEnd(text, found.contentEnd);
    this.line = found.line;
    this.starts = found.starts;
    this.contentEnd = found.contentEnd;
    this.hasQuotes = found.hasQuotes;
    this.#text = text;
  }

  get cells(): readonly string[] {
    const { starts } = this;
    const behind = this.contentEnd + 1;
    return starts.map((start, index) => cut(this.#text, start, (starts[index + 1] ?? behind) - 1));
  }
}

/** One cell between two offsets, without its quotes. */
function cut(text: string, start: number, end: number): string {
  if (text.charCodeAt(start) !== quote) return text.slice(start, end);
  return text.slice(start + 1, end - 1).replaceAll('""', '"');
}

/** What a record looks like from outside; `isEmpty` when it is one cell without content. */
export interface RecordOutline {
  readonly end: number;
  readonly cells: number;
  readonly isEmpty: boolean;
  readonly trouble: QuoteTrouble['kind'] | undefined;
}

/** The same as `readRecord` finds, without its cells: for who wants to try many readings of one text. */
export function outlineRecord(text: string, start: number, delimiter: number): RecordOutline {
  const sign = String.fromCharCode(delimiter);
  let at = start;
  let lineEnd = -1;
  for (let cells = 1; ; cells++) {
    if (text.charCodeAt(at) === quote) {
      const cell = readQuoted(text, at, delimiter);
      if ('kind' in cell) {
        const end = behindLineEnd(text, nextLineEnd(text, resumeAfter(text, cell)));
        return { end, cells: cells - 1, isEmpty: false, trouble: cell.kind };
      }
      at = cell.end;
    } else {
      // Searched for rather than looked at one by one: that would be compiled, for a sample, at the price of 8 MiB.
      if (lineEnd < at) lineEnd = nextLineEnd(text, at);
      const length = text.slice(at, lineEnd).indexOf(sign);
      at = length === -1 ? lineEnd : at + length;
    }
    if (text.charCodeAt(at) === delimiter) {
      at++;
      continue;
    }
    const isEmpty = cells === 1 && (at === start || (at === start + 2 && text.startsWith('""', start)));
    return { end: behindLineEnd(text, at), cells, isEmpty, trouble: undefined };
  }
}

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

function readQuoted(text: string, opened: number, delimiter: number): { value: string; end: number } | QuoteTrouble {
  let from = opened + 1;
  let value = '';
  for (;;) {
    const at = text.indexOf('"', from);
    if (at === -1) return { kind: 'unclosed-quote', at: opened, opened };
    value += text.slice(from, at);
    const next = text.charCodeAt(at + 1);
    if (next !== quote) {
      const isClosed = at + 1 === text.length || next === delimiter || next === lineFeed || next === carriageReturn;
      return isClosed ? { value, end: at + 1 } : { kind: 'text-after-quote', at: at + 1, opened };
    }
    value += '"';
    from = at + 2;
  }
}

/** On one line, the line is lost. Over several, the opening quote is the likelier slip: what follows its line is read again. */
function resumeAfter(text: string, trouble: QuoteTrouble): number {
  const spansLines = nextLineEnd(text, trouble.opened) < trouble.at;
  return spansLines || trouble.kind === 'unclosed-quote' ? trouble.opened : trouble.at;
}

function nextLineEnd(text: string, from: number): number {
  // Piece by piece: of two signs one may not be in the text at all, and would be looked for to its end each time.
  for (let at = from, length = 256; at < text.length; at += length, length *= 2) {
    const piece = text.slice(at, at + length);
    const feed = piece.indexOf('\n');
    const before = feed === -1 ? piece : piece.slice(0, feed);
    const back = before.indexOf('\r');
    if (back !== -1) return at + back;
    if (feed !== -1) return at + feed;
  }
  return text.length;
}

function behindLineEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  return text.charCodeAt(at) === carriageReturn && text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1;
}

function countLineEnds(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed)) count++;
  }
  return count;
}
