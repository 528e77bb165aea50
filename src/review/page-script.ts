/**
 * Search, choice of parts and sorting, run by the reader's browser. The first thousand rows of a table are drawn, which keeps a
 * page of a hundred thousand quick; the rest is found by search, drawn on request (`button[data-more]`) and on paper, up to
 * twenty thousand. Rows beyond the first thousands are packed (`packRows`) and unfolded only to be drawn. Written as text since
 * it runs elsewhere; it makes no markup but that of packed rows, which was escaped when the page was written. The third click
 * on a head gives the order back in which the page was written, riskiest first.
 */
export const pageScript = `
(() => {
  'use strict';
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const fold = (text) => text.normalize('NFD').replace(/\\p{M}/gu, '').toLowerCase();
  const plainText = (html) => html.replace(/<[^>]*>/g, '').replace(/&#(\\d+);/g, (_, code) => String.fromCharCode(code));

  const asItem = (row) => ({ row, part: row.dataset.part ?? '', said: fold(row.textContent), cell: (at) => row.cells[at].textContent });
  const unpack = (block) => {
    if (!block) return [];
    const { shapes, words, rows } = JSON.parse(block.textContent);
    const parts = shapes.map(([start]) => /data-part="([^"]*)"/.exec(start)?.[1] ?? '');
    return rows.map((line) => {
      const texts = () => line.split('\\u001f').slice(1).map((text) => (text[0] === '~' ? words[parseInt(text.slice(1), 36)] : text));
      const shape = parseInt(line, 36);
      const html = () => {
        const own = texts();
        return shapes[shape].map((tags, at) => tags + (own[at] ?? '')).join('');
      };
      const cell = (at) => plainText(html().split('<td')[at + 1].replace(/^[^>]*>/, ''));
      return { html, cell, texts, part: parts[shape] };
    });
  };
  const rowOf = (item) => {
    if (!item.row) {
      const template = document.createElement('template');
      template.innerHTML = item.html();
      item.row = template.content.firstElementChild;
    }
    return item.row;
  };
  const saidIn = (item) => (item.said ??= fold(plainText(item.texts().join(' '))));
  const tables = all('table[data-sortable]').map((table) => {
    const later = unpack(table.parentElement.querySelector('script[data-packed]'));
    const items = [...table.tBodies[0].rows].map(asItem).concat(later);
    const isSearched = all('tr[data-row]', table).length > 0;
    return { table, box: table.parentElement, items, isSearched, isPacked: later.length > 0 };
  });
  const input = document.querySelector('input[data-search]');
  const buttons = all('button[data-part]');
  const more = document.querySelector('button[data-more]');
  const [first, most] = [1000, 20000];
  let part = '';
  let isWhole = false;

  const draw = ({ table, items, isPacked }, chosen) => {
    const body = table.tBodies[0];
    for (const item of items) if (item.row) item.row.hidden = !chosen.has(item);
    if (!isPacked) return;
    for (const item of items) if (item.html && item.row && !chosen.has(item)) item.row.remove();
    const rows = items.filter((item) => !item.html || chosen.has(item)).map(rowOf);
    for (const item of chosen) item.row.hidden = false;
    const fragment = document.createDocumentFragment();
    fragment.append(...rows);
    body.append(fragment);
  };
  const choose = () => {
    const words = fold(input ? input.value : '').split(/\\s+/).filter(Boolean);
    let found = 0;
    let shown = 0;
    for (const one of tables) {
      if (!one.isSearched) continue;
      const chosen = new Set();
      for (const item of one.items) {
        if (part !== '' && item.part !== part) continue;
        if (words.length > 0 && !words.every((word) => saidIn(item).includes(word))) continue;
        found += 1;
        if (chosen.size < (isWhole ? most : first)) chosen.add(item);
      }
      draw(one, chosen);
      shown += chosen.size;
      one.box.hidden = chosen.size === 0;
    }
    if (more) more.hidden = shown === found || isWhole;
    for (const output of all('output[data-count]')) {
      output.value = output.dataset.count.replace('#', shown.toLocaleString(document.documentElement.lang));
    }
  };
  for (const tools of all('.tools')) tools.hidden = !tables.some((one) => one.isSearched);
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
  for (const one of tables) {
    const { table } = one;
    const given = one.items;
    const cells = [...table.tHead.rows[0].cells];
    cells.forEach((head, column) => {
      const button = head.querySelector('button');
      if (!button) return;
      button.addEventListener('click', () => {
        const next = { ascending: 'descending', descending: '' }[head.getAttribute('aria-sort')] ?? 'ascending';
        for (const other of cells) other.removeAttribute('aria-sort');
        if (next !== '') head.setAttribute('aria-sort', next);
        const sorted = given.map((item) => ({ item, text: next === '' ? '' : item.cell(column) }));
        if (next !== '') sorted.sort((a, b) => order.compare(a.text, b.text) * (next === 'ascending' ? 1 : -1));
        one.items = sorted.map(({ item }) => item);
        const fragment = document.createDocumentFragment();
        for (const { row } of one.items) if (row && !row.html) fragment.append(row);
        table.tBodies[0].append(fragment);
        choose();
      });
    });
  }
})();
`;
