import { type Kind, kinds } from '../../contract/index.ts';
import { presetFiles } from '../../engine/check/presets.ts';
import { suggestion } from '../../engine/expression/nearest.ts';
import type { FieldRules } from '../../engine/fields.ts';
import type { SourceRules } from '../../engine/rules.ts';
import { keysOf, type PartReader } from './config-parts.ts';
import { type SourceConfig, sourceSchema } from './config-schema.ts';

/** Every source that can be read, in the order of the file. */
export function readSourceRules(reader: PartReader, fields: FieldRules | undefined): readonly SourceRules[] {
  return keysOf(reader.document, ['sources']).flatMap((name) => {
    const source = reader.part(sourceSchema, ['sources', name]);
    return source ? [toRules(name, source, reader, fields)] : [];
  });
}

function toRules(name: string, source: SourceConfig, reader: PartReader, fields: FieldRules | undefined): SourceRules {
  const path = ['sources', name];
  const files = filesOf(source);
  refuseFiles(path, source, files, reader);
  if (fields !== undefined) refuseUnknownFields(path, source, files, reader, fields);
  const { preset, key, dates, decimal, encoding, delimiter } = source;
  return {
    name,
    place: reader.document.placeOfKey(path),
    files,
    columns: source.columns,
    values: textValues(source.values),
    ...(preset && { preset }),
    ...(key && { key }),
    ...(dates && { dates }),
    ...(decimal && { decimal }),
    ...(encoding && { encoding }),
    ...(delimiter && { delimiter: delimiter === 'tab' ? '\t' : delimiter }),
  };
}

function filesOf(source: SourceConfig): SourceRules['files'] {
  const preset = source.preset && source.dir !== undefined ? Object.entries(presetFiles(source.preset)) : [];
  const dir = source.dir?.replace(/\/+$/, '');
  const stated = kinds.flatMap((kind) => (source[kind] === undefined ? [] : [[kind, [source[kind]].flat()] as const]));
  return Object.fromEntries([
    ...preset.map(([kind, file]) => [kind, [dir === '.' ? file : `${dir}/${file}`]] as const),
    ...stated,
  ]);
}

function refuseFiles(
  path: readonly string[],
  source: SourceConfig,
  files: SourceRules['files'],
  reader: PartReader,
): void {
  if (source.preset !== undefined && Object.keys(files).length === 0) {
    const next = 'Add "dir:" beside it, or name its files by kind.';
    reader.refuse([...path, 'preset'], 'A preset needs the folder of its files.', next);
  } else if (source.dir !== undefined && source.preset === undefined) {
    reader.refuseKey([...path, 'dir'], '"dir" goes with a preset only.', 'Add "preset:", or name the files by kind.');
  } else if (Object.keys(files).length === 0) {
    reader.refuseKey(path, 'The source names no file.', `Add one of: ${kinds.join(', ')}.`);
  }
  const stated = [['dir', source.dir] as const, ...kinds.map((kind) => [kind, source[kind]] as const)];
  for (const [key, value] of stated) {
    for (const file of [value ?? []].flat()) {
      if (!file.startsWith('/') && !/^[A-Za-z]:|\\/.test(file) && !file.split('/').includes('..')) continue;
      reader.refuse(
        [...path, key],
        'The path leaves the repository.',
        'Write it relative to the repository, with "/".',
      );
    }
  }
}

function refuseUnknownFields(
  path: readonly string[],
  source: SourceConfig,
  files: SourceRules['files'],
  reader: PartReader,
  fields: FieldRules,
): void {
  const present = Object.keys(files) as readonly Kind[];
  const known = [
    ...new Set((present.length > 0 ? present : kinds).flatMap((kind) => fields[kind].map((field) => field.name))),
  ];
  const unknown = (name: string) => `"${name}" is not a field of this source's records${suggestion(name, known)}.`;
  const next = 'Correct the name, or declare the column under "fields:".';
  const taken = new Map<string, number>();
  // A source of several kinds may name a field once for each: the start of a contract and of an absence.
  const places = (name: string) => present.filter((kind) => fields[kind].some((field) => field.name === name)).length;
  for (const [header, field] of Object.entries(source.columns)) {
    const count = (taken.get(field) ?? 0) + 1;
    taken.set(field, count);
    if (!known.includes(field)) reader.refuse([...path, 'columns', header], unknown(field), next);
    else if (count > Math.max(1, places(field))) {
      reader.refuse([...path, 'columns', header], `Two columns become "${field}".`, 'Keep one of them.');
    }
  }
  for (const field of Object.keys(source.values)) {
    if (!known.includes(field)) reader.refuseKey([...path, 'values', field], unknown(field), next);
  }
}

function textValues(values: SourceConfig['values']): SourceRules['values'] {
  return Object.fromEntries(
    Object.entries(values).map(([field, words]) => [
      field,
      Object.fromEntries(Object.entries(words).map(([written, meant]) => [written, String(meant)])),
    ]),
  );
}
