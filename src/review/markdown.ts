import type { Finding } from '../contract/index.ts';
import type { Change, Plan, Stop, SystemPlan } from '../engine/change.ts';
import { causeText, placeText, shortCommit } from './cause.ts';
import { fieldTexts, recordText } from './change-text.ts';
import type { Entry } from './entry.ts';
import { escapeMarkdownCell, escapeMarkdownText, plainLine } from './escape.ts';
import { effectWords, experimentalWords, findingWords } from './finding-words.ts';
import { groupBy } from './group.ts';
import { headlineText, stopText } from './headline.ts';
import { fitted, type MarkdownPart } from './markdown-fit.ts';
import { mostPlaces, movesChart } from './mermaid.ts';
import { movesOf } from './moves.ts';
import { isRisky, type Outline, outline, type Section, type SystemOutline } from './outline.ts';
import { type Language, type Texts, textsFor } from './texts.ts';

export interface MarkdownOptions {
  readonly language?: Language;
  /** Bytes of the whole text in UTF-8. Default 60,000: GitHub takes 65,536 characters in a comment. */
  readonly limitBytes?: number;
  /** Sentences below the verdict, escaped already. */
  readonly notes?: readonly string[];
  /** How a limit is released here, escaped already. Default: by `--allow`. */
  readonly release?: (stop: Stop, system: string) => string;
}

/**
 * A plan as one GitHub comment or job summary: verdict, table of systems, then per system what is riskiest first.
 * What does not fit is left out from the least risky end, and the text says how much. Nothing that comes from files
 * or systems acts: no mention, link, picture, markup or broken table. Values of `open` fields only.
 */
export function planMarkdown(plan: Plan, options: MarkdownOptions = {}): string {
  const texts = textsFor(options.language);
  const told = outline(plan);
  const parts: MarkdownPart[] = [
    { rank: 0, lines: [`### ${markOf(told)} ${escapeMarkdownText(headlineText(plan, told, texts))}`, ''] },
    ...(options.notes ?? []).map((note) => ({ rank: 0, lines: [`> ${note}`, ''] })),
    ...(plan.uncommitted ? [{ rank: 0, lines: [`> ${escapeMarkdownText(texts.plan.uncommitted)}`, ''] }] : []),
    { rank: 0, lines: [...systemsTable(told, texts), ''] },
    ...findingsParts(plan.findings, 3, texts),
    ...riskiestFirst(told.systems).flatMap((system) => systemParts(system, texts, options.release)),
    ...chartParts(told, texts),
    { rank: 0, lines: [`<sub>${footer(plan, texts)}</sub>`] },
  ];
  return fitted(parts, options.limitBytes ?? 60_000, texts);
}

const marks = { ready: '✅', nothing: '✅', stopped: '🛑', refused: '❌' } as const;
/** What is ready and still asks for a look gets no green mark. */
function markOf({ verdict, calm }: Outline): string {
  return verdict === 'ready' && !calm ? '⚠️' : marks[verdict];
}

const columns = ['join', 'move', 'change', 'leave', 'held'] as const;

function systemsTable(told: Outline, texts: Texts): readonly string[] {
  if (told.systems.length === 0) return [];
  const rows = told.systems.map(({ plan, tally }) => {
    const state = `${marks[plan.verdict]} ${texts.verdictShort[plan.verdict]}`;
    return row([escapeMarkdownCell(plan.name), state, ...columns.map((name) => amountIn(plan, tally[name], texts))]);
  });
  const head = row([texts.column.system, texts.column.state, ...columns.map((name) => texts.column[name])]);
  return [head, '|---|---|--:|--:|--:|--:|--:|', ...rows];
}

/** What a refused system would get is not known; a nought would say that it is. */
function amountIn({ verdict }: SystemPlan, amount: number, texts: Texts): string {
  return verdict === 'refused' && amount === 0 ? '–' : texts.number(amount);
}

