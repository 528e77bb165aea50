import type { Plan } from '../engine/change.ts';
import { actionTextsFor } from './action-texts.ts';
import { recordText } from './change-text.ts';
import { escapeMarkdownCell, escapeMarkdownText, plainLine } from './escape.ts';
import { fitted, type MarkdownPart } from './markdown-fit.ts';
import { type Language, textsFor } from './texts.ts';

/** An issue that says what moved in the systems without git; undefined when nothing did and every system was read. */
export function driftIssue(
  plan: Plan,
  language?: Language,
): { readonly title: string; readonly body: string } | undefined {
  const texts = textsFor(language);
  const words = actionTextsFor(language).drift;
  const drifted = plan.systems.filter(({ drift }) => drift.length > 0);
  if (drifted.length === 0) return undefined;
  const unread = plan.systems.filter(({ verdict, drift }) => verdict === 'refused' && drift.length === 0);
  const parts: MarkdownPart[] = [
    { rank: 0, lines: [words.intro, ''] },
    ...drifted.map(({ name, drift }, index) => ({
      rank: 1 + index,
      title: `${escapeMarkdownCell(name)} (${drift.length})`,
      lines: drift.map((one) => {
        const fields = Object.keys(one.fields).map((field) => escapeMarkdownCell(field, 60));
        return `- ${escapeMarkdownText(`${recordText(one, texts)} ${texts.drift[one.type]}`)} ${fields.join(', ')}`.trimEnd();
      }),
    })),
    ...unread.map(({ name }) => ({ rank: 0, lines: [`${escapeMarkdownCell(name)} ${words.unread}`, ''] })),
    { rank: 0, lines: [words.next] },
  ];
  const names = drifted.map(({ name }) => plainLine(name)).join(', ');
  return { title: words.title(names).slice(0, 250), body: fitted(parts, 60_000, texts) };
}
