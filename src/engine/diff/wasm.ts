/** The little of WebAssembly that is used here: TypeScript knows it from browsers only. */
declare const WebAssembly: {
  readonly Memory: new (pages: { initial: number; maximum: number }) => WasmMemory;
  validate(code: Uint8Array): boolean;
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** Adds pages. */
  grow(pages: number): number;
}

export const pageBytes = 65_536;
const mostPages = 65_536;

/** @throws RangeError where the machine has not so much */
export function createMemory(pages: number): WasmMemory {
  return new WebAssembly.Memory({ initial: pages, maximum: mostPages });
}

/** Starts a program of `kernel/`, in Base64, and gives what it exports; undefined where a processor does not know all of it. */
export function startProgram(base64: string, memory: WasmMemory): unknown {
  const code = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  if (!WebAssembly.validate(code)) return undefined;
  return new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } }).exports;
}
