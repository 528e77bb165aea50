import type { Row } from '../../engine/table.ts';
import { readRecord } from './csv-records.ts';

/** The text that rows stand in. */
export interface RowText {
  readonly text: string;
  readonly delimiter: string;
}

/**
 * A row whose cells are read from the text each time they are asked for: a large file is gone through row by row, and its
 * cells would need many times its own room.
 */
export class LaterRow implements Row {
  readonly line: number;
  readonly #source: RowText;
  readonly #start: number;
  /** Offset behind the last cell, before the line end. */
  readonly #end: number;

  constructor(source: RowText, { line, start, contentEnd }: { line: number; start: number; contentEnd: number }) {
    this.line = line;
    this.#source = source;
    this.#start = start;
    this.#end = contentEnd;
  }

  get cells(): readonly string[] {
    const { text, delimiter } = this.#source;
    return readRecord(text, this.#start, delimiter, this.line).cells;
  }

  isWrittenAs(other: Row): boolean {
    if (!(#source in other) || other.#source.delimiter !== this.#source.delimiter) return false;
    return other.#letters() === this.#letters();
  }

  #letters(): string {
    return this.#source.text.slice(this.#start, this.#end);
  }
}
