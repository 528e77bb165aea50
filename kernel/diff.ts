// The byte-level half of the streaming diff, in AssemblyScript: TypeScript syntax, compiled to WebAssembly with SIMD.
// It splits CSV records, finds them again by their keys and compares their bytes; it decides nothing that a person reads.
// Whatever is odd makes it stop, and the plain path then says what is wrong.
// `src/engine/diff/stream/match/kernel.ts` is its host. Build it with `npm ci` here and `npm run kernel`.
export { digitParts } from './key';
export { measure } from './measure';
export { layout, seedWith } from './memory';
export { advance, pairBase, pairCount, pairHead, rewind } from './pairs';
export { findStart } from './split';
export {
  changeCount,
  deferredCount,
  endBase,
  entryCount,
  gatherUnmatched,
  tabulate,
} from './table';
export { takeBase, takeHead } from './take';
export { hold, verify, verifyPair } from './verify';
export { walk } from './walk';
export { baseAt, headAt, limit, moveBase, moveHead } from './window';
