import type { LiveRecord, Value } from '../../contract/index.ts';
import { recordName } from '../change.ts';
import type { MappedRoster } from '../map/map.ts';

/** Different texts of a field that are remembered: departments are, addresses are too many. */
const rememberedTexts = 1000;

/**
 * Gives back live records with the very texts of what git wants wherever both say the same, and one text for all who say
 * the same: what arrives over the network is new each time, and would be kept beside what is there already.
 */
export function sharingTexts(desired: MappedRoster): (record: LiveRecord) => LiveRecord {
  const known = new Map<string, Map<string, string>>();
  const remembered = (field: string, text: string): string => {
    const texts = known.get(field) ?? new Map<string, string>();
    if (texts.size === 0) known.set(field, texts);
    const earlier = texts.get(text);
    if (earlier === undefined && texts.size < rememberedTexts) texts.set(text, text);
    return earlier ?? text;
  };
  return (record) => {
    const own = record.key === undefined ? undefined : desired.get(recordName(record.kind, record.key));
    const fields: Record<string, Value> = { ...record.fields };
    for (const name of Object.keys(fields)) {
      const value = fields[name];
      if (typeof value !== 'string') continue;
      const wanted = own?.fields[name];
      fields[name] = wanted === value ? wanted : remembered(name, value);
    }
    return { ...record, ...(own && { key: own.key }), fields };
  };
}
