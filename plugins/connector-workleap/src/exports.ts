import type {
  Context,
  ExportBatch,
  ExportDeclaration,
  ExportRequest,
  Request,
  Value,
  WithheldDeclaration,
} from '../../../src/contract/index.ts';
import { exportPage } from './client.ts';
import { readSettings, type Settings } from './settings.ts';

/** What Officevibe gives out on Workleap. The vendor publishes no form of either, so an item is one cell as it came. */
export const exports: readonly ExportDeclaration[] = [
  {
    name: 'engagement',
    description: 'Engagement scores, one item a row as JSON: the vendor publishes no form of it.',
    columns: [
      { name: 'number', class: 'open' },
      { name: 'engagement', class: 'personal' },
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

/** What nobody can export (FAQ, "Quelles données puis-je exporter"), or what cannot be read here. Refused by name. */
export const withheld: readonly WithheldDeclaration[] = [
  { name: 'survey-results', reason: 'the vendor exports no results of surveys; look at them in Officevibe.' },
  { name: 'custom-surveys', reason: 'the vendor exports no data of custom surveys; look at them in Officevibe.' },
  { name: 'goals', reason: 'the vendor exports no goals; look at them in Officevibe.' },
  { name: 'one-on-ones', reason: 'the vendor exports no 1-on-1s, which are between two people.' },
  {
    name: 'good-vibes',
    reason: 'the vendor says that Good Vibes cannot be exported; a call that some use is not documented.',
  },
  { name: 'members', reason: 'it is a list of records: "rollcall pull" writes it into CSV.' },
  { name: 'teams', reason: 'Workleap documents no way to list them; look at them in Workleap.' },
];

/** Pages of one export; more is taken for a list that turns in a circle. */
const mostPages = 10_000;

/** Gives out one export, page by page. Sends reads only. */
export async function* giveOut(context: Context, { name }: ExportRequest): AsyncGenerator<ExportBatch> {
  const settings = readSettings(context.settings);
  const seen = new Set<string>();
  let counted = 0;
  for (let token: string | undefined, pages = 0; pages < mostPages; pages += 1) {
    const page = await exportPage(context.send, requestFor(name, settings, token));
    if (!page.data) return yield stop(page.refused.message);
    const rows = page.data.items.map((item, index): readonly Value[] => [counted + index + 1, JSON.stringify(item)]);
    counted += rows.length;
    token = page.data.token;
    if (token === undefined) return yield { rows, proof: { complete: true, counted } };
    if (seen.has(token)) break;
    seen.add(token);
    yield { rows };
  }
  yield stop('the list does not come to an end');
}

/** Scores are asked for by GET, feedback is searched for by POST (fact sheet, 5). */
function requestFor(name: string, { officevibePath }: Settings, token: string | undefined): Request {
  if (name === 'feedback') {
    const body: Value = token === undefined ? {} : { continuationToken: token };
    return { method: 'POST', path: `${officevibePath}/feedbacks/search`, body };
  }
  const query = token === undefined ? {} : { query: { continuationToken: token } };
  return { method: 'GET', path: `${officevibePath}/engagement/scores`, ...query };
}

function stop(reason: string): ExportBatch {
  return { rows: [], proof: { complete: false, reason } };
}
