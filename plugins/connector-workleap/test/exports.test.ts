import { expect, test } from '@jest/globals';
import { readExport } from '../../../src/io/system/read-export.ts';
import { workleap } from '../src/index.ts';
import { openAccount, responseOf } from './account.ts';

const give = (account: ReturnType<typeof openAccount>, name: string) => {
  const declaration = workleap.exports?.find((one) => one.name === name);
  if (!declaration) throw new Error(`no export ${name}`);
  return readExport(workleap, account.context, declaration, { name, options: {} });
};

test('scores come over all pages, as the vendor gives them', async () => {
  const account = openAccount({ rule_teams: [] });
  for (const name of ['A', 'B', 'C']) account.hand('teams', { name });

  expect((await give(account, 'engagement')).rows).toEqual([
    [1, '{"team":"A","metric":"Engagement","score":7.5}'],
    [2, '{"team":"B","metric":"Engagement","score":7.5}'],
    [3, '{"team":"C","metric":"Engagement","score":7.5}'],
  ]);
  expect(account.calls).toEqual(['GET /officevibe/engagement/scores', 'GET /officevibe/engagement/scores']);
});

test('feedback is searched for', async () => {
  expect((await give(openAccount(), 'feedback')).rows).toHaveLength(2);
});

test.each([
  ['another form', () => responseOf(200, { items: [] })],
  ['a list that goes round', () => responseOf(200, { data: [1], metadata: { continuationToken: 'same' } })],
  ['a refusal', () => responseOf(403, {})],
])('%s gives out nothing', async (_, intercept) => {
  await expect(give(openAccount({}, { intercept }), 'feedback')).rejects.toMatchObject({ code: 'READ_INCOMPLETE' });
});
