import type { Context, ExportBatch, ExportDeclaration, ExportRequest, Value } from '../../../src/contract/index.ts';
import { engagement, feedback, listGroups } from './client.ts';
import { warning } from './finding.ts';
import { findNear } from './near.ts';
import type { WeeklyReport } from './schema.ts';

const day = '\\d{4}-\\d{2}-\\d{2}';

/** What Officevibe gives out besides people and teams (FAQ, "Quelles données puis-je exporter"). */
export const exports: readonly ExportDeclaration[] = [
  {
    name: 'engagement',
    description: 'Scores of teams by metric, week by week.',
    columns: [
      { name: 'team', class: 'open' },
      { name: 'date', class: 'open' },
      { name: 'metric', class: 'open' },
      { name: 'name', class: 'open' },
      { name: 'score', class: 'personal' },
    ],
    options: [
      {
        name: 'dates',
        description: 'days yyyy-mm-dd with commas in between; default today',
        pattern: `${day}(,${day})*`,
      },
      {
        name: 'teams',
        description: 'names of teams with semicolons in between; default all',
        pattern: '[^;]+(;[^;]+)*',
      },
    ],
  },
  {
    name: 'feedback',
    description: 'Feedback, one item a row as JSON: the vendor publishes no form of it.',
    columns: [
      { name: 'number', class: 'open' },
      { name: 'feedback', class: 'secret' },
    ],
  },
];

/** Teams asked for in one call; nothing is published about how many it takes. */
const teamsPerCall = 100;

/** Gives out one export. Sends reads only. */
export async function* giveOut(context: Context, request: ExportRequest): AsyncGenerator<ExportBatch> {
  if (request.name === 'engagement') yield* giveEngagement(context, request.options);
  else if (request.name === 'feedback') yield await giveFeedback(context);
  else yield stop(`Officevibe has no export ${request.name}.`);
}

async function* giveEngagement(context: Context, options: ExportRequest['options']): AsyncGenerator<ExportBatch> {
  const groups = await listGroups(context.send);
  if (!('data' in groups)) return yield stop(groups.refused.message);
  if (groups.data.items.length !== groups.data.total) return yield stop('the list of teams is shorter than its total');
  const known = new Set(groups.data.items.map((group) => group.name));
  const teams = [...new Set(options.teams?.split(';').map((name) => name.trim()) ?? known)];
  const unknown = teams.filter((name) => !known.has(name));
  if (unknown[0] !== undefined) return yield stop(unknownTeam(unknown[0], known));
  const dates = [...new Set(options.dates?.split(',') ?? [context.today])];

  let counted = 0;
  const silent: string[] = [];
  for (let start = 0; start < teams.length; start += teamsPerCall) {
    const asked = teams.slice(start, start + teamsPerCall);
    const answer = await engagement(context.send, asked, dates);
    if (!('data' in answer)) return yield stop(answer.refused.message);
    if (answer.data.some((report) => !asked.includes(report.groupName)))
      return yield stop('the answer holds a team that was not asked for');
    const rows = answer.data.flatMap(rowsOf);
    counted += rows.length;
    silent.push(...asked.filter((name) => !answer.data.some((report) => report.groupName === name)));
    yield { rows };
  }
  const findings = silent.length === 0 ? [] : [noScores(silent.length)];
  yield { rows: [], findings, proof: { complete: true, counted } };
}

function rowsOf({ groupName, date, metricsValues }: WeeklyReport): readonly (readonly Value[])[] {
  return metricsValues.map(({ id, displayName, value }) => [groupName, date.slice(0, 10), id, displayName, value]);
}

/** The whole answer is one list, whose count stands beside it as in the lists of people and of teams [assumed]. */
async function giveFeedback(context: Context): Promise<ExportBatch> {
  const answer = await feedback(context.send);
  if (!('data' in answer)) return stop(answer.refused.message);
  const { items, total } = answer.data;
  const rows = items.map((item, index) => [index + 1, JSON.stringify(item)]);
  return { rows, proof: { complete: true, counted: rows.length, total } };
}

function unknownTeam(name: string, known: Iterable<string>): string {
  const near = findNear(name, known);
  return `there is no team "${name}" in Officevibe${near === undefined ? '' : `; did you mean "${near}"?`}`;
}

function noScores(count: number) {
  return warning({
    code: 'officevibe-no-scores',
    who: 'vendor',
    message: `${count} teams have no scores on these days.`,
    next: 'Officevibe shows none for teams with too few answers, and none for weeks to come.',
  });
}

function stop(reason: string): ExportBatch {
  return { rows: [], proof: { complete: false, reason } };
}
