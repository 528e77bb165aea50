import type { Finding, Place } from '../contract/index.ts';
import { plainLine } from './escape.ts';
import { type Paint, painter } from './paint.ts';

/** Of findings that say the same about one file, this many are told in full; the rest are counted. */
const alike = 10;

/**
 * Findings for a terminal: place, what, next step, those of one file together, and a count at the end.
 * Ends without a line break; empty when there are none.
 */
export function describeFindings(findings: readonly Finding[], options: { readonly color: boolean }): string {
  if (findings.length === 0) return '';
  const paint = painter(options.color);
  const files = Map.groupBy(findings, (finding) => finding.place?.file ?? finding.system ?? '');
  const blocks = [...files.values()].map((group) => describeFile(group, paint).join('\n'));
  return [...blocks, paint.bold(countFindings(findings))].join('\n\n');
}

/** `3 errors, 1 warning in 2 files` */
export function countFindings(findings: readonly Finding[]): string {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const warnings = findings.length - errors;
  const files = new Set(findings.flatMap((finding) => finding.place?.file ?? [])).size;
  const counted = [count(errors, 'error'), count(warnings, 'warning')].filter((text) => !text.startsWith('0 '));
  return `${counted.join(', ') || 'no findings'}${files > 0 ? ` in ${count(files, 'file')}` : ''}`;
}

function describeFile(findings: readonly Finding[], paint: Paint): readonly string[] {
  const told = new Map<string, number>();
  const lines: string[] = [];
  for (const finding of findings) {
    const same = `${finding.code} ${finding.field ?? ''}`;
    const count = (told.get(same) ?? 0) + 1;
    told.set(same, count);
    if (count <= alike) lines.push(...describeOne(finding, paint));
  }
  for (const [same, count] of told) {
    if (count > alike)
      lines.push(paint.dim(`… ${number(count - alike)} more: ${same.trim()} (all of them with --json)`));
  }
  return lines;
}

function describeOne(finding: Finding, paint: Paint): readonly string[] {
  const { severity, place, others = [] } = finding;
  const mark = severity === 'error' ? paint.red('error') : paint.yellow('warning');
  const where = place ? `${paint.bold(placeText(place))} ` : '';
  const also = others.length > 0 ? [`  ${paint.dim(`also ${others.map(placeText).join(', ')}`)}`] : [];
  return [
    `${where}${mark} ${plainLine(finding.message)} ${paint.dim(`(${finding.code})`)}`,
    ...also,
    `  → ${plainLine(finding.next)}`,
  ];
}

function placeText({ file, line, column }: Place): string {
  return `${plainLine(file)}:${line}:${column}`;
}

function count(amount: number, word: string): string {
  return `${number(amount)} ${word}${amount === 1 ? '' : 's'}`;
}

function number(amount: number): string {
  return amount.toLocaleString('en-US');
}
