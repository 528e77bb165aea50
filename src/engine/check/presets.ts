import type { Kind } from '../../contract/index.ts';
import type { FieldRule } from '../fields.ts';
import type { SourceRules } from '../rules.ts';
import type { Preset } from './preset.ts';
import { officevibePreset } from './preset-officevibe.ts';
import { teeltPreset } from './preset-teelt.ts';

/** All presets by the word that stands in rollcall.yaml: one row a vendor's set of files. */
export const presets = {
  officevibe: officevibePreset,
  teelt: teeltPreset,
} as const satisfies Readonly<Record<string, Preset>>;

export type PresetName = keyof typeof presets;

/** Name of the file of each kind within a preset's folder. */
export function presetFiles(name: PresetName): Preset['files'] {
  return presets[name].files;
}

/** Header → field of a preset's files; nothing for a source without preset. */
export function presetColumns(source: SourceRules, kind: Kind): Readonly<Record<string, string>> {
  const preset: Preset | undefined = source.preset && presets[source.preset];
  return preset?.columns[kind] ?? {};
}

/** Fields that the presets named bring along for a kind, each once. */
export function presetFields(names: readonly PresetName[], kind: Kind): readonly FieldRule[] {
  const fields = names.flatMap((name): readonly FieldRule[] => {
    const preset: Preset = presets[name];
    return preset.fields?.[kind] ?? [];
  });
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}