/** Systems that are stopped or refused, then those with something that cannot be undone; otherwise as they are configured. */
function riskiestFirst(systems: readonly SystemOutline[]): readonly SystemOutline[] {
  const isBad = ({ plan }: SystemOutline): boolean => plan.verdict === 'stopped' || plan.verdict === 'refused';
  const rank = (system: SystemOutline): number =>
    isBad(system) ? 0 : system.sections.has('irreversible') ? 1 : system.plan.changes.length > 0 ? 2 : 3;
  return systems.toSorted((a, b) => rank(a) - rank(b));
}

/** Ranks say what is cut last: verdicts 0, stops 1, irreversible and leaves 2, findings 3, other parts by their order. */
function systemParts(
  system: SystemOutline,
  texts: Texts,
  releaseBy: MarkdownOptions['release'],
): readonly MarkdownPart[] {
  const { plan } = system;
  const facts = [
    texts.verdictShort[plan.verdict],
    ...(plan.changes.length > 0 ? [texts.effort(plan.calls, plan.seconds)] : []),
    ...(plan.unchanged > 0 ? [texts.unchanged(plan.unchanged)] : []),
    ...(plan.unmanaged > 0 ? [texts.unmanaged(plan.unmanaged)] : []),
  ];
  const notes =
    plan.experimental === undefined
      ? []
      : ['', escapeMarkdownText(texts.plan.experimental(experimentalWords(plan, texts.language)))];
  return [
    {
      rank: 0,
      lines: [`#### ${escapeMarkdownCell(plan.name)}`, '', escapeMarkdownText(facts.join(' · ')), ...notes, ''],
    },
    ...list(texts.section.stops, 1, plan.stops, (stop) => {
      const { what, next, release } = stopText(stop, plan.name, texts);
      const how = releaseBy?.(stop, plan.name) ?? `${escapeMarkdownText(next)} ${escapeMarkdownCell(release)}`;
      return `- 🛑 **${escapeMarkdownText(what)}** ${how}`;
    }),
    ...list(
      texts.section.releases,
      1,
      plan.releases,
      ({ limit, count, by }) => `- ${escapeMarkdownText(texts.released(limit, count, by))}`,
    ),
    ...findingsParts(plan.findings, 3, texts),
    ...list(
      texts.section.columns,
      2,
      system.columns,
      ({ field, records, share }) =>
        `- ${texts.columnChange(escapeMarkdownCell(field), records, texts.percent(share))}`,
    ),
    ...list(texts.section.effects, 2, sortedEffects(system), (effect) => {
      const words = escapeMarkdownText(effectWords(effect, plan, texts.language));
      const sentence = texts.effect(effect.count, words);
      return effect.reversible ? `- ${sentence}` : `- ⚠️ ${sentence} **${texts.irreversible}**`;
    }),
    ...[...system.sections].flatMap(([section, entries], index) => changesParts(section, entries, 4 + index, texts)),
    ...holdsParts(system, texts),
    ...list(texts.section.drift, 13, plan.drift, (drift) => {
      const what = escapeMarkdownText(`${recordText(drift, texts)} ${texts.drift[drift.type]}`);
      const fields = Object.keys(drift.fields).map((name) => escapeMarkdownCell(name, 60));
      return `- ${fields.length === 0 ? what : texts.about(what, fields.join(', '))}`;
    }),
  ];
}

/** Risky parts stand open, the others are folded. */
function changesParts(
  section: Section,
  entries: readonly Entry[],
  rank: number,
  texts: Texts,
): readonly MarkdownPart[] {
  const said = entries.map((entry) => ({ change: entry.change, cells: changeCells(section, entry, texts) }));
  const groups = groupBy(said, ({ change, cells }) => JSON.stringify([change.kind, cells]));
  const rows = groups.map(({ first, items }) => {
    const keys = items.map(({ change }) => change.key);
    return row([recordCell(first.change, keys, texts), ...first.cells]);
  });
  const { record, changes, cause } = texts.section;
  return [
    {
      rank: isRisky(section) ? Math.min(rank, 5) : rank,
      title: `${texts.section[section]} (${texts.number(entries.length)})`,
      folded: !isRisky(section),
      head: [row([record, changes, cause]), '|---|---|---|'],
      lines: rows,
    },
  ];
}

