import type { Finding } from '../contract/index.ts';
import type { Drift, Hold, Plan, Stop, SystemPlan } from '../engine/change.ts';
import { causeText, placeText, shortCommit } from './cause.ts';
import { fieldsLine, recordsText, recordText } from './change-text.ts';
import type { Entry } from './entry.ts';
import { plainLine, plainSentence } from './escape.ts';
import { effectWords, experimentalWords, findingWords } from './finding-words.ts';
import { groupBy } from './group.ts';
import { headlineText, stopText } from './headline.ts';
import { isRisky, type Outline, outline, type Section, type SystemOutline } from './outline.ts';
import { clip, pad, painter, textWidth } from './paint.ts';
import type { Audience } from './redact.ts';
import { operationMark, verdictMark, verdictPaint } from './terminal-marks.ts';
import { block, broken, harmlessLine, listed, marked, type Page, wrapped } from './terminal-page.ts';
import { type Language, textsFor } from './texts.ts';

export interface TerminalOptions extends Audience {
  readonly color?: boolean;
  /** Columns of the terminal; 80 when unknown. */
  readonly width?: number;
  readonly language?: Language;
  /** Lists every change; otherwise each part is cut after some lines and says how many are left out. */
  readonly verbose?: boolean;
}

/** A plan for a person at a terminal, ending without a line end. Keys are shown, names of people are not. */
export function describePlan(plan: Plan, options: TerminalOptions = {}): string {
  const texts = textsFor(options.language);
  const paint = painter(options.color === true);
  const page: Page = {
    texts,
    paint,
    width: Math.max(40, options.width ?? 80),
    audience: { showPersonal: options.showPersonal === true },
    verbose: options.verbose === true,
  };
  const told = outline(plan);
  const title = texts.plan.title(plainLine(plan.digest.slice(0, 8)), shortCommit(plan.commit), texts.date(plan.date));
  const [first = '', ...rest] = wrapped(headlineText(plan, told, texts), 2, page, paint.bold);
  return [
    ...wrapped(title, 0, page, paint.dim),
    `${verdictMark(told.verdict, paint)} ${first.trimStart()}`,
    ...rest,
    ...(plan.uncommitted ? wrapped(texts.plan.uncommitted, 2, page, paint.yellow) : []),
    '',
    ...tableLines(told, page),
    ...block(texts.section.findings, plan.findings.length, findingLines(plan.findings, page), page),
    ...told.systems.flatMap((system) => systemLines(system, page)),
  ].join('\n');
}

/** Findings as blocks of lines; shared by the roster's and each system's. */
function findingLines(findings: readonly Finding[], page: Page): readonly string[] {
  const { texts, paint } = page;
  const sorted = [...findings].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
  return listed(sorted, 20, page, (finding) => {
    const mark = finding.severity === 'error' ? paint.red('✗') : paint.yellow('!');
    return [
      ...marked(mark, findingText(finding, page), page),
      ...wrapped(`${nextText(finding, page)} ${texts.fixedBy(texts.who[finding.who])}`, 6, page, paint.dim),
    ];
  });
}

function tableLines(told: Outline, { texts, paint, width }: Page): readonly string[] {
  if (told.systems.length === 0) return [];
  const { column } = texts;
  const numbers = ['join', 'move', 'change', 'leave', 'held'] as const;
  const longest = (name: (typeof numbers)[number]): number =>
    Math.max(4, column[name].length, ...told.systems.map(({ tally }) => texts.number(tally[name]).length));
  const widths = numbers.map((name) => longest(name) + 2);
  const state =
    Math.max(...told.systems.map(({ plan }) => texts.verdictShort[plan.verdict].length), column.state.length) + 1;
  const names = told.systems.map((system) => plainLine(system.plan.name));
  const room = width - 2 - state - widths.reduce((sum, one) => sum + one, 0);
  const first = Math.max(8, Math.min(room, Math.max(column.system.length, ...names.map(textWidth)) + 2));
  const head = numbers.map((name, index) => pad(column[name], widths[index] ?? 0, 'start')).join('');
  const rows = told.systems.map(({ plan, tally }, row) => {
    const cells = numbers.map((name, index) => {
      const text = pad(tally[name] === 0 ? '·' : texts.number(tally[name]), widths[index] ?? 0, 'start');
      if (tally[name] === 0) return paint.dim(text);
      return name === 'leave' ? paint.red(text) : name === 'held' ? paint.yellow(text) : text;
    });
    const verdict = verdictPaint(plan.verdict, paint)(pad(texts.verdictShort[plan.verdict], state));
    return `  ${pad(clip(names[row] ?? '', first - 1), first)}${verdict}${cells.join('')}`;
  });
  return [paint.dim(`  ${pad(column.system, first)}${pad(column.state, state)}${head}`), ...rows];
}

