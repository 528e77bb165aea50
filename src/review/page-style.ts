/** The look of every page: one column of calm text, colours that hold on paper, in the dark and for weak eyes (contrast ≥ 4.5). */
export const pageStyle = `
:root {
  --paper: #fbfaf8; --card: #ffffff; --ink: #1d2433; --soft: #566074; --line: #e2e0da; --accent: #2f5bd7;
  --join: #17693b; --join-back: #e3f4e8; --leave: #a3242b; --leave-back: #fdeaea;
  --move: #24509c; --move-back: #e6eefb; --change: #5b5470; --change-back: #efedf5;
  --held: #7a5200; --held-back: #fdf1d8;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14171d; --card: #1c2029; --ink: #e8eaf0; --soft: #a5adbd; --line: #323846; --accent: #8fb0ff;
    --join: #7fdba0; --join-back: #163524; --leave: #ff9d9d; --leave-back: #421d21;
    --move: #9dc0ff; --move-back: #1b2c4d; --change: #c9c0e3; --change-back: #2c2940;
    --held: #ffd27a; --held-back: #3f300f;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif; }
main, header.top > div { max-width: 72rem; margin: 0 auto; padding: 0 1.5rem; }
header.top { background: var(--card); border-bottom: 1px solid var(--line); padding: 2.25rem 0 1.75rem; }
h1 { font-size: clamp(1.4rem, 1.1rem + 1.4vw, 2.1rem); line-height: 1.25; margin: .35rem 0 .5rem; letter-spacing: -.015em; text-wrap: balance; }
h2 { font-size: 1.35rem; margin: 0 0 .25rem; letter-spacing: -.01em; }
h3 { font-size: 1rem; margin: 1.75rem 0 .5rem; }
p { margin: .4rem 0; }
p.eyebrow { margin: 0; font-size: .9rem; font-weight: 600; color: var(--soft); }
p.eyebrow::before { content: ""; display: inline-block; width: .7rem; height: .7rem; border-radius: 50%; margin-right: .5rem; background: var(--change); }
p.eyebrow.good::before { background: var(--join); } p.eyebrow.look::before { background: var(--held); } p.eyebrow.bad::before { background: var(--leave); }
code { font: .92em ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
a { color: var(--accent); }
.soft { color: var(--soft); }
.small { font-size: .875rem; }
.badge { display: inline-block; padding: .1rem .6rem; border-radius: 1rem; font-size: .8125rem; font-weight: 600; white-space: nowrap;
  background: var(--change-back); color: var(--change); }
.badge.join, .badge.good { background: var(--join-back); color: var(--join); }
.badge.leave, .badge.bad { background: var(--leave-back); color: var(--leave); }
.badge.move { background: var(--move-back); color: var(--move); }
.badge.held { background: var(--held-back); color: var(--held); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); gap: .75rem; margin: 1.5rem 0 0; padding: 0; list-style: none; }
.tiles li { border: 1px solid var(--line); border-radius: .75rem; padding: .75rem 1rem; background: var(--paper); }
.tiles strong { display: block; font-size: 1.75rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tiles .join strong { color: var(--join); } .tiles .leave strong { color: var(--leave); }
.tiles .move strong { color: var(--move); } .tiles .held strong { color: var(--held); } .tiles .none strong { color: var(--soft); }
.tools { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center;
  background: var(--paper); padding: .75rem 0; margin-top: 1rem; border-bottom: 1px solid var(--line); }
.tools[hidden], .tools button[hidden] { display: none; }
.tools label { font-weight: 600; }
.tools input { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: .5rem; padding: .4rem .7rem; min-width: 14rem; flex: 1 1 14rem; max-width: 26rem; }
.tools button { font: inherit; font-size: .875rem; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 1rem; padding: .3rem .8rem; cursor: pointer; }
.tools button .soft { font-variant-numeric: tabular-nums; } .tools button[aria-pressed="true"] .soft { color: inherit; }
.tools button[aria-pressed="true"] { background: var(--ink); color: var(--card); border-color: var(--ink); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
section.card { background: var(--card); border: 1px solid var(--line); border-radius: 1rem; padding: 1.5rem; margin: 1.5rem 0; }
.note { border-left: .3rem solid var(--held); background: var(--held-back); padding: .7rem 1rem; border-radius: .4rem; margin: .6rem 0; }
.note.bad { border-color: var(--leave); background: var(--leave-back); }
.note strong { display: block; }
ul.plain { margin: .25rem 0; padding-left: 1.2rem; }
.scroll { overflow-x: auto; margin: .5rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
caption { text-align: left; font-weight: 600; padding: 1.25rem 0 .35rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { white-space: nowrap; font-size: .8125rem; }
th button { font: inherit; font-weight: 600; color: var(--soft); background: none; border: 0; padding: 0; cursor: pointer; }
th[aria-sort="ascending"] button::after { content: " ↑"; } th[aria-sort="descending"] button::after { content: " ↓"; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.risk > td:first-child { box-shadow: inset .2rem 0 var(--leave); }
td .field { display: block; } td .field b { font-weight: 600; }
del { color: var(--soft); text-decoration-thickness: 1px; } ins { text-decoration: none; font-weight: 600; }
tr[hidden], .scroll[hidden] { display: none; }
.moves { list-style: none; margin: .75rem 0 0; padding: 0; }
.moves li { display: grid; grid-template-columns: minmax(12rem, 2fr) minmax(4rem, 3fr) max-content; gap: .25rem 1rem; align-items: center; padding: .35rem 0; border-bottom: 1px solid var(--line); }
.moves li:last-child { border: 0; } .moves .way { overflow-wrap: anywhere; } .moves b { font-weight: 600; }
.moves .bar { height: .7rem; border-radius: .35rem; background: var(--move-back); } .moves .bar span { display: block; height: 100%; border-radius: .35rem; background: var(--move); }
.moves .amount { text-align: right; font-variant-numeric: tabular-nums; }
@media (min-width: 40.01rem) {
  table.cards td:nth-child(-n+2) { white-space: nowrap; } table.cards td:nth-child(-n+2) .small { white-space: normal; }
  table.cards td:last-child { width: 34%; }
}
footer { max-width: 72rem; margin: 0 auto; padding: 1rem 1.5rem 3rem; color: var(--soft); font-size: .875rem; }
@media (max-width: 40rem) {
  main, header.top > div, footer { padding-left: 1rem; padding-right: 1rem; }
  section.card { padding: 1rem; border-radius: .75rem; }
  .tiles { grid-template-columns: repeat(3, 1fr); gap: .5rem; } .tiles li { padding: .5rem .65rem; } .tiles strong { font-size: 1.35rem; }
  table, thead, tbody, tr, td, caption { display: block; }
  table.compact thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  table[data-sortable] thead tr { display: flex; flex-wrap: wrap; gap: .25rem .5rem; border: 0; padding: 0; margin: 0 0 .5rem; }
  table[data-sortable] th { display: block; border: 0; padding: 0; }
  table[data-sortable] th button { border: 1px solid var(--line); border-radius: 1rem; padding: .2rem .7rem; }
  .tools { position: static; } .scroll { overflow-x: visible; }
  tr { border: 1px solid var(--line); border-radius: .6rem; margin: 0 0 .6rem; padding: .3rem 0; }
  tr.risk { border-left: .3rem solid var(--leave); } tr.risk > td:first-child { box-shadow: none; }
  td { border: 0; padding: .2rem .75rem; } td:empty { display: none; }
  table.cards tbody tr { display: grid; grid-template-columns: max-content 1fr; } table.cards tbody tr[hidden] { display: none; }
  table.cards td:nth-child(n+3) { grid-column: 1 / -1; } table.cards td:nth-child(2) { font-weight: 600; text-align: right; }
  table.cards td:nth-child(-n+3)::before { content: none; }
  td[data-label]::before { content: attr(data-label); display: block; font-size: .75rem; color: var(--soft); }
  tbody th { display: block; border: 0; padding: .3rem .75rem; font-size: 1rem; }
  table.compact tr { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); align-items: start; } table.compact td { padding: .2rem .35rem .2rem .75rem; white-space: normal; }
  table.compact th { grid-column: 1 / 3; } table.compact th + td { text-align: right; }
  table.compact th + td::before { content: none; }
  .number { text-align: left; } .badge { white-space: normal; }
  .moves li { grid-template-columns: 1fr max-content; } .moves .bar { grid-column: 1 / -1; grid-row: 2; }
}
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .tools { display: none; } section.card { border: 0; padding: 0; break-before: auto; } tr, .note { break-inside: avoid; }
  body { font-size: 10pt; } thead { display: table-header-group; }
}
`;
