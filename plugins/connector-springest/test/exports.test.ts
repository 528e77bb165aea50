import { expect, test } from '@jest/globals';
import type { ReadKey } from '../../../src/contract/index.ts';
import { readExport } from '../../../src/io/system/read-export.ts';
import { springest } from '../src/index.ts';
import { answering, changeOf, contextWith, openSite } from './site.ts';

const [declaration] = springest.exports ?? [];
const give = (context: Parameters<typeof readExport>[1], keys: readonly ReadKey[]) => {
  if (!declaration) throw new Error('no export is declared');
  return readExport(springest, context, declaration, { name: declaration.name, options: {}, keys });
};

test('asks for each person, and says who has no account', async () => {
  const site = openSite();
  const changes = [
    changeOf('1', { email: 'a@example.org', tags: ['Nurse'] }),
    changeOf('2', { email: 'b@example.org' }),
    changeOf('3', { email: 'c@example.org' }, { op: 'leave', active: false }),
  ];
  await springest.write(site.context, { changes });

  const { rows, findings } = await give(site.context, [{ key: '1' }, { key: '2' }, { key: '3' }, { key: '4' }]);

  expect(rows).toEqual([
    ['1', 'uncompleted', true],
    ['2', 'no_tracks_assigned', true],
    ['3', 'no_tracks_assigned', false],
  ]);
  expect(findings).toMatchObject([{ code: 'no-account', severity: 'warning', key: '4' }]);
});

test('nobody is asked for, nothing is given out', async () => {
  const site = openSite();

  expect(await give(site.context, [])).toMatchObject({ rows: [], findings: [] });
  expect(site.calls).toEqual([]);
});

test.each([
  [500, '{}'],
  [200, '{"id":"1","external_id":"somebody else","user_email":"","active":"true","learning_track_status":"completed"}'],
  [200, '{"id":"1","external_id":"1","user_email":"","active":"true","learning_track_status":"brilliant"}'],
])('gives out nothing when one answer is %s %s', async (status, text) => {
  await expect(give(contextWith(answering(status, text)), [{ key: '1' }])).rejects.toMatchObject({
    code: 'READ_INCOMPLETE',
  });
});
