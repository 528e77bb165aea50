import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { planHtml } from '../../src/review/html.ts';
import { type Browser, hasBrowser, type OpenPage, startBrowser } from './browser.ts';
import { naughtyCells } from './naughty.ts';
import { change, open, plan, row, secret, stoppedPlan, system } from './plans.ts';
import { reorganisationPlan } from './reorganisation.ts';

const axe = 'node_modules/axe-core/axe.min.js';
const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 900 };

const shownRows = `[...document.querySelectorAll('tr[data-row]')].filter((row) => row.offsetParent !== null)`;
const type = (text: string): string =>
  `(() => { const input = document.querySelector('[data-search]'); input.value = ${JSON.stringify(text)}; input.dispatchEvent(new Event('input')); })()`;

if (!hasBrowser) {
  test('the report in a browser: left out, there is no /usr/bin/chromium', () => {});
}

(hasBrowser ? describe : describe.skip)('the report in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  }, 60_000);
  afterAll(() => browser?.close());

  async function report(view?: typeof phone): Promise<OpenPage> {
    return browser.open(planHtml(reorganisationPlan()), view);
  }

  test('loads nothing but itself and complains of nothing', async () => {
    const page = await report();

    expect(page.addresses.filter((address) => !address.endsWith('page-1.html'))).toEqual([]);
    expect(page.troubles).toEqual([]);
  });

  test('is searched by number, value and file, without regard to case and accents', async () => {
    const page = await report();
    const found = async (text: string): Promise<number> => {
      await page.evaluate(type(text));
      return page.evaluate(`${shownRows}.length`);
    };

    expect(await found('')).toBe(18);
    expect(await found('1043')).toBe(2);
    expect(await found('SÉRVICE client support')).toBe(4);
    expect(await found('employes.csv:9')).toBe(1);
    expect(await page.evaluate("document.querySelector('output').value")).toBe('1 of 18 changes shown');
    expect(await found('nobody')).toBe(0);
    expect(await page.evaluate("document.querySelectorAll('.scroll:not([hidden])').length")).toBe(2);
  });

  test('shows one part at a time', async () => {
    const page = await report();
    await page.evaluate(`document.querySelector('button[data-part="leave"]').click()`);

    expect(await page.evaluate(`${shownRows}.map((row) => row.dataset.part)`)).toEqual(Array(4).fill('leave'));
    expect(await page.evaluate(`document.querySelector('button[data-part="leave"]').ariaPressed`)).toBe('true');
  });

  test('is sorted by number, and back to the riskiest first', async () => {
    const page = await report();
    const records = `[...document.querySelectorAll('#system-1 tr[data-row]')].map((row) => Number(row.cells[1].textContent.replace(/\\D/g, '')))`;
    const click = `document.querySelectorAll('#system-1 th button')[1].click()`;
    const given = await page.evaluate<number[]>(records);
    const upwards = given.toSorted((a, b) => a - b);

    await page.evaluate(click);
    expect(await page.evaluate(records)).toEqual(upwards);
    await page.evaluate(click);
    expect(await page.evaluate(records)).toEqual(upwards.toReversed());
    expect(await page.evaluate(`document.querySelectorAll('#system-1 th')[1].ariaSort`)).toBe('descending');
    await page.evaluate(click);
    expect(await page.evaluate(records)).toEqual(given);
    expect(given.slice(0, 2)).toEqual([1043, 1044]);
  });

  test.each(['en', 'fr', 'de', 'nl'] as const)('fits a phone in %s', async (language) => {
    for (const made of [reorganisationPlan(), stoppedPlan(), plan()]) {
      const page = await browser.open(planHtml(made, { language }), phone);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width);
    }
  });

  test('stays a page of ours, whatever the cells hold', async () => {
    const cells = naughtyCells(2_000, 3);
    const changes = cells.map((cell, index) =>
      change({ op: 'update', key: cell, fields: { [cell]: open(cells[index - 1] ?? '', cell) }, cause: row(2, cell) }),
    );
    const page = await browser.open(planHtml(plan({ systems: [system({ changes })] })), phone);
    const strange = `[...document.querySelectorAll('main *')].filter((one) => !/^(A|B|BR|BUTTON|CAPTION|CODE|DEL|DIV|H2|H3|INPUT|INS|LABEL|LI|OL|OUTPUT|P|SECTION|SPAN|STRONG|TABLE|TBODY|TD|TH|THEAD|TR|UL)$/.test(one.tagName)).map((one) => one.outerHTML)`;

    expect(await page.evaluate(strange)).toEqual([]);
    expect(page.troubles).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width);
  }, 60_000);

  test('searches twenty thousand changes while one types', async () => {
    const changes = Array.from({ length: 20_000 }, (_, index) =>
      change({ op: 'update', key: `k${index}`, fields: { job_title: open('a', `b${index}`) }, cause: row(index + 2) }),
    );
    const page = await browser.open(planHtml(plan({ systems: [system({ changes })] })));
    expect(await page.evaluate("document.querySelector('output').value")).toBe('1,000 of 20,000 changes shown');
    await page.evaluate(type('k19999'));

    expect(await page.evaluate(`${shownRows}.length`)).toBe(1);
    await page.evaluate(`${type('')}; document.querySelector('[data-more]').click()`);
    expect(await page.evaluate("document.querySelectorAll('tr[data-row]:not([hidden])').length")).toBe(20_000);
  }, 240_000);

  test('shows a hundred thousand changes on a phone, a thousand at a time', async () => {
    const changes = Array.from({ length: 100_000 }, (_, index) =>
      change({
        op: index % 4 === 0 ? 'create' : 'update',
        key: `E${index}`,
        fields: { job_title: open(`Clerk ${index % 300}`, `Lead & ${index % 299}`), last_name: secret('a', 'b') },
        cause: row(index + 2),
      }),
    );
    const html = planHtml(plan({ systems: [system({ changes })] }));
    expect(html.length).toBeLessThan(15_000_000);

    const page = await browser.open(html, phone);
    const rows = "document.querySelectorAll('tr[data-row]:not([hidden])')";
    expect(await page.evaluate("document.querySelector('output').value")).toBe('1,000 of 100,000 changes shown');
    expect(await page.evaluate(`${rows}.length`)).toBe(1_000);
    await page.evaluate(type('e99998 lead'));
    expect(await page.evaluate(`[...${rows}].map((row) => row.textContent)`)).toEqual([
      expect.stringMatching(/E99998.*Lead & \d+/),
    ]);
    await page.evaluate(`${type('')}; document.querySelector('button[data-part="change"]').click()`);
    expect(await page.evaluate(`${rows}.length`)).toBe(1_000);
    const records = `[...${rows}].map((row) => row.cells[1].textContent.replace(/\\D/g, '')).slice(0, 3)`;
    await page.evaluate("[...document.querySelectorAll('#system-1 th button')][1].click()");
    expect(await page.evaluate(records)).toEqual(['1', '2', '3']);
    await page.evaluate("[...document.querySelectorAll('#system-1 th button')][1].click()");
    expect(await page.evaluate(records)).toEqual(['99999', '99998', '99997']);
    expect(page.troubles).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width);
  }, 240_000);

  test.each([
    ['on a phone', phone],
    ['on a desk', desk],
    ['in the dark', { ...desk, dark: true }],
  ])(
    'gives axe nothing to find %s',
    async (_where, view) => {
      for (const made of [reorganisationPlan(), stoppedPlan(), plan()]) {
        const page = await browser.open(planHtml(made), view);
        await page.evaluate(readFileSync(axe, 'utf8'));
        const found = await page.evaluate<readonly { id: string; nodes: readonly { html: string }[] }[]>(
          'axe.run().then((result) => result.violations)',
        );

        expect(found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      }
    },
    60_000,
  );
});
