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

  constructor(source: RowText, start: number, line: number) {
    this.line = line;
    this.#source = source;
    this.#start = start;
  }

  get cells(): readonly string[] {
    const { text, delimiter } = this.#source;
    return readRecord(text, this.#start, delimiter, this.line).cells;
  }
}
