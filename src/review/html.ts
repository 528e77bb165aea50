import type { Plan, Stop } from '../engine/change.ts';
import { shortCommit } from './cause.ts';
import { escapeHtml, plainLine } from './escape.ts';
import { headlineText } from './headline.ts';
import { movesPart } from './html-moves.ts';
import { findingsPart, systemPart, verdictClass } from './html-system.ts';
import { type Outline, outline, type Section, sections } from './outline.ts';
import { type Html, htmlPage } from './page.ts';
import { type Language, type Texts, textsFor } from './texts.ts';

export interface HtmlOptions {
  readonly language?: Language;
  /** How a limit is released here, one sentence. Default: by `--allow`. */
  readonly release?: (stop: Stop, system: string) => string;
}

/** The whole plan as one page without remote loads, for people without git. Values of `open` fields only. */
export function planHtml(plan: Plan, options: HtmlOptions = {}): string {
  const texts = textsFor(options.language);
  const told = outline(plan);
  const title = texts.plan.title(plainLine(plan.digest.slice(0, 8)), shortCommit(plan.commit), texts.date(plan.date));
  const body = `<header class="top"><div>
<p class="eyebrow ${told.verdict === 'ready' && !told.calm ? 'look' : verdictClass(told.verdict)}">${escapeHtml(plan.systems.map((system) => system.name).join(' · '))}</p>
<h1>${escapeHtml(headlineText(plan, told, texts))}</h1>
<p class="soft small">${escapeHtml(title)}</p>
${plan.uncommitted ? `<p class="note">${escapeHtml(texts.plan.uncommitted)}</p>` : ''}
${tiles(told, texts)}
</div></header>
<main>
${plan.findings.length === 0 ? '' : `<section class="card">${findingsPart(plan.findings, texts, 'h2')}</section>`}
${systemsTable(told, texts)}
${movesPart(told, texts)}
${tools(told, texts)}
${told.systems.map((system, index) => systemPart(system, `system-${index + 1}`, texts, options.release)).join('\n')}
</main>
<footer><p>${escapeHtml(texts.plan.privacy)} ${escapeHtml(texts.plan.legendJoin)}</p></footer>`;
  return htmlPage({ language: texts.language, title, body });
}

const counted = ['join', 'move', 'change', 'leave', 'held'] as const;

function tiles({ tally }: Outline, texts: Texts): Html {
  const items = counted.map((name) => {
    const style = tally[name] === 0 ? 'none' : name;
    return `<li class="${style}"><strong>${escapeHtml(texts.number(tally[name]))}</strong> ${escapeHtml(texts.column[name])}</li>`;
  });
  return `<ul class="tiles">${items.join('')}</ul>`;
}

/** Hidden until the script is there that makes it work. */
function tools(told: Outline, texts: Texts): Html {
  const found = sections.filter((section) => told.systems.some((system) => system.sections.has(section)));
  if (found.length === 0) return '';
  const amountOf = (section: Section): number =>
    told.systems.reduce((sum, system) => sum + (system.sections.get(section)?.length ?? 0), 0);
  const all = found.reduce((sum, section) => sum + amountOf(section), 0);
  const buttons = found.map((section) => {
    const amount = `<span class="soft">${escapeHtml(texts.number(amountOf(section)))}</span>`;
    return `<button type="button" data-part="${section}" aria-pressed="false">${escapeHtml(texts.section[section])} ${amount}</button>`;
  });
  return `<div class="tools" role="search" hidden>
<label for="search">${escapeHtml(texts.plan.search)}</label>
<input id="search" type="search" data-search autocomplete="off" placeholder="${escapeHtml(texts.plan.searchHint)}">
<button type="button" data-part="" aria-pressed="true">${escapeHtml(texts.plan.everything)}</button>${buttons.join('')}
<output class="soft small" data-count="${escapeHtml(texts.plan.shown('#', texts.number(all)))}"></output>
<button type="button" data-more hidden>${escapeHtml(texts.plan.showAll)}</button>
</div>`;
}

function systemsTable(told: Outline, texts: Texts): Html {
  const heads = [texts.column.system, texts.column.state, ...counted.map((name) => texts.column[name])];
  const rows = told.systems.map(({ plan, tally }, index) => {
    const state = `<span class="badge ${verdictClass(plan.verdict)}">${escapeHtml(texts.verdictShort[plan.verdict])}</span>`;
    const cells = counted.map(
      (name) =>
        `<td class="number" data-label="${escapeHtml(texts.column[name])}">${plan.verdict === 'refused' && tally[name] === 0 ? '–' : texts.number(tally[name])}</td>`,
    );
    const link = `<a href="#system-${index + 1}">${escapeHtml(plan.name)}</a>`;
    return `<tr><th scope="row">${link}</th><td data-label="${escapeHtml(texts.column.state)}">${state}</td>${cells.join('')}</tr>`;
  });
  return `<section class="card"><table class="compact">
<thead><tr>${heads.map((head, index) => `<th scope="col"${index > 1 ? ' class="number"' : ''}>${escapeHtml(head)}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody>
</table></section>`;
}
