import type { Finding } from '../contract/index.ts';
import { startOf } from './places.ts';

/** The encodings that a file may have. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'] as const;
export type Encoding = (typeof encodings)[number];

/** `text` is absent when the bytes cannot be read for certain; a finding says why. */
export interface Decoded {
  readonly text: string | undefined;
  readonly encoding: string;
  readonly findings: readonly Finding[];
}

export function decode(bytes: Uint8Array, file: string, stated?: Encoding): Decoded {
  const encoding = stated ?? 'utf-8';
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding, findings: [] };
  } catch {
    return {
      text: undefined,
      encoding,
      findings: [
        {
          code: 'encoding-unclear',
          severity: 'error',
          scope: 'roster',
          who: 'data',
          message: 'the encoding cannot be told',
          next: 'Export the file as UTF-8.',
          place: startOf(file),
        },
      ],
    };
  }
}
