import { expect, test } from '@jest/globals';
import { officevibe } from '../../plugins/connector-officevibe/src/index.ts';
import { pull } from '../../src/pull.ts';
import { activeIn, csv, makeFirm, people, peopleOf, readText, springestPeople } from './firm.ts';

test('one system is the source of the others: what it says comes by pull, and goes out by apply', async () => {
  const before = csv(people(20, { status: '', job_title: '' }));
  const firm = await makeFirm({
    systems: {
      source: { connector: 'officevibe', rules: { operations: [], kinds: ['employees'] } },
      learning: { connector: 'springest' },
    },
    files: { 'hr/people.csv': before },
  });
  for (let id = 1; id <= 20; id += 1) {
    const named = { firstName: `First${id}`, lastName: id === 3 ? 'Meyer' : `Last${id}` };
    await firm.system('source').byHand('users', { email: `p${id}@firm.test`, ...named });
  }
  await firm.system('source').byHand('users', { email: 'new@firm.test', firstName: 'Nia', lastName: 'New' });
  const pullSource = () =>
    pull({
      ...{ directory: firm.dir, config: 'rollcall.yaml', environment: firm.environment, now: Date.now },
      connectors: async () => new Map([['officevibe', officevibe]]),
      network: { sleep: async () => {} },
      ...{ system: 'source', adopt: true },
    });

  await firm.apply();
  const first = await pullSource();
  const text = readText(firm.dir, 'hr/people.csv');
  firm.commit({}, 'Pull');
  const applied = await firm.apply();
  const second = await pullSource();

  expect(first.files).toEqual(['hr/people.csv']);
  expect(text.startsWith(before.replace('Last3', 'Meyer'))).toBe(true);
  expect(text.slice(before.length).split('\n')).toHaveLength(3);
  expect(text).toContain('source-2,new@firm.test,Nia,New,,,,\n');
  expect(peopleOf(applied.of('learning'))).toContain('create source-2');
  expect(activeIn(firm.system('learning'))).toContain('source-2');
  expect(springestPeople(firm.system('learning')).find((one) => one.external_id === '3')?.texts.last_name).toBe(
    'Meyer',
  );
  expect(firm.system('source').writes()).toEqual([]);
  expect(second.files).toEqual([]);
});
