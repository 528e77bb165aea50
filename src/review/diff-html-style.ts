/** Style sheet of the page that `diff --format html` makes. System fonts only; contrast at least 4.5 in light and dark. */
export function createStyle(): string {
  return `
:root{--page:#f6f6f3;--card:#fff;--text:#1d1f23;--dim:#5c6068;--line:#dfdfda;
--added:#12693a;--added-soft:#e2f3e8;--removed:#a3262a;--removed-soft:#fbe6e5;--changed:#7a5200;--changed-soft:#fbf0d6;--bar:#3f6fb5}
@media (prefers-color-scheme:dark){:root{--page:#15171a;--card:#1e2125;--text:#e8e8e4;--dim:#a3a8b0;--line:#34383e;
--added:#7fd6a2;--added-soft:#17362a;--removed:#ff9c97;--removed-soft:#44211f;--changed:#f0c56a;--changed-soft:#3a2f16;--bar:#7aa7ea}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:70rem;padding:1.5rem 1rem 4rem;background:var(--page);color:var(--text);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;overflow-wrap:anywhere}
code{font:.925em ui-monospace,SFMono-Regular,Consolas,"DejaVu Sans Mono",monospace}
h1{margin:0;font-size:1.6rem;letter-spacing:-.01em}header p{margin:.25rem 0 0;color:var(--dim)}
h2{margin:0 0 1rem;font-size:1.15rem}h2 small{font-weight:400;color:var(--dim)}
section{margin-top:1.5rem;padding:1.25rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem}
ul{list-style:none;margin:0;padding:0}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.5rem}
.tiles li{padding:.6rem .8rem;border-radius:.5rem;color:var(--dim);background:var(--page)}
.tiles b{display:block;font-size:1.5rem;line-height:1.2;font-variant-numeric:tabular-nums;color:var(--text)}.tiles .none b{color:var(--dim)}
.tiles .added:not(.none){background:var(--added-soft)}.tiles .added:not(.none),.tiles .added:not(.none) b{color:var(--added)}
.tiles .removed:not(.none){background:var(--removed-soft)}.tiles .removed:not(.none),.tiles .removed:not(.none) b{color:var(--removed)}
.tiles .changed:not(.none){background:var(--changed-soft)}.tiles .changed:not(.none),.tiles .changed:not(.none) b{color:var(--changed)}
.columns{display:flex;flex-wrap:wrap;gap:.4rem;margin-top:1rem}
.columns li{padding:.2rem .6rem;border-radius:1rem;font-size:.875rem}
.columns .added{background:var(--added-soft);color:var(--added)}.columns .removed{background:var(--removed-soft);color:var(--removed)}
.columns .changed{background:var(--changed-soft);color:var(--changed)}
.fields{width:100%;max-width:34rem;margin-top:1.25rem;border-collapse:collapse;font-size:.9rem}
.fields caption{text-align:left;color:var(--dim);padding-bottom:.25rem}
.fields th{font-weight:400;text-align:left;padding:.1rem .75rem .1rem 0;max-width:14rem}
.fields td:nth-child(2){width:60%}.fields i{display:block;height:.6rem;border-radius:.3rem;background:var(--bar)}
.fields td:last-child{text-align:right;padding-left:.75rem;font-variant-numeric:tabular-nums}
fieldset{display:flex;flex-wrap:wrap;gap:.35rem;margin:1.25rem 0 0;padding:0;border:0}
legend{float:left;margin-right:.5rem;padding:.3rem 0;color:var(--dim);font-size:.9rem}
label span{display:block;padding:.3rem .8rem;border:1px solid var(--line);border-radius:1rem;font-size:.9rem;cursor:pointer}
input{position:absolute;opacity:0}input:checked+span{background:var(--text);border-color:var(--text);color:var(--card)}
input:focus-visible+span{outline:2px solid var(--bar);outline-offset:2px}
section:has(.show-added:checked) .changes>:not(.added),section:has(.show-removed:checked) .changes>:not(.removed),
section:has(.show-changed:checked) .changes>:not(.changed){display:none}
.changes{margin-top:1rem;border-top:1px solid var(--line)}
.changes>li{display:grid;grid-template-columns:minmax(14rem,1fr) 2fr;gap:.25rem 1.5rem;padding:.6rem 0;border-bottom:1px solid var(--line);
content-visibility:auto;contain-intrinsic-size:auto 3rem}
.changes p{margin:0}.label{font-weight:600}
.mark{display:inline-block;width:1.4em;height:1.4em;margin-right:.5em;border-radius:.35em;text-align:center;line-height:1.4}
.op{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.added .mark{background:var(--added-soft);color:var(--added)}.removed .mark{background:var(--removed-soft);color:var(--removed)}
.changed .mark{background:var(--changed-soft);color:var(--changed)}
dl{display:flex;flex-wrap:wrap;gap:.15rem 1.25rem;margin:0;font-size:.925rem}
.changed dl{flex-direction:column}
dl div{display:flex;flex-wrap:wrap;gap:0 .5rem}dt{color:var(--dim)}dd{margin:0}
del{color:var(--removed);text-decoration-thickness:1px}ins{color:var(--added);text-decoration:none}.arrow{color:var(--dim)}
.empty{display:inline-block;color:var(--dim);font-style:italic}.none b{font-weight:400}.more,.calm{color:var(--dim)}
.same li{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;padding:.2rem 0}.same span{color:var(--dim)}
@media (max-width:40rem){body{padding:1rem .6rem 3rem}section{padding:1rem .8rem}.tiles{grid-template-columns:1fr 1fr}
.changes>li{grid-template-columns:1fr}.changes dl{padding-left:1.9em}.added dl,.removed dl{flex-direction:column}}
@media print{:root{--page:#fff}fieldset{display:none}section{border:0;padding:0}.changes>li{content-visibility:visible;break-inside:avoid}}
`;
}