function recordCell(change: Change, keys: readonly string[], texts: Texts): string {
  const shown = keys.slice(0, 40).map((key) => escapeMarkdownCell(key, 60));
  const more = keys.length - shown.length;
  const noun = keys.length === 1 ? texts.noun(change.kind) : texts.kind(change.kind, keys.length);
  return `${noun} ${shown.join(' ')}${more > 0 ? ` ${texts.more(more)}` : ''}`;
}

const fieldsInCell = 8;

function changeCells(section: Section, entry: Entry, texts: Texts): readonly string[] {
  const { change } = entry;
  const fields = fieldTexts(entry, texts);
  const hidden = fields
    .filter(({ text }) => text === texts.value.hidden)
    .map(({ field }) => escapeMarkdownCell(field, 60));
  const shown = fields
    .filter(({ text }) => text !== texts.value.hidden)
    .map(({ field, text, note }) => `${escapeMarkdownCell(field, 60)} ${escapeMarkdownCell(text, 200)}${note}`);
  const parts = [...shown, ...(hidden.length > 0 ? [`${hidden.join(' ')} ${texts.value.hidden}`] : [])];
  const more = parts.length - fieldsInCell;
  const verb = section === 'irreversible' ? `**${texts.operation(change.op, change.kind)}** ` : '';
  const step = change.step === undefined ? '' : ` (${texts.step(change.step)})`;
  const what = [...parts.slice(0, fieldsInCell), ...(more > 0 ? [texts.moreFields(more)] : [])].join(', ');
  return [`${verb}${what}${step}`.trim(), escapeMarkdownText(causeText(change.cause, texts))];
}

function holdsParts({ plan }: SystemOutline, texts: Texts): readonly MarkdownPart[] {
  const order = ['held', 'waiting', 'pending', 'skipped'] as const;
  const sorted = [...plan.holds].sort((a, b) => order.indexOf(a.why) - order.indexOf(b.why));
  return list(texts.section.holds, 6, sorted, (hold) => {
    const findings = hold.findings.map((finding) => ` ${findingText(finding, texts, hold.why === 'held')}`);
    return `- ${escapeMarkdownText(`${texts.about(recordText(hold, texts), texts.hold[hold.why])}.`)}${findings.join('')}`;
  });
}

function findingsParts(findings: readonly Finding[], rank: number, texts: Texts): readonly MarkdownPart[] {
  const sorted = [...findings].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
  return list(texts.section.findings, rank, sorted, (finding) => {
    const mark = finding.severity === 'error' ? '❌' : '⚠️';
    return `- ${mark} ${findingText(finding, texts)}`;
  });
}

/** @param isForSomeone false where nobody needs to act */
function findingText(finding: Finding, texts: Texts, isForSomeone = true): string {
  const place = placeText(finding.place) ?? finding.key;
  const where = place === undefined ? '' : `${escapeMarkdownCell(place)} `;
  const { message, next } = findingWords(finding, texts.language);
  const whom = isForSomeone ? ` ${texts.fixedBy(texts.who[finding.who])}` : '';
  return `${where}${escapeMarkdownText(`${message} ${next}${whom}`)}`;
}

function sortedEffects({ plan }: SystemOutline): SystemOutline['plan']['effects'] {
  return [...plan.effects].sort((a, b) => Number(a.reversible) - Number(b.reversible) || b.count - a.count);
}

/** A picture is the first thing to go when room is short: it says nothing that the tables do not say. */
function chartParts(told: Outline, texts: Texts): readonly MarkdownPart[] {
  const moves = movesOf(told, mostPlaces);
  if (moves === undefined) return [];
  const title = texts.chart.title(moves.field ?? texts.noun('teams'), plainLine(moves.system));
  return [{ rank: 20, whole: true, title: escapeMarkdownText(title), lines: movesChart(moves, texts) }];
}

function list<T>(title: string, rank: number, items: readonly T[], line: (item: T) => string): readonly MarkdownPart[] {
  return items.length === 0 ? [] : [{ rank, title: `${title} (${items.length})`, lines: items.map(line) }];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function footer(plan: Plan, texts: Texts): string {
  const title = texts.plan.title(plainLine(plan.digest.slice(0, 8)), shortCommit(plan.commit), texts.date(plan.date));
  return `${escapeMarkdownText(title)}. ${texts.plan.privacy}`;
}
