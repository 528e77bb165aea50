import type { RollcallError } from '../contract/index.ts';
import { actionTextsFor } from './action-texts.ts';
import { placeText } from './cause.ts';
import { escapeMarkdownCell, escapeMarkdownText } from './escape.ts';
import { findingWords } from './finding-words.ts';
import { fitted } from './markdown-fit.ts';
import { type Language, textsFor } from './texts.ts';

/** A refusal as a comment or job summary: what was refused, every finding with its place, and what to do now. */
export function refusalMarkdown(
  error: RollcallError,
  options: { readonly language?: Language; readonly title?: string; readonly limitBytes?: number } = {},
): string {
  const texts = textsFor(options.language);
  const title = options.title ?? actionTextsFor(options.language).refused;
  const findings = error.findings.map((finding) => {
    const place = placeText(finding.place);
    const mark = finding.severity === 'error' ? '❌' : '⚠️';
    const { message, next } = findingWords(finding, texts.language);
    return `- ${mark} ${place === undefined ? '' : `${escapeMarkdownCell(place)} `}${escapeMarkdownText(`${message} ${next}`)}`;
  });
  const lines = error.message.split('\n').flatMap((line) => [escapeMarkdownText(line), '']);
  return fitted(
    [
      { rank: 0, lines: [`### ❌ ${title} · ${escapeMarkdownCell(error.code)}`, ''] },
      { rank: 1, lines },
      { rank: 2, title: texts.section.findings, lines: findings },
      { rank: 0, lines: [`**${texts.section.next}:** ${escapeMarkdownText(error.next)}`] },
    ].filter((part) => part.lines.length > 0),
    options.limitBytes ?? 60_000,
    texts,
  );
}
