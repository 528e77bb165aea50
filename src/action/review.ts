import { RollcallError } from '../contract/index.ts';
import type { Plan } from '../engine/change.ts';
import { diffRosters } from '../engine/diff/diff-rosters.ts';
import { type PlanDifference, planDifference } from '../engine/plan/plan-difference.ts';
import type { Rules } from '../engine/rules.ts';
import { readRules } from '../io/config/config.ts';
import { openRepository, type Repository } from '../io/git/git.ts';
import { commitTree } from '../io/git/trees.ts';
import { changesDigest } from '../io/plan-digest.ts';
import { type ReviewMoments, readReview } from '../io/review-moments.ts';
import { rememberingReader } from '../io/system/live-reader.ts';
import { actionTextsFor } from '../review/action-texts.ts';
import { describeError } from '../review/error.ts';
import { escapeMarkdownCell, escapeMarkdownText } from '../review/escape.ts';
import { headlineText } from '../review/headline.ts';
import { planMarkdown } from '../review/markdown.ts';
import { outline } from '../review/outline.ts';
import { type Language, textsFor } from '../review/texts.ts';
import { type Planned, planMoment } from '../sync.ts';
import { ownComments } from './comments.ts';
import { commitsToReview } from './commits.ts';
import { withRepositoryConnectors } from './connectors.ts';
import type { ReviewTask } from './event.ts';
import { failure } from './log.ts';
import { maskSettings } from './mask-settings.ts';
import { publishRefusal, publishReview } from './publish.ts';
import { type FoundReleases, findReleases, releaseLabel } from './releases.ts';
import { setRecordCounts, setVerdict, writeReport } from './report.ts';
import { reviewRecords } from './review-records.ts';
import { type ActionRun, type Ending, findingsOf, subjectOf } from './run.ts';
import { readShown, showAgain, shownLine } from './shown.ts';

/** Says what a change does, apart from what the default branch still has to be applied and from drift. Writes to no system. */
export async function review(run: ActionRun, task: ReviewTask): Promise<Ending> {
  let language: Language = 'en';
  try {
    const repository = await openRepository(run.options.directory);
    const commits = await commitsToReview(repository, task);
    if (task.recordsOnly) return await reviewRecords(run, task, repository, { ...commits, why: task.recordsOnly });
    const { config, now } = run.options;
    language = await languageAt(repository, commits.base, config);
    const moments = await readReview(repository, { config, ...commits, nowMs: now() }).catch((error: unknown) => {
      if (error instanceof RollcallError && error.code === 'CONFIG_MISSING') return undefined;
      throw error;
    });
    if (!moments) return await reviewRecords(run, task, repository, { ...commits, why: 'no-config' });
    return await reviewSystems(run, task, repository, moments);
  } catch (error) {
    if (!(error instanceof RollcallError) || error.code === 'PERMISSION_MISSING') throw error;
    failure(describeError(error, { color: false }));
    await publishRefusal(run, task, { error, language });
    return { exit: error.exit, verdict: 'refused' };
  }
}

/** What the default branch says; where it says nothing that can be read, English. */
async function languageAt(repository: Repository, commit: string, config: string): Promise<Language> {
  return readRules(commitTree(repository, commit), config).then(
    (rules) => rules.language,
    () => 'en',
  );
}

async function reviewSystems(
  run: ActionRun,
  task: ReviewTask,
  repository: Repository,
  moments: ReviewMoments,
): Promise<Ending> {
  const { rules } = moments.head;
  maskSettings(rules, run.options.environment);
  const connectors = await withRepositoryConnectors(run.options.connectors, repository, {
    trusted: moments.base?.commit ?? task.base,
    checkedOut: moments.head.commit,
  });
  const options = { ...run.options, connectors, reader: rememberingReader() };
  let labels: FoundReleases = { releases: [], refused: [] };
  const after = await planMoment(moments.head, {
    ...options,
    release: async (stopped) => {
      if (task.pull) labels = await findReleases(run.github, [task.pull], stopped, subjectOf(run));
      return labels.releases;
    },
  });
  const before = moments.base && (await planMoment(moments.base, options));
  const difference: PlanDifference = before
    ? planDifference(after.plan, before.plan)
    : { plan: after.plan, systems: [] };

  const { plan } = difference;
  if (moments.base) setRecordCounts(diffRosters(moments.base.roster, moments.head.roster));
  const verdict = outline(plan).verdict;
  setVerdict({ exit: after.exit, verdict });
  const { language } = rules;
  const words = actionTextsFor(language);
  await writeReport(run, plan, after, {
    language,
    ...(task.pull && { release: (stop, system) => words.label(releaseLabel(stop, system)) }),
  });
  const notes = notesOf({ run, moments, difference, labels });
  const markdown = (limitBytes: number): string =>
    planMarkdown(plan, {
      language: rules.language,
      limitBytes,
      notes,
      ...(task.pull && { release: (stop, system) => words.label(escapeMarkdownCell(releaseLabel(stop, system))) }),
    });
  await publishReview(run, task, {
    exit: after.exit,
    title: titleOf(plan, rules),
    markdown,
    findings: findingsOf(plan),
    language: rules.language,
    head: await shownIn(run, task, after),
  });
  return { exit: after.exit, verdict };
}

/** The invisible line that says which changes this comment shows, and since when. */
async function shownIn(run: ActionRun, task: ReviewTask, { plan, key }: Planned): Promise<string> {
  if (!task.pull || !run.inputs.comment) return '';
  const subject = subjectOf(run)(task.pull.number);
  const known = (await ownComments(run.github, task.pull.number)).get('review');
  const before = known ? readShown(known.body, subject, key) : [];
  const digests = new Map(plan.systems.map((system) => [system.name, changesDigest(system, key)]));
  return shownLine(showAgain(digests, before, new Date(run.github.now()).toISOString()), subject, key);
}

function notesOf({
  run,
  moments,
  difference,
  labels,
}: {
  readonly run: ActionRun;
  readonly moments: ReviewMoments;
  readonly difference: PlanDifference;
  readonly labels: FoundReleases;
}): readonly string[] {
  const texts = actionTextsFor(moments.head.rules.language);
  const { waiting, base } = moments;
  return [
    ...(base ? [] : [escapeMarkdownText(texts.baseUnread)]),
    ...(waiting.length > 0 ? [texts.waiting(waiting.map((name) => escapeMarkdownCell(name)).join(', '))] : []),
    ...difference.systems.flatMap(({ name, pending, cancelled }) => [
      ...(pending > 0 ? [texts.pending(escapeMarkdownCell(name), pending)] : []),
      ...(cancelled > 0 ? [texts.cancelled(escapeMarkdownCell(name), cancelled)] : []),
    ]),
    ...labels.refused.map(({ label, why }) => texts.labelRefused(escapeMarkdownCell(label), texts.labelWhy[why])),
    `${texts.report} ${run.url}`,
  ];
}

function titleOf(plan: Plan, { language }: Rules): string {
  return headlineText(plan, outline(plan), textsFor(language));
}
