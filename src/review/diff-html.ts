import type { KindDiff, RecordChange } from '../engine/diff/kind-diff.ts';
import { createStyle } from './diff-html-style.ts';
import { countText, diffTitle, fieldCounts, filledValues, isDifferent, summaryText, valueText } from './diff-words.ts';
import { escapeHtml, plainCell } from './escape.ts';

export interface DiffHtmlOptions {
  /** Changes shown of each kind; the rest is counted. */
  readonly limit: number;
  /** How the two sides were named. */
  readonly base: string;
  readonly head: string;
}

/**
 * A diff as one HTML page that needs nothing else: no script, no remote load (its own policy forbids both), light and dark,
 * readable on a phone and on paper. In pieces, so that a long diff is never one text.
 */
export function* diffHtml(diffs: readonly KindDiff[], options: DiffHtmlOptions): Generator<string> {
  yield pageHead(options);
  const [changed, same] = [diffs.filter(isDifferent), diffs.filter((diff) => !isDifferent(diff))];
  if (changed.length === 0) yield '<p class="calm">No differences.</p>\n';
  for (const [index, diff] of changed.entries()) yield* section(diff, index, options.limit);
  if (same.length > 0) yield sameSection(same);
  yield '</main>\n</body>\n</html>\n';
}

function pageHead({ base, head }: DiffHtmlOptions): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(base)} → ${escapeHtml(head)}</title>
<style>${createStyle()}</style>
</head>
<body>
<header>
<h1>What differs</h1>
<p><code>${escapeHtml(base)}</code> <span class="arrow">→</span> <code>${escapeHtml(head)}</code></p>
</header>
<main>
`;
}

const ops = ['added', 'removed', 'changed'] as const;

function* section(diff: KindDiff, index: number, limit: number): Generator<string> {
  const shown = diff.changes.slice(0, limit);
  yield `<section>\n<h2>${escapeHtml(diffTitle(diff))}${diff.only === undefined ? '' : ` <small>only in ${diff.only}</small>`}</h2>\n`;
  yield tiles(diff);
  yield columnList(diff);
  yield fieldBars(diff);
  if (shown.length === 0) {
    if (diff.changes.length > 0) yield more(diff.changes.length);
    yield '</section>\n';
    return;
  }
  yield filter(diff, index);
  yield '<ul class="changes">\n';
  for (const change of shown) yield changeItem(diff, change);
  yield '</ul>\n';
  if (diff.changes.length > shown.length) yield more(diff.changes.length - shown.length);
  yield '</section>\n';
}

function tiles({ summary }: KindDiff): string {
  const tile = (name: keyof typeof summary) =>
    `<li class="${name}${summary[name] === 0 ? ' none' : ''}"><b>${countText(summary[name])}</b> ${name}</li>`;
  return `<ul class="tiles">${[...ops, 'unchanged' as const].map(tile).join('')}</ul>\n`;
}

function columnList({ columns }: KindDiff): string {
  const items = [
    ...columns.renamed.map(({ from, to }) => `<li class="changed">column ${name(from)} is now ${name(to)}</li>`),
    ...columns.added.map((added) => `<li class="added">column ${name(added)} added</li>`),
    ...columns.removed.map((removed) => `<li class="removed">column ${name(removed)} removed</li>`),
  ];
  return items.length === 0 ? '' : `<ul class="columns">${items.join('')}</ul>\n`;
}

/** In how many records each field differs, against the field that differs in most. */
function fieldBars(diff: KindDiff): string {
  const counts = fieldCounts(diff);
  const most = counts[0]?.[1] ?? 0;
  const rows = counts.map(
    ([field, count]) =>
      `<tr><th scope="row">${name(field)}</th><td><i style="width:${Math.max(1, Math.round((100 * count) / most))}%"></i></td><td>${countText(count)}</td></tr>`,
  );
  return rows.length === 0 ? '' : `<table class="fields"><caption>Fields changed</caption>${rows.join('')}</table>\n`;
}

/** Radio buttons and CSS: works without a script. Left out where there is only one choice. */
function filter({ summary }: KindDiff, index: number): string {
  const present = ops.filter((op) => summary[op] > 0);
  if (present.length < 2) return '';
  const choice = (op: string, isFirst = false) =>
    `<label><input type="radio" name="show-${index}" class="show-${op}"${isFirst ? ' checked' : ''}><span>${op}</span></label>`;
  return `<fieldset><legend>Show</legend>${choice('all', true)}${present.map((op) => choice(op)).join('')}</fieldset>\n`;
}

const marks = { added: '+', removed: '−', changed: '~' } as const;

function changeItem(diff: KindDiff, change: RecordChange): string {
  const title = change.label === '' ? '' : ` <span class="label">${cell(change.label)}</span>`;
  return `<li class="${change.op}"><p><b class="mark" aria-hidden="true">${marks[change.op]}</b><span class="op">${change.op}</span> <code>${cell(change.key)}</code>${title}</p>${details(diff, change)}</li>\n`;
}

function details(diff: KindDiff, change: RecordChange): string {
  const items =
    change.op === 'changed'
      ? change.fields.map(
          ({ name: field, before, after }) =>
            `<div><dt>${name(field)}</dt><dd><del>${cell(valueText(before))}</del> <span class="arrow">→</span> <ins>${cell(valueText(after))}</ins></dd></div>`,
        )
      : filledValues(diff, change).map(
          ({ name: field, value }) => `<div><dt>${name(field)}</dt><dd>${cell(valueText(value))}</dd></div>`,
        );
  return items.length === 0 ? '' : `<dl>${items.join('')}</dl>`;
}

function sameSection(diffs: readonly KindDiff[]): string {
  const items = diffs.map((diff) => `<li>${escapeHtml(diffTitle(diff))} <span>${summaryText(diff)}</span></li>`);
  return `<section class="same"><h2>Without differences</h2><ul>${items.join('')}</ul></section>\n`;
}

function more(count: number): string {
  return `<p class="more">… and ${countText(count)} more</p>\n`;
}

/** Header of a column. */
function name(text: string): string {
  return text === '' ? '<i class="empty">no name</i>' : escapeHtml(plainCell(text));
}

function cell(text: string): string {
  return text === '' ? '<i class="empty">empty</i>' : escapeHtml(plainCell(text));
}
