/**
 * Search, choice of parts and sorting, run by the reader's browser. The first thousand rows of a table are drawn, which keeps a
 * page of twenty thousand quick; the rest is found by search, drawn on request (`button[data-more]`) and on paper. Written as text since it runs elsewhere;
 * it only hides, shows and reorders what is there and makes no markup from texts. The third click on a head gives the
 * order back in which the page was written, riskiest first.
 */
export const pageScript = `
(() => {
  'use strict';
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const fold = (text) => text.normalize('NFD').replace(/\\p{M}/gu, '').toLowerCase();
  const said = new Map(all('tr[data-row]').map((row) => [row, fold(row.textContent)]));
  const tables = all('table[data-sortable]').map((table) => ({ box: table.parentElement, own: all('tr[data-row]', table) }));
  const input = document.querySelector('input[data-search]');
  const buttons = all('button[data-part]');
  const more = document.querySelector('button[data-more]');
  const most = 1000;
  let part = '';
  let isWhole = false;

  const choose = () => {
    const words = fold(input ? input.value : '').split(/\\s+/).filter(Boolean);
    let found = 0;
    let shown = 0;
    const drawn = new Map();
    for (const row of all('tr[data-row]')) {
      const fits = (part === '' || row.dataset.part === part) && words.every((word) => said.get(row).includes(word));
      const before = drawn.get(row.parentNode) ?? 0;
      row.hidden = !fits || (!isWhole && before >= most);
      if (fits) found += 1;
      if (row.hidden) continue;
      shown += 1;
      drawn.set(row.parentNode, before + 1);
    }
    if (more) more.hidden = shown === found;
    for (const { box, own } of tables) box.hidden = own.length > 0 && own.every((row) => row.hidden);
    for (const output of all('output[data-count]')) {
      output.value = output.dataset.count.replace('#', shown.toLocaleString(document.documentElement.lang));
    }
  };
  for (const tools of all('.tools')) tools.hidden = said.size === 0;
  if (input) input.addEventListener('input', choose);
  for (const button of buttons) {
    button.addEventListener('click', () => {
      part = button.dataset.part;
      for (const other of buttons) other.setAttribute('aria-pressed', String(other === button));
      choose();
    });
  }
  const showAll = () => {
    isWhole = true;
    choose();
  };
  if (more) more.addEventListener('click', showAll);
  addEventListener('beforeprint', showAll);
  choose();

  const order = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: 'base' });
  for (const table of all('table[data-sortable]')) {
    const body = table.tBodies[0];
    const given = [...body.rows];
    const cells = [...table.tHead.rows[0].cells];
    cells.forEach((head, column) => {
      const button = head.querySelector('button');
      if (!button) return;
      button.addEventListener('click', () => {
        const next = { ascending: 'descending', descending: '' }[head.getAttribute('aria-sort')] ?? 'ascending';
        for (const other of cells) other.removeAttribute('aria-sort');
        if (next !== '') head.setAttribute('aria-sort', next);
        const sorted = given.map((row) => ({ row, text: row.cells[column].textContent }));
        if (next !== '') sorted.sort((a, b) => order.compare(a.text, b.text) * (next === 'ascending' ? 1 : -1));
        const fragment = document.createDocumentFragment();
        for (const { row } of sorted) fragment.append(row);
        body.append(fragment);
        choose();
      });
    });
  }
})();
`;
