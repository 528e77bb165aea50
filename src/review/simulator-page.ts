import type { SimulatedTable } from '../contract/index.ts';
import { escapeHtml } from './escape.ts';

export interface SimulatorPage {
  readonly title: string;
  readonly tables: readonly SimulatedTable[];
  /** Newest first. */
  readonly calls: readonly {
    readonly method: string;
    readonly path: string;
    readonly status: number;
    readonly at: string;
  }[];
  /** All calls so far. */
  readonly count: number;
}

/** What a simulator holds and what it was asked, as one HTML page that loads nothing and renews itself every two seconds. */
export function renderSimulatorPage({ title, tables, calls, count }: SimulatorPage): string {
  const callRows = calls.map(
    (call) =>
      `<tr><td class="dim">${escapeHtml(call.at.slice(11, 19))}</td><td>${escapeHtml(call.method)}</td>` +
      `<td><code>${escapeHtml(call.path)}</code></td><td><span class="${statusClass(call.status)}">${call.status === 0 ? 'no answer' : call.status}</span></td></tr>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="2">
<title>${escapeHtml(title)} · rollcall sandbox</title>
<style>${style}</style>
</head>
<body>
<header><h1>${escapeHtml(title)}</h1><p>A simulator on this machine. Nothing here reaches the vendor.</p></header>
<main>
${tables.map(renderTable).join('\n')}
<section><h2>Calls <small>${count}</small></h2>
${count === 0 ? '<p class="dim">None yet.</p>' : `<div class="wide"><table><thead><tr><th>Time (UTC)</th><th>Method</th><th>Path</th><th>Answer</th></tr></thead><tbody>\n${callRows.join('\n')}\n</tbody></table></div>`}
</section>
</main>
</body>
</html>
`;
}

function renderTable({ title, columns, rows }: SimulatedTable): string {
  const shown = rows.slice(0, maxRows);
  const cells = (row: readonly string[]) => row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('');
  const body = shown.map((row) => `<tr>${cells(row)}</tr>`).join('\n');
  const head = columns.map((column) => `<th>${escapeHtml(column)}</th>`).join('');
  const more = rows.length > shown.length ? `<p class="dim">${rows.length - shown.length} more are not shown.</p>` : '';
  const table = `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>${more}`;
  return `<section><h2>${escapeHtml(title)} <small>${rows.length}</small></h2>
${rows.length === 0 ? '<p class="dim">None.</p>' : table}
</section>`;
}

/** Enough to look at; a browser slows down with more. */
const maxRows = 500;

function statusClass(status: number): string {
  return status >= 200 && status < 300 ? 'good' : 'bad';
}

const style = `
:root { color-scheme: light dark; --line: #8883; --dim: #888; --accent: #3b6ea8; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; }
header { padding: 1.5rem 2rem 1rem; border-bottom: 3px solid var(--accent); }
h1 { margin: 0; font-size: 1.4rem; } header p { margin: .2rem 0 0; color: var(--dim); }
main { padding: 0 2rem 2rem; } section { margin-top: 1.8rem; }
h2 { font-size: 1.05rem; margin: 0 0 .4rem; } small { color: var(--dim); font-weight: normal; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; color: var(--dim); font-size: .85rem; white-space: nowrap; }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
.dim { color: var(--dim); } .good { color: #2a8a4a; } .bad { color: #c0392b; font-weight: 600; }
`;
