import { expect, test } from '@jest/globals';
import { reviewRules } from '../../src/engine/review-rules.ts';
import { classOf, type Rules } from '../../src/engine/rules.ts';
import { parseRules } from '../../src/io/config/config.ts';

function rules(parts: object): Rules {
  const least = { version: 1, sources: { hr: { employees: 'hr.csv' } } };
  return parseRules(JSON.stringify({ ...least, ...parts }));
}

const declared = (salary: string) => ({ fields: { employees: { salary: { class: salary } } } });

test.each([
  ['open', 'secret', 'secret'],
  ['secret', 'open', 'secret'],
  ['personal', 'open', 'personal'],
  ['open', 'open', 'open'],
])('of the classes %s in the base and %s in the head takes %s', (before, after, taken) => {
  const { fields } = reviewRules(rules(declared(before)), rules(declared(after)));

  expect(classOf(fields, 'employees', 'salary')).toBe(taken);
});

test('counts a field that the base does not know as secret, whatever the head says', () => {
  const { fields } = reviewRules(rules({}), rules(declared('open')));

  expect(classOf(fields, 'employees', 'salary')).toBe('secret');
});

test('counts an open field as secret that the head fills from another column', () => {
  const base = rules({ sources: { hr: { employees: 'hr.csv', columns: { Dienst: 'department', Ort: 'location' } } } });
  const head = rules({ sources: { hr: { employees: 'hr.csv', columns: { Gehalt: 'department', Ort: 'location' } } } });

  const { fields } = reviewRules(base, head);

  expect(classOf(fields, 'employees', 'department')).toBe('secret');
  expect(classOf(fields, 'employees', 'location')).toBe('open');
});

test('takes systems, teams, time zone and language from the base, and sources and checks from the head', () => {
  const system = (site: string) => ({ one: { connector: 'springest', with: { site } } });
  const base = rules({ timezone: 'Europe/Paris', language: 'fr', systems: system('ours'), require: 'approval' });
  const head = rules({
    timezone: 'Asia/Tokyo',
    language: 'de',
    systems: system('theirs'),
    teams: { from: 'department' },
    checks: [{ assert: 'id != ""', message: 'no id' }],
    sources: { other: { employees: 'other.csv' } },
  });

  const taken = reviewRules(base, head);

  expect(taken).toMatchObject({ timezone: 'Europe/Paris', language: 'fr' });
  expect(taken.systems[0]?.with).toEqual({ site: 'ours' });
  expect(taken.teams).toBeUndefined();
  expect(taken.checks.length).toBe(1);
  expect(taken.sources.map(({ name }) => name)).toEqual(['other']);
});
