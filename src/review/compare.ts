import type { FieldClass, Place } from '../contract/index.ts';
import type { Comparison, DifferentField, DifferentPerson, Marks } from '../engine/compare/comparison.ts';
import { plainLine } from './escape.ts';
import { painter } from './paint.ts';
import { type Audience, mayShow } from './redact.ts';
import { block, listed, type Page } from './terminal-page.ts';
import { compareTexts } from './texts/compare.ts';
import { type Language, textsFor } from './texts.ts';

export interface CompareOptions {
  readonly audience: Audience;
  /** Who may see the ids of people; where it is not open, lines stand for them. */
  readonly keyClass: FieldClass;
  readonly color?: boolean;
  readonly language?: Language;
  /** All people, not only the first of each part. */
  readonly verbose?: boolean;
}

/** People listed of each part. */
const most = 20;

/** A comparison for a terminal: who is where, and which columns differ. Values only as their classes allow. */
export function describeComparison(comparison: Comparison, options: CompareOptions): string {
  const words = compareTexts(options.language);
  const page = pageOf(options);
  const { onlyReport, onlyRoster, left, different, counts, ignored } = comparison;
  const key = (text: string): string =>
    text !== '' && isKeyShown(text, options) ? `  ${page.paint.bold(plainLine(text))}` : '';
  const isSame = onlyReport.length + onlyRoster.length + left.length + different.length === 0;
  return [
    words.found(nameOf(comparison), comparison.rows, comparison.matched),
    ...(isSame ? [page.paint.green(words.same)] : []),
    ...block(
      words.onlyReport,
      onlyReport.length,
      listed(onlyReport, most, page, (one) => [
        `    ${words.row(one.line)}${one.key === '' ? `  ${page.paint.dim(words.withoutId)}` : key(one.key)}`,
      ]),
      page,
    ),
    ...block(
      words.onlyRoster,
      onlyRoster.length,
      listed(onlyRoster, most, page, (one) => [`    ${placeText(one.place)}${key(one.key)}`]),
      page,
    ),
    ...block(
      words.left,
      left.length,
      listed(left, most, page, (one) => [`    ${placeText(one.place)}  ${words.row(one.line)}${key(one.key)}`]),
      page,
    ),
    ...block(
      words.columns,
      counts.length,
      counts.map((one) => `    ${plainLine(one.name)}  ${page.texts.number(one.count)}`),
      page,
    ),
    ...block(
      words.different,
      different.length,
      listed(different, most, page, (one) => [
        `    ${placeText(one.place)}  ${words.row(one.line)}${key(one.key)}`,
        ...one.fields.map((field) => `      ${fieldText(field, options.audience)}`),
      ]),
      page,
    ),
    ...(ignored.length > 0 ? ['', page.paint.dim(words.ignored(ignored.map(plainLine).join(', ')))] : []),
  ].join('\n');
}

/** The rows of the files that a list of troubles names. */
export function describeMarks(marks: Marks, options: CompareOptions): string {
  const words = compareTexts(options.language);
  const page = pageOf(options);
  return [
    words.marked(nameOf(marks), marks.rows),
    ...marks.marked.flatMap(({ id, lines, places }) => {
      const said = [...lines.map(words.row), ...(isKeyShown(id, options) ? [plainLine(id)] : [])].join('  ');
      const shown = places.length > 0 ? places.map(placeText) : [page.paint.yellow(words.unknown)];
      return shown.map((place) => `  ${place}  ${page.paint.dim(said)}`);
    }),
  ].join('\n');
}

/** The same for programs; values only as their classes allow. */
export function comparisonJson(
  { comparison, marks }: { readonly comparison?: Comparison; readonly marks?: Marks },
  options: Pick<CompareOptions, 'audience' | 'keyClass'>,
): unknown {
  const { audience } = options;
  const withoutKey = <T extends { readonly key: string }>({ key, ...rest }: T) =>
    isKeyShown(key, options) ? { key, ...rest } : rest;
  if (marks)
    return {
      ...marks,
      marked: marks.marked.map(({ id, ...rest }) => (isKeyShown(id, options) ? { id, ...rest } : rest)),
    };
  return {
    ...comparison,
    onlyReport: comparison?.onlyReport.map(withoutKey),
    onlyRoster: comparison?.onlyRoster.map(withoutKey),
    left: comparison?.left.map(withoutKey),
    different: comparison?.different.map((one: DifferentPerson) => ({
      ...withoutKey(one),
      fields: Object.fromEntries(
        one.fields.map(({ name, class: fieldClass, roster, report }) => [
          name,
          mayShow(fieldClass, audience) ? { roster, report } : {},
        ]),
      ),
    })),
  };
}

/** An id that is an address, as a report may have it, is personal whatever the class of ids. */
function isKeyShown(key: string, { keyClass, audience }: Pick<CompareOptions, 'audience' | 'keyClass'>): boolean {
  return mayShow(keyClass, audience) && (!key.includes('@') || audience.showPersonal === true);
}

function pageOf({ color, language, audience, verbose }: CompareOptions): Page {
  return { texts: textsFor(language), paint: painter(color === true), width: 100, audience, verbose: verbose === true };
}

function nameOf({ file, sheet }: Pick<Comparison, 'file' | 'sheet'>): string {
  return plainLine(sheet === undefined ? file : `${file} (${sheet})`);
}

function placeText({ file, line }: Place): string {
  return `${plainLine(file)}:${line}`;
}

function fieldText({ name, class: fieldClass, roster, report }: DifferentField, audience: Audience): string {
  if (!mayShow(fieldClass, audience)) return plainLine(name);
  return plainLine(`${name}: ${JSON.stringify(roster)} → ${JSON.stringify(report)}`);
}
