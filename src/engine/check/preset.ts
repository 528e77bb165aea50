import type { Kind } from '../../contract/index.ts';
import type { FieldRules } from '../fields.ts';

/** Words of rollcall.yaml for a vendor's own set of files. Each has its row in presets.ts. */
export const presetNames = ['officevibe', 'teelt'] as const;
export type PresetName = (typeof presetNames)[number];

/** A vendor's own files, read as they are. */
export interface Preset {
  /** Name of the file of each kind within `dir:`. */
  readonly files: Readonly<Partial<Record<Kind, string>>>;
  /** Header → field, by kind. Letter case, spaces, `_` and `-` of a header do not count. */
  readonly columns: Readonly<Partial<Record<Kind, Readonly<Record<string, string>>>>>;
  /** Fields beyond the built-in ones that every roster with a source of this preset has. */
  readonly fields?: Partial<FieldRules>;
}
