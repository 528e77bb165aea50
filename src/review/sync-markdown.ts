import type { Plan, Receipt } from '../engine/change.ts';
import { actionTextsFor } from './action-texts.ts';
import { shortCommit } from './cause.ts';
import { escapeMarkdownCell, escapeMarkdownText } from './escape.ts';
import { findingWords } from './finding-words.ts';
import { fitted, type MarkdownPart } from './markdown-fit.ts';
import { countReceipts } from './receipts.ts';
import type { ActionTexts } from './texts/action.ts';
import { type Language, type Texts, textsFor } from './texts.ts';

export interface SyncTold {
  readonly plan: Plan;
  readonly receipts: readonly Receipt[];
  /** Systems whose turn has not come. */
  readonly later: readonly string[];
  /** Accounts that approved it. */
  readonly approved: readonly string[];
}

/** What became of a merge, for the merged pull request and the job summary: counts, what failed and why, what waits. */
export function syncMarkdown(
  told: SyncTold,
  options: { readonly language?: Language; readonly notes?: readonly string[]; readonly limitBytes?: number } = {},
): string {
  const texts = textsFor(options.language);
  const words = actionTextsFor(options.language);
  const { plan, receipts, later, approved } = told;
  const held = plan.systems.flatMap(({ holds }) => holds.filter(({ why }) => why === 'held'));
  const counts = countReceipts(receipts, held.length);
  const isRefused = plan.systems.some(({ verdict }) => verdict === 'refused');
  const isWhole = counts.failed === 0 && held.length === 0 && !isRefused;
  const total = escapeMarkdownText(words.sync.total(counts.applied, counts.failed, counts.held));
  const isUntouched = isRefused && receipts.length === 0;
  const title = isUntouched ? words.sync.refused : texts.about(isWhole ? words.sync.title : words.sync.failed, total);
  const notes = [
    ...(options.notes ?? []),
    ...(later.length > 0 ? [escapeMarkdownText(words.sync.later(later.join(', ')))] : []),
    ...(approved.length > 0 ? [escapeMarkdownText(words.sync.approved(approved.join(', ')))] : []),
    ...(counts.accepted > 0 ? [escapeMarkdownText(texts.accepted(counts.accepted))] : []),
  ];
  const parts: MarkdownPart[] = [
    {
      rank: 0,
      lines: [`### ${isWhole ? '✅' : '❌'} ${title}`, ''],
    },
    { rank: 0, lines: [...systemRows(plan, receipts, texts, words), ''] },
    ...notes.map((note) => ({ rank: 0, lines: [note, ''] })),
    ...findingParts(plan, receipts, texts),
    {
      rank: 0,
      lines: [
        `<sub>${escapeMarkdownText(texts.plan.title(plan.digest.slice(0, 8), shortCommit(plan.commit), texts.date(plan.date)))}</sub>`,
      ],
    },
  ];
  return fitted(parts, options.limitBytes ?? 60_000, texts);
}

function systemRows(
  plan: Plan,
  receipts: readonly Receipt[],
  texts: Texts,
  { sync: { column } }: ActionTexts,
): readonly string[] {
  if (plan.systems.length === 0) return [];
  const rows = plan.systems.map(({ name, verdict, holds }) => {
    const own = receipts.filter((receipt) => receipt.system === name);
    const { applied, failed, held } = countReceipts(own, holds.filter(({ why }) => why === 'held').length);
    const state = verdict === 'refused' ? texts.verdictShort.refused : '';
    return `| ${escapeMarkdownCell(name)} | ${state} | ${applied} | ${failed} | ${held} |`;
  });
  return [
    `| ${texts.column.system} | ${texts.column.state} | ${column.applied} | ${column.failed} | ${column.held} |`,
    '|---|---|--:|--:|--:|',
    ...rows,
  ];
}

/** Why systems and records were left out: each with what to do and who can. */
function findingParts(plan: Plan, receipts: readonly Receipt[], texts: Texts): readonly MarkdownPart[] {
  const system = plan.systems.flatMap(({ name, verdict, findings }) =>
    verdict === 'refused'
      ? findings.filter(({ severity }) => severity === 'error').map((finding) => ({ name, key: '', finding }))
      : [],
  );
  const failed = receipts
    .filter(({ outcome }) => outcome !== 'done' && outcome !== 'accepted')
    .flatMap(({ system: name, kind, key, findings }) =>
      findings.map((finding) => ({ name, key: `${texts.noun(kind)} ${key}`, finding })),
    );
  const held = plan.systems.flatMap(({ name, holds }) =>
    holds
      .filter(({ why }) => why === 'held')
      .flatMap(({ kind, key, findings }) =>
        findings.map((finding) => ({ name, key: `${texts.noun(kind)} ${key}`, finding })),
      ),
  );
  const lines = [...system, ...failed, ...held].map(({ name, key, finding }) => {
    const whom = texts.fixedBy(texts.who[finding.who]);
    const { message, next } = findingWords(finding, texts.language);
    const what = `${message} ${next} ${whom}`;
    return `- ${escapeMarkdownCell(name)} ${escapeMarkdownText(key === '' ? what : texts.about(key, what))}`;
  });
  return lines.length === 0
    ? []
    : [{ rank: 2, title: `${texts.section.findings} (${lines.length})`, lines: [...new Set(lines)] }];
}
