import { expect, test } from '@jest/globals';
import type { Context, ExportBatch, ExportDeclaration } from '../../../src/contract/index.ts';
import { readExport } from '../../../src/io/system/read-export.ts';

const context: Context = {
  settings: {},
  today: '2026-11-02',
  send: async () => ({ status: 200, headers: {}, text: '' }),
  file: async () => undefined,
  once: (_name, load) => load(),
};
const declaration: ExportDeclaration = {
  name: 'scores',
  description: 'Scores.',
  columns: [
    { name: 'team', class: 'open' },
    { name: 'score', class: 'personal' },
  ],
};

const give = (batches: readonly ExportBatch[]) =>
  readExport(
    {
      id: 'model',
      async *export() {
        yield* batches;
      },
    },
    context,
    declaration,
    { name: 'scores', options: {} },
  );

test('gathers all batches and what is said of single rows', async () => {
  const finding = { code: 'x', severity: 'warning', scope: 'record', who: 'data', message: 'x', next: 'x' } as const;

  const read = await give([
    { rows: [['A', 1]] },
    { rows: [['B', 2]], findings: [finding] },
    { rows: [], proof: { complete: true, counted: 2, total: 2 } },
  ]);

  expect(read.rows).toEqual([
    ['A', 1],
    ['B', 2],
  ]);
  expect(read.findings).toEqual([finding]);
});

test.each<[string, readonly ExportBatch[]]>([
  ['nothing at all', []],
  ['rows without a proof', [{ rows: [['A', 1]] }]],
  ['an end that is none', [{ rows: [], proof: { complete: false, reason: 'the list broke off' } }]],
  ['a count that differs', [{ rows: [['A', 1]], proof: { complete: true, counted: 2 } }]],
  ['a total that differs', [{ rows: [['A', 1]], proof: { complete: true, counted: 1, total: 2 } }]],
  ['more after the end', [{ rows: [], proof: { complete: true, counted: 0 } }, { rows: [] }]],
])('takes %s for no export', async (_, batches) => {
  await expect(give(batches)).rejects.toMatchObject({
    code: 'READ_INCOMPLETE',
    next: expect.stringMatching(/nothing was written/),
  });
});

test('a row that does not fit, or an export that nobody built, is the fault of the connector', async () => {
  await expect(give([{ rows: [['A']] }])).rejects.toMatchObject({ code: 'CONNECTOR_BROKEN' });
  await expect(
    readExport({ id: 'model' }, context, declaration, { name: 'scores', options: {} }),
  ).rejects.toMatchObject({ code: 'CONNECTOR_BROKEN' });
});
