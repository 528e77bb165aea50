import type { Finding, Place } from '../contract/index.ts';
import { plainLine, plainSentence } from '../review/escape.ts';
import { findingWords } from '../review/finding-words.ts';
import type { Language } from '../review/texts.ts';
import type { GitHub } from './github.ts';

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: 'failure' | 'warning';
  readonly title: string;
  readonly message: string;
}

/** GitHub takes so many in one call; beyond the other number nobody reads them line by line. */
const perCall = 50;
const mostAnnotations = 1000;
const longestTitle = 255;

/**
 * Marks lines of the files of a commit, more than the ten that a workflow command shows.
 * @param permission of the job: `checks: write`
 */
export async function publishCheck(
  github: GitHub,
  check: {
    readonly commit: string;
    readonly conclusion: 'success' | 'failure';
    readonly title: string;
    readonly summary: string;
    readonly annotations: readonly Annotation[];
  },
): Promise<void> {
  const { owner, repo } = github;
  const { commit, conclusion, summary } = check;
  const all = check.annotations.slice(0, mostAnnotations);
  const title = plainSentence(check.title).slice(0, longestTitle);
  const [first = [], ...rest] = inBatches(all);
  const output = { title, summary };
  await github.ask('checks: write', async () => {
    const made = await github.rest.checks.create({
      owner,
      repo,
      name: 'Rollcall',
      head_sha: commit,
      status: 'completed',
      conclusion,
      output: { ...output, annotations: [...first] },
    });
    for (const annotations of rest) {
      await github.rest.checks.update({
        owner,
        repo,
        check_run_id: made.data.id,
        output: { ...output, annotations: [...annotations] },
      });
    }
  });
}

/** Findings that stand in a file, errors first. Other places of the same trouble are marked too. */
export function annotationsOf(findings: readonly Finding[], language: Language): readonly Annotation[] {
  const placed = findings.flatMap((finding) =>
    [finding.place, ...(finding.others ?? [])].flatMap((place) =>
      place ? [annotation(finding, place, language)] : [],
    ),
  );
  const unique = new Map(placed.map((one) => [JSON.stringify(one), one]));
  return [...unique.values()].sort((a, b) => Number(isWarning(a)) - Number(isWarning(b)));
}

function annotation(finding: Finding, { file, line }: Place, language: Language): Annotation {
  const { severity, code } = finding;
  const { message, next } = findingWords(finding, language);
  return {
    path: file,
    start_line: line,
    end_line: line,
    annotation_level: severity === 'error' ? 'failure' : 'warning',
    title: plainLine(code.replaceAll('-', ' ')).slice(0, longestTitle),
    message: `${plainSentence(message)}\n${plainSentence(next)}`,
  };
}

function isWarning({ annotation_level }: Annotation): boolean {
  return annotation_level === 'warning';
}

function inBatches(all: readonly Annotation[]): readonly (readonly Annotation[])[] {
  return Array.from({ length: Math.ceil(all.length / perCall) }, (_, index) =>
    all.slice(index * perCall, (index + 1) * perCall),
  );
}