function systemLines(system: SystemOutline, page: Page): readonly string[] {
  const { plan } = system;
  const { texts, paint } = page;
  const facts = [
    ...(plan.changes.length > 0 ? [texts.effort(plan.calls, plan.seconds)] : []),
    ...(plan.unchanged > 0 ? [texts.unchanged(plan.unchanged)] : []),
    ...(plan.unmanaged > 0 ? [texts.unmanaged(plan.unmanaged)] : []),
  ];
  const name = `${plainLine(plan.name)} (${plainLine(plan.connector)})`;
  const released = plan.releases.map((one) => plainSentence(texts.released(one.limit, one.count, one.by)));
  return [
    '',
    `${verdictMark(plan.verdict, paint)} ${paint.bold(name)} ${paint.dim('·')} ${texts.verdictShort[plan.verdict]}`,
    ...(facts.length > 0 ? wrapped(facts.join(' · '), 2, page, paint.dim) : []),
    ...(plan.experimental
      ? wrapped(plainLine(texts.plan.experimental(experimentalWords(plan, texts.language))), 2, page, paint.yellow)
      : []),
    ...block(
      texts.section.stops,
      plan.stops.length,
      plan.stops.flatMap((stop) => stopLines(stop, plan, page)),
      page,
    ),
    ...block(
      texts.section.releases,
      released.length,
      released.flatMap((line) => wrapped(line, 4, page)),
      page,
    ),
    ...block(texts.section.findings, plan.findings.length, findingLines(plan.findings, page), page),
    ...changeBlocks(system, page),
    ...block(texts.section.effects, plan.effects.length, effectLines(plan, page), page),
    ...block(texts.section.holds, plan.holds.length, holdLines(plan.holds, page), page),
    ...block(texts.section.drift, plan.drift.length, driftLines(plan.drift, page), page),
  ];
}

/** Columns that change for many stand between the risky parts and the rest. */
function changeBlocks(system: SystemOutline, page: Page): readonly string[] {
  const { texts, paint } = page;
  const parts = [...system.sections].map(([section, entries]) => ({
    risky: isRisky(section),
    lines: block(texts.section[section], entries.length, changeLines(section, entries, page), page),
  }));
  const columns = system.columns.flatMap((column) => {
    const text = texts.columnChange(plainLine(column.field), column.records, texts.percent(column.share));
    return marked(paint.yellow('!'), text, page);
  });
  return [
    ...parts.filter((part) => part.risky).flatMap((part) => part.lines),
    ...block(texts.section.columns, system.columns.length, columns, page),
    ...parts.filter((part) => !part.risky).flatMap((part) => part.lines),
  ];
}

/** Changes of which the same is said share one line: forty rows removed by one commit are one thing to look at. */
function changeLines(section: Section, entries: readonly Entry[], page: Page): readonly string[] {
  const { texts, paint } = page;
  const said = entries.map((entry) => ({ ...entry, words: changeWords(section, entry, page) }));
  const groups = groupBy(said, ({ change, words }) => JSON.stringify([change.op, change.kind, words]));
  return listed(groups, section === 'irreversible' || section === 'leave' ? 20 : 6, page, ({ first, items }) => {
    const { verb, step, fields, cause } = first.words;
    const keys = items.map(({ change }) => change.key);
    const text = `${recordsText(first.change.kind, keys, texts)}${verb}${step}${fields === '' ? '' : `: ${fields}`}`;
    return [...marked(operationMark(first.change.op, paint), text, page), ...wrapped(cause, 6, page, paint.dim)];
  });
}

