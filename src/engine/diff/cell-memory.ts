import { cellsCode } from './cells-code.ts';
import { compileProgram, createMemory, pageBytes, startProgram, type WasmProgram } from './wasm.ts';

/** What `kernel/cells.ts` exports, where it is told. All numbers are addresses, lengths and columns. */
export interface CellExports {
  copyRecord(start: number, end: number, delimiter: number, to: number): void;
  writeText(text: number, to: number): number;
  writeColumn(record: number, column: number, to: number): number;
  writeRecord(record: number, texts: number, count: number, to: number): number;
  writeFields(before: number, after: number, pairs: number, count: number, middle: number, to: number): number;
}

/** Memory for records, of which each is its cells without quotes and a zero byte behind each cell, and what can be done with them. */
export interface CellMemory {
  readonly exports: CellExports;
  /** All of it, until more room is taken. */
  bytes(): Uint8Array;
  /** Takes room for so many bytes, and some behind them that may be written by the way. Gives its address. */
  take(bytes: number): number;
  /** Gives back all room that was taken from an address on. */
  release(from: number): void;
}

/** At address 0 there is an empty cell. */
export function createCellMemory(): CellMemory {
  const wasm = createMemory(1);
  // A processor that found the changes knows all of this, too.
  const program = compileProgram(cellsCode) as WasmProgram;
  let bytes = new Uint8Array(wasm.buffer);
  let top = slack;
  return {
    // The exports are what kernel/ declares; the interface above says so once.
    exports: startProgram(program, wasm) as CellExports,
    bytes: () => bytes,
    take(count) {
      const address = top;
      top += Math.ceil((count + slack) / 16) * 16;
      if (top > bytes.length) {
        wasm.grow(Math.ceil((top - bytes.length) / pageBytes));
        bytes = new Uint8Array(wasm.buffer);
      }
      return address;
    },
    release(from) {
      top = from;
    },
  };
}

/** Bytes behind every place that is read or written 16 at a time. */
export const slack = 16;
