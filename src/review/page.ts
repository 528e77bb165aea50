import { escapeHtml } from './escape.ts';
import { packRows } from './packed-rows.ts';
import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';

/** HTML that is safe to put into a page as it stands; made by this folder only, from escaped parts. */
export type Html = string;

export interface PageOptions {
  /** Language of the texts, for screen readers and hyphens: `fr`. */
  readonly language: string;
  readonly title: string;
  readonly body: Html;
}

/**
 * One HTML file that loads nothing: style and script stand in it. Works without the script, which only adds
 * search (an `input[data-search]` over rows `tr[data-row]`), counts (`output[data-count]`), choice of parts
 * (`button[data-part]` over `tr[data-part]`) and sorting (`table[data-sortable]`).
 */
export function htmlPage({ language, title, body }: PageOptions): Html {
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
${body}
<script>${pageScript}</script>
</body>
</html>
`;
}

/** One column of a table. `numeric` aligns to the right and sorts by number. */
export interface HtmlColumn {
  readonly title: string;
  readonly numeric?: boolean;
}

export interface HtmlRow {
  /** One cell a column. */
  readonly cells: readonly Html[];
  /** Name of the part the row belongs to, for the buttons that choose parts. */
  readonly part?: string;
  /** Class of the row: `risk` for those to look at first. */
  readonly mark?: 'risk';
}

export interface HtmlTable {
  /** Names the table for screen readers and readers alike. */
  readonly caption: string;
  readonly columns: readonly HtmlColumn[];
  readonly rows: readonly HtmlRow[];
  /** False: a small table that search and the choice of parts leave alone. Default true. */
  readonly searchable?: boolean;
  /** True: on a phone the first two cells stand side by side and need no label. */
  readonly compact?: boolean;
}

/** Rows that stand in the page as they are; those beyond are packed, and unfolded by the script as they are looked for. */
export const plainRows = 5_000;

/** A table that can be sorted and searched, and becomes a list of cards on a phone. */
export function htmlTable({ caption, columns, rows, searchable = true, compact = false }: HtmlTable): Html {
  const heads = columns.map(({ title, numeric }) =>
    title === ''
      ? '<td></td>'
      : `<th scope="col"${numeric ? ' class="number"' : ''}><button type="button">${escapeHtml(title)}</button></th>`,
  );
  const plain = searchable ? plainRows : rows.length;
  const lines = rows.map(({ cells, part, mark }) => {
    const inner = cells.map((cell, index) => {
      const { title = '', numeric } = columns[index] ?? {};
      const label = title === '' ? '' : ` data-label="${escapeHtml(title)}"`;
      return `<td${label}${numeric ? ' class="number"' : ''}>${cell}</td>`;
    });
    const attributes = [
      ...(searchable ? [' data-row'] : []),
      ...(part === undefined ? [] : [` data-part="${escapeHtml(part)}"`]),
      ...(mark === undefined ? [] : [` class="${mark}"`]),
    ];
    return `<tr${attributes.join('')}>${inner.join('')}</tr>`;
  });
  return `<div class="scroll"><table data-sortable${compact ? ' class="cards"' : ''}>
<caption>${escapeHtml(caption)}</caption>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${lines.slice(0, plain).join('\n')}
</tbody>
</table>${packed(lines.slice(plain))}</div>`;
}

/** Data for the script of the page, which cannot end the element that it stands in. */
function packed(lines: readonly Html[]): Html {
  if (lines.length === 0) return '';
  const text = JSON.stringify(packRows(lines)).replaceAll('<', '\\u003c');
  return `<script type="application/json" data-packed>${text}</script>`;
}
