/** The little of WebAssembly that is used here: TypeScript knows it from browsers only. */
declare const WebAssembly: {
  readonly Memory: new (pages: { initial: number; maximum: number; shared?: boolean }) => object;
  validate(code: Uint8Array): boolean;
  readonly Module: new (code: Uint8Array) => WasmProgram;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** A compiled program. It can be sent to another thread. */
export type WasmProgram = object;

/** A memory of one thread. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** Adds pages. */
  grow(pages: number): number;
}

/** A memory that can be sent to another thread, and then both have it. */
export interface SharedWasmMemory {
  readonly buffer: SharedArrayBuffer;
}

export const pageBytes = 65_536;
const mostPages = 65_536;

/** @throws RangeError where the machine has not so much */
export function createMemory(pages: number): WasmMemory {
  return new WebAssembly.Memory({ initial: pages, maximum: mostPages }) as WasmMemory;
}

/** @throws RangeError where the machine has not so much */
export function createSharedMemory(pages: number): SharedWasmMemory {
  return new WebAssembly.Memory({ initial: pages, maximum: mostPages, shared: true }) as SharedWasmMemory;
}

/** Compiles a program of `kernel/`, in Base64; undefined where a processor does not know all of it. */
export function compileProgram(base64: string): WasmProgram | undefined {
  const code = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return WebAssembly.validate(code) ? new WebAssembly.Module(code) : undefined;
}

/** Starts a program on a memory and gives what it exports. */
export function startProgram(program: WasmProgram, memory: WasmMemory | SharedWasmMemory): unknown {
  return new WebAssembly.Instance(program, { env: { memory } }).exports;
}
