import { expect, test } from '@jest/globals';
import {
  activeIn,
  csv,
  type FirmSetup,
  type FirmSystem,
  makeFirm,
  people,
  peopleOf,
  person,
  springestPeople,
} from './firm.ts';

const one: FirmSetup['systems'] = { springest: { connector: 'springest' } };
const whole: FirmSetup['systems'] = {
  ...one,
  officevibe: { connector: 'officevibe' },
};

test('fills an empty account on the first sync, and changes nothing on the second', async () => {
  const firm = await makeFirm({
    systems: whole,
    config: { teams: { from: 'department' } },
    files: { 'hr/people.csv': csv(people(5)) },
  });

  const first = await firm.rollcall(['apply', '--json']);
  const wrote = [firm.system('springest').writes().length, firm.system('officevibe').writes().length];
  const second = await firm.rollcall(['apply', '--json']);

  console.log(first.code, first.stdout, first.stderr, second.stdout, second.stderr);
  expect([first.code, second.code]).toEqual([0, 0]);
  expect(activeIn(firm.system('springest'))).toEqual(['1', '2', '3', '4', '5']);
});
