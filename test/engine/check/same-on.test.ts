import { expect, test } from '@jest/globals';
import { isSameOn } from '../../../src/engine/check/same-on.ts';
import { parseRules } from '../../../src/io/config/config.ts';
import { checkPeople } from './rosters.ts';

test.each([
  ['somebody left in between', 'end_date\n1,2026-03-01\n2,\n', '', false],
  ['somebody had left before', 'end_date\n1,2026-02-27\n2,\n', '', true],
  ['a check asks for the day', 'start_date\n1,2026-03-02\n', 'start_date <= today', false],
  ['a check asks for something else', 'start_date\n1,2026-03-02\n', "start_date != ''", true],
])('knows whether a roster is another one two days later when %s', async (_, rows, assert, isSame) => {
  const checks = assert === '' ? '' : `checks:\n  - { assert: "${assert}", message: Begun, severity: warning }\n`;
  const rules = parseRules(`version: 1\nsources: { hr: { employees: hr/people.csv } }\n${checks}`);
  const roster = await checkPeople(`id,${rows}`);

  expect(isSameOn(roster, rules, '2026-02-28', '2026-03-02')).toBe(isSame);
  expect(isSameOn(roster, rules, '2026-03-02', '2026-02-28')).toBe(isSame);
});