function changeWords(section: Section, entry: Entry, { texts, verbose, audience }: Page): ChangeWords {
  const { change } = entry;
  return {
    verb: section === 'irreversible' ? `, ${texts.operation(change.op, change.kind)}` : '',
    step: change.step === undefined ? '' : ` (${texts.step(change.step)})`,
    fields: fieldsLine(entry, texts, verbose ? Number.MAX_SAFE_INTEGER : 4, audience),
    cause: causeText(change.cause, texts),
  };
}

interface ChangeWords {
  readonly verb: string;
  readonly step: string;
  readonly fields: string;
  readonly cause: string;
}

function stopLines(stop: Stop, plan: SystemPlan, page: Page): readonly string[] {
  const { what, next, release } = stopText(stop, plan.name, page.texts);
  return [
    ...marked(page.paint.red('✗'), what, page),
    ...wrapped(next, 6, page, page.paint.dim),
    harmlessLine(`        ${release}`),
  ];
}

function effectLines(plan: SystemPlan, page: Page): readonly string[] {
  const { texts, paint, width } = page;
  const effects = [...plan.effects].sort((a, b) => Number(a.reversible) - Number(b.reversible) || b.count - a.count);
  return effects.flatMap((effect) => {
    const { count, reversible } = effect;
    const text = texts.effect(count, plainLine(effectWords(effect, plan, texts.language)));
    const lines = broken(reversible ? text : `${text} (${texts.irreversible})`, width - 8);
    return lines.map((line, index) => (index === 0 ? '    ' : '        ') + (reversible ? line : paint.red(line)));
  });
}

function holdLines(holds: readonly Hold[], page: Page): readonly string[] {
  const { texts, paint } = page;
  const order: readonly Hold['why'][] = ['held', 'waiting', 'pending', 'skipped'];
  const sorted = [...holds].sort((a, b) => order.indexOf(a.why) - order.indexOf(b.why));
  const said = (hold: Hold): string =>
    JSON.stringify([hold.why, hold.kind, hold.findings.map(({ message, next, place }) => [message, next, place])]);
  return listed(groupBy(sorted, said), 8, page, ({ first, items }) => {
    const mark = first.why === 'held' ? paint.yellow('‖') : paint.dim('·');
    const keys = items.map((hold) => hold.key);
    return [
      ...marked(mark, texts.about(recordsText(first.kind, keys, texts), texts.hold[first.why]), page),
      ...first.findings.flatMap((finding) => [
        ...wrapped(findingText(finding, page), 6, page),
        ...wrapped(nextText(finding, page), 6, page, paint.dim),
      ]),
    ];
  });
}

function driftLines(drift: readonly Drift[], page: Page): readonly string[] {
  return listed(drift, 6, page, (one) => {
    const fields = Object.keys(one.fields).map(plainLine).join(', ');
    const text = `${recordText(one, page.texts)} ${page.texts.drift[one.type]}${fields === '' ? '' : ` (${fields})`}`;
    return marked(page.paint.dim('≠'), text, page);
  });
}

function findingText(finding: Finding, page: Page): string {
  const where = placeText(finding.place) ?? keyText(finding, page);
  const { message } = findingWords(finding, page.texts.language);
  return plainLine(where ? page.texts.about(where, message) : message);
}

function nextText(finding: Finding, { texts }: Page): string {
  return plainLine(findingWords(finding, texts.language).next);
}

function keyText(finding: Finding, page: Page): string | undefined {
  if (finding.key === undefined) return undefined;
  return finding.kind === undefined ? finding.key : recordText({ kind: finding.kind, key: finding.key }, page.texts);
}
