import type { ByteSource } from '../byte-source.ts';
import type { Kernel } from './kernel.ts';

/** One that works on parts of both files, with a kernel of its own on the memory that all share. */
export interface Hand {
  readonly kernel: Kernel;
  readonly base: ByteSource;
  readonly head: ByteSource;
  isUtf8(bytes: Uint8Array): boolean;
}
