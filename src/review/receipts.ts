import type { Finding } from '../contract/index.ts';
import type { Receipt } from '../engine/change.ts';
import { plainLine, plainSentence } from './escape.ts';
import { findingWords } from './finding-words.ts';
import { type Paint, painter } from './paint.ts';
import { harmlessLine } from './terminal-page.ts';
import { type Language, type Texts, textsFor } from './texts.ts';

/** What became of the changes of a run. `accepted` ones are neither applied nor failed: the next run reads them back. */
export interface ReceiptCount {
  readonly applied: number;
  readonly failed: number;
  readonly held: number;
  readonly accepted: number;
}

export interface ReceiptOptions {
  readonly color?: boolean;
  readonly language?: Language;
  /** Records that the plan held back. Default 0. */
  readonly held?: number;
}

/**
 * Counts changes, not lines: a doubtful or accepted outcome no longer counts once a later receipt
 * of the same change says how it ended. `held` are records that the plan held back, which have no receipt.
 */
export function countReceipts(receipts: readonly Receipt[], held = 0): ReceiptCount {
  const open = new Map<string, Receipt>();
  const settled: Receipt[] = [];
  for (const receipt of receipts) {
    const name = JSON.stringify([receipt.system, receipt.op, receipt.kind, receipt.key]);
    open.delete(name);
    if (receipt.outcome === 'accepted' || receipt.outcome === 'uncertain') open.set(name, receipt);
    else settled.push(receipt);
  }
  const all = [...settled, ...open.values()];
  const amount = (...outcomes: readonly Receipt['outcome'][]): number =>
    all.filter((receipt) => outcomes.includes(receipt.outcome)).length;
  return {
    applied: amount('done'),
    failed: amount('refused', 'uncertain'),
    held: amount('held') + held,
    accepted: amount('accepted'),
  };
}

/** One receipt for a person: mark, system, what, who, and for what failed why and what to do. Several lines when it has findings. */
export function receiptLine(receipt: Receipt, options: ReceiptOptions = {}): string {
  const texts = textsFor(options.language);
  const paint = painter(options.color === true);
  const record = plainLine(`${texts.noun(receipt.kind)} ${receipt.key}`);
  const verb = receipt.outcome === 'done' ? texts.operationDone[receipt.op] : texts.operation(receipt.op, receipt.kind);
  const ending = receipt.outcome === 'done' ? '' : ` ${paint.dim('·')} ${texts.outcome[receipt.outcome]}`;
  const head = `${mark(receipt, paint)} ${paint.bold(plainLine(receipt.system))}  ${record}  ${verb}${ending}`;
  const released = receipt.releases.map(
    (release) => `    ${paint.dim(plainSentence(texts.released(release.limit, release.count, release.by)))}`,
  );
  return [head, ...findingLines(receipt, texts, paint), ...released].map(harmlessLine).join('\n');
}

/** The last lines of `apply` for a person. The very last is always `N applied, N failed, N held`, in every language. */
export function receiptSummary(receipts: readonly Receipt[], options: ReceiptOptions = {}): string {
  const texts = textsFor(options.language);
  const { applied, failed, held, accepted } = countReceipts(receipts, options.held);
  const last = `${applied} applied, ${failed} failed, ${held} held`;
  return accepted > 0 ? `${texts.accepted(accepted)}\n${last}` : last;
}

/** What `apply --json` prints for one receipt: one line, without its line end. */
export function receiptJson(receipt: Receipt): string {
  return JSON.stringify(receipt);
}

/**
 * The last line of `apply --json`, without its line end. `findings`: why systems and records were left out. `left`: of a
 * shard, how many of its changes wait for those of others and are left to the run that settles.
 */
export function receiptSummaryJson(
  receipts: readonly Receipt[],
  options: { readonly held?: number; readonly findings?: readonly Finding[]; readonly left?: number } = {},
): string {
  const { held, findings = [], left } = options;
  const summary = { ...countReceipts(receipts, held), ...(left !== undefined && { left }) };
  return JSON.stringify({ summary, ...(findings.length > 0 && { findings }) });
}

function findingLines(receipt: Receipt, texts: Texts, paint: Paint): readonly string[] {
  return receipt.findings.flatMap((finding) => {
    const { message, next } = findingWords(finding, texts.language);
    const what = plainLine(`${next} ${texts.fixedBy(texts.who[finding.who])}`);
    return [`    ${plainLine(message)}`, `    ${paint.dim(what)}`];
  });
}

function mark(receipt: Receipt, paint: Paint): string {
  switch (receipt.outcome) {
    case 'done':
      return paint.green('✓');
    case 'accepted':
      return paint.cyan('…');
    case 'refused':
      return paint.red('✗');
    case 'uncertain':
      return paint.yellow('?');
    case 'held':
      return paint.yellow('‖');
  }
}
