import type { Kind } from '../../contract/index.ts';
import type { FieldRule } from '../fields.ts';
import type { SourceRules } from '../rules.ts';
import type { Preset, PresetName } from './preset.ts';
import { officevibePreset } from './preset-officevibe.ts';
import { teeltPreset } from './preset-teelt.ts';

/** All presets by the word that stands in rollcall.yaml: one row a vendor's set of files. */
const presets: Readonly<Record<PresetName, Preset>> = {
  officevibe: officevibePreset,
  teelt: teeltPreset,
};

/** Name of the file of each kind within a preset's folder. */
export function presetFiles(name: PresetName): Preset['files'] {
  return presets[name].files;
}

/** Header → field of a preset's files; nothing for a source without preset. */
export function presetColumns(source: SourceRules, kind: Kind): Readonly<Record<string, string>> {
  return (source.preset && presets[source.preset].columns[kind]) ?? {};
}

/** Fields that the presets named bring along for a kind, each once. */
export function presetFields(names: readonly PresetName[], kind: Kind): readonly FieldRule[] {
  const fields = names.flatMap((name) => presets[name].fields?.[kind] ?? []);
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}
