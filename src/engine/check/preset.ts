import type { Kind } from '../../contract/index.ts';
import type { FieldRules } from '../fields.ts';

/** Words of rollcall.yaml for a vendor's own set of files. Each has its row in presets.ts. */
export const presetNames = ['lucca', 'officevibe', 'personio', 'supermood', 'teelt', 'workleap'] as const;
export type PresetName = (typeof presetNames)[number];

/** A vendor's own files, read as they are. */
export interface Preset {
  /** Name of the file of each kind within `dir:`. */
  readonly files: Readonly<Partial<Record<Kind, string>>>;
  /**
   * Header → field, by kind. Letter case, spaces, `_` and `-` of a header do not count. Of several headers for one field
   * the last one is the vendor's own.
   */
  readonly columns: Readonly<Partial<Record<Kind, Readonly<Record<string, string>>>>>;
  /** Fields beyond the built-in ones that every roster with a source of this preset has. */
  readonly fields?: Partial<FieldRules>;
  /** Field → value in the file → value in the roster; `values:` of the source comes first. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** How the vendor writes dates, where the values of a column leave it open. */
  readonly dates?: string;
  /** Whoever has no manager is written as their own. */
  readonly ownManagerIsNone?: true;
}
