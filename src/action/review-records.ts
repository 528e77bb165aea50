import { kinds, RollcallError } from '../contract/index.ts';
import { diffRosters } from '../engine/diff/diff-rosters.ts';
import type { KindDiff } from '../engine/diff/kind-diff.ts';
import { classOf as fieldClass, type Rules } from '../engine/rules.ts';
import type { Repository } from '../io/git/git.ts';
import { commitTree } from '../io/git/trees.ts';
import { readReview } from '../io/review-moments.ts';
import { diffSides } from '../record-diff.ts';
import { actionTextsFor } from '../review/action-texts.ts';
import { escapeMarkdownText } from '../review/escape.ts';
import { recordsMarkdown } from '../review/records-markdown.ts';
import type { RecordsOnly, ReviewTask } from './event.ts';
import { publishReview } from './publish.ts';
import { setRecordCounts, setVerdict } from './report.ts';
import type { ActionRun, Ending } from './run.ts';

/** What a change does to the records themselves, where no system may be read; values by the classes of the base. */
export async function reviewRecords(
  run: ActionRun,
  task: ReviewTask,
  repository: Repository,
  { base, head, why }: { readonly base: string; readonly head: string; readonly why: RecordsOnly | 'no-config' },
): Promise<Ending> {
  const { config, now } = run.options;
  const read =
    why === 'no-config'
      ? undefined
      : await readReview(repository, { config, base, head, nowMs: now() }).catch(withoutRules);
  const diffs = read?.base
    ? diffRosters(read.base.roster, read.head.roster)
    : await diffFiles(repository, { base, head, config });
  const rules = read?.head.rules;
  const texts = actionTextsFor(rules?.language);
  const markdown = (limitBytes: number): string =>
    recordsMarkdown(diffs, {
      limitBytes,
      ...(rules && { language: rules.language }),
      classOf: (kind, field) => classOf(rules, kind, field),
      notes: [escapeMarkdownText(texts.recordsOnly[read ? why : why === 'no-config' ? why : 'no-config'])],
    });
  setRecordCounts(diffs);
  setVerdict({ exit: 0, verdict: 'records' });
  await publishReview(run, task, {
    exit: 0,
    title: texts.records.title,
    markdown,
    findings: read?.head.roster.findings ?? [],
    language: rules?.language ?? 'en',
    head: '',
  });
  return { exit: 0, verdict: 'records' };
}

function withoutRules(error: unknown): undefined {
  if (error instanceof RollcallError && error.code === 'CONFIG_MISSING') return undefined;
  throw error;
}

/** Files as they stand, of which only how many records differ is told. */
async function diffFiles(
  repository: Repository,
  { base, head, config }: { readonly base: string; readonly head: string; readonly config: string },
): Promise<readonly KindDiff[]> {
  const side = (commit: string) => {
    const tree = commitTree(repository, commit);
    return { type: 'tree' as const, name: tree.name, tree };
  };
  const sides = { base: side(base), head: side(head), notes: [] };
  try {
    return await diffSides(sides, { key: [], distinguishEmpty: false, paths: [], config, needsConfig: false });
  } catch (error) {
    // No CSV file on either side, or one whose key nobody can tell: then there is no count to give.
    if (error instanceof RollcallError && (error.code === 'FILE_UNREADABLE' || error.code === 'USAGE')) return [];
    throw error;
  }
}

function classOf(rules: Rules | undefined, kind: string, field: string) {
  const known = kinds.find((one) => one === kind);
  return rules && known ? fieldClass(rules.fields, known, field) : 'secret';
}
