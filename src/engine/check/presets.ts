import type { Kind } from '../../contract/index.ts';
import type { FieldRule } from '../fields.ts';
import type { SourceRules } from '../rules.ts';
import type { Draft } from './draft.ts';
import type { Preset, PresetName } from './preset.ts';
import { luccaPreset } from './preset-lucca.ts';
import { officevibePreset, workleapPreset } from './preset-officevibe.ts';
import { personioPreset } from './preset-personio.ts';
import { supermoodPreset } from './preset-supermood.ts';
import { teeltPreset } from './preset-teelt.ts';

/** All presets by the word that stands in rollcall.yaml: one row a vendor's set of files. */
const presets: Readonly<Record<PresetName, Preset>> = {
  lucca: luccaPreset,
  officevibe: officevibePreset,
  personio: personioPreset,
  supermood: supermoodPreset,
  teelt: teeltPreset,
  workleap: workleapPreset,
};

/** Name of the file of each kind within a preset's folder. */
export function presetFiles(name: PresetName): Preset['files'] {
  return presets[name].files;
}

/** Header → field of a preset's files; nothing for a kind that it has not. */
export function columnsOfPreset(name: PresetName, kind: Kind): Readonly<Record<string, string>> {
  return presets[name].columns[kind] ?? {};
}

/** The same for a source; nothing for one without preset. */
export function presetColumns(source: SourceRules, kind: Kind): Readonly<Record<string, string>> {
  return source.preset ? columnsOfPreset(source.preset, kind) : {};
}

/** Fields that the presets named bring along for a kind, each once. */
export function presetFields(names: readonly PresetName[], kind: Kind): readonly FieldRule[] {
  const fields = names.flatMap((name) => presets[name].fields?.[kind] ?? []);
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}

/** Value in the file → value in the roster, as the source states it or else its preset. */
export function translationsOf(
  { preset, values }: SourceRules,
  field: string,
): Readonly<Record<string, string>> | undefined {
  return values[field] ?? (preset && presets[preset].values?.[field]);
}

/** Fields whose values a preset translates by itself. */
export function translatedFields(name: PresetName): readonly string[] {
  return Object.keys(presets[name].values ?? {});
}

/** How the vendor of a source's files writes dates. */
export function presetDates({ preset }: Pick<SourceRules, 'preset'>): string | undefined {
  return preset && presets[preset].dates;
}

/** Records without what a preset's file says only because it cannot say nothing: a manager who is the person themselves. */
export function withoutStandIns(drafts: readonly Draft[]): readonly Draft[] {
  const isStandIn = ({ kind, key, fields, sheet }: Draft): boolean => {
    const { preset } = sheet.source;
    const isOwnManager = kind === 'employees' && fields.manager_id === key;
    return isOwnManager && preset !== undefined && presets[preset].ownManagerIsNone === true;
  };
  if (!drafts.some(isStandIn)) return drafts;
  return drafts.map((draft) =>
    isStandIn(draft) ? { ...draft, fields: { ...draft.fields, manager_id: null } } : draft,
  );
}
