import type { Value } from '../contract/index.ts';
import type { DriftedField, DriftedRecord, SystemDrift } from '../engine/drift.ts';
import { recordText } from './change-text.ts';
import { plainLine } from './escape.ts';
import { type Paint, painter } from './paint.ts';
import { type Audience, mayShow, sideText } from './redact.ts';
import { broken, harmlessLine } from './terminal-page.ts';
import { driftTextsFor } from './texts/drift.ts';
import { type Language, type Texts, textsFor } from './texts.ts';

export interface DriftPageOptions extends Audience {
  readonly color: boolean;
  readonly language?: Language;
  /** Columns of the terminal; 100 when unknown. */
  readonly width?: number;
  /** List every record. */
  readonly verbose?: boolean;
}

/** How many records of one system are listed unless all are asked for. */
const listedRecords = 20;

/** What moved in each system without git, as text for a terminal. */
export function describeDrift(systems: readonly SystemDrift[], options: DriftPageOptions): string {
  const paint = painter(options.color);
  return systems.map((system) => describeSystem(system, options, paint).map(harmlessLine).join('\n')).join('\n\n');
}

/** What `drift --json` prints. Values go by class, as in a plan; `hidden` says where they are left out. */
export function driftJson(systems: readonly SystemDrift[], audience: Audience = {}): unknown {
  return {
    version: 1,
    systems: systems.map(({ name, isRead, records, notOurs, unseen }) => ({
      name,
      read: isRead,
      summary: {
        drift: records.length,
        notOurs: Object.values(notOurs).reduce((sum, amount) => sum + amount, 0),
        unseen,
      },
      drift: records.map(({ kind, key, type, fields, isCorrected }) => ({
        ...{ kind, key, type, corrected: isCorrected },
        fields: Object.fromEntries(Object.entries(fields).map(([field, one]) => [field, fieldOf(one, audience)])),
      })),
      notOurs,
    })),
  };
}

function fieldOf({ base, desired, live, class: className, conflict }: DriftedField, audience: Audience): unknown {
  const isHidden = !mayShow(className, audience);
  const show = (value: Value): Value => (isHidden ? `[${className}]` : value);
  return {
    ...{ base: show(base), desired: show(desired), live: show(live) },
    ...(isHidden && { hidden: className }),
    ...(conflict && { conflict }),
  };
}

function describeSystem(system: SystemDrift, options: DriftPageOptions, paint: Paint): readonly string[] {
  const words = driftTextsFor(options.language);
  const texts = textsFor(options.language);
  const title = paint.bold(plainLine(system.name));
  if (!system.isRead) return [title, `  ${paint.red(words.unread)}`];
  const { records } = system;
  const shown = options.verbose ? records : records.slice(0, listedRecords);
  const width = Math.max(40, options.width ?? 100);
  const wrapped = (text: string, indent: string): readonly string[] =>
    broken(text, width - indent.length).map((line) => `${indent}${line}`);
  const isCorrected = records.some((record) => record.isCorrected);
  const isReported = records.some((record) => !record.isCorrected);
  const strangers = Object.values(system.notOurs).reduce((sum, amount) => sum + amount, 0);
  const notes = [
    ...(isCorrected ? [words.corrected] : []),
    ...(isReported ? [words.reported] : []),
    ...(strangers > 0 ? [words.notOurs(strangers)] : []),
    ...(system.unseen > 0 ? [words.unseen(system.unseen)] : []),
  ];
  return [
    title,
    ...(records.length === 0 ? [`  ${paint.green(words.none)}`] : []),
    ...shown.flatMap((record) => describeRecord(record, texts, options)).flatMap((line) => wrapped(line, '  ')),
    ...(shown.length < records.length ? [`  ${paint.dim(words.more(records.length - shown.length))}`] : []),
    ...notes.flatMap((note) => wrapped(note, '  ')).map(paint.dim),
  ];
}

/** `person 12 has other values` and a line for each field: the files' value, then the system's. */
function describeRecord(record: DriftedRecord, texts: Texts, options: DriftPageOptions): readonly string[] {
  const words = driftTextsFor(options.language);
  const fields = Object.entries(record.fields).map(([name, field]) => {
    const side = (value: Value): string => sideText({ known: true, value }, field.class, texts, options);
    const isShown = mayShow(field.class, options);
    const values = isShown ? ` ${side(field.desired)} → ${side(field.live)}` : ` ${side(field.live)}`;
    const applied = isShown && field.conflict ? ` (${words.applied(side(field.base))})` : '';
    return `${plainLine(name)}${values}${applied}`;
  });
  const head = `≠ ${recordText(record, texts)} ${texts.drift[record.type]}`;
  return [fields.length === 0 ? head : `${head}: ${fields.join(', ')}`];
}
