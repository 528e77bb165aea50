import type { Kind } from './value.ts';

/** A place in a text file. `line` and `column` count from 1; `column` counts characters, not cells. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * An error or a warning about the data, the configuration or a system.
 * Never holds a value of a field that is not `open`: row, field and kind are enough to find it.
 */
export interface Finding {
  /** Stable name in kebab-case, such as `bad-date`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /**
   * What an error stops: the whole `roster` (structure, columns, doubled keys), one `system`,
   * or one `record`, which is held while all others go on.
   */
  readonly scope: 'roster' | 'system' | 'record';
  readonly message: string;
  /** What the reader can do now, as a sentence. */
  readonly next: string;
  /** Who can fix it: the owner of the HR files, an administrator of the HR system, the holder of keys and settings, the vendor, or us. */
  readonly who: 'data' | 'admin' | 'config' | 'vendor' | 'us';
  readonly place?: Place;
  /** Further places of the same trouble, such as the other row with the same key. */
  readonly others?: readonly Place[];
  readonly system?: string;
  readonly kind?: Kind;
  readonly key?: string;
  readonly field?: string;
}
