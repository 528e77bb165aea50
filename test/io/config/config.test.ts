// biome-ignore-all lint/suspicious/noTemplateCurlyInString: rollcall.yaml writes environment variables so
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RollcallError } from '../../../src/contract/index.ts';
import { parseRules, readRules } from '../../../src/io/config/config.ts';
import type { Tree } from '../../../src/io/git/tree.ts';

const complete = `version: 1
timezone: Europe/Paris
language: fr
sources:
  france:
    employees: hr/france/employes.csv
    key: Matricule
    columns: { Prénom: first_name, Nom: last_name, Courriel: email, Service: department }
    values: { gender: { H: male, F: female, 01: diverse } }
    dates: dd/MM/yyyy
  officevibe: { preset: officevibe, dir: hr/officevibe/ }
teams: { from: department, ids: hr/teams.csv }
fields:
  employees: { cost_center: { pattern: '^\\d{4}$', class: open }, salary: { type: number } }
checks:
  - { assert: 'end_date == null || end_date >= start_date', message: leaves before joining }
systems:
  springest-nl:
    connector: springest
    with: { site: example, region: nl, api_key: '\${SPRINGEST_NL_KEY}' }
    sources: [france]
    only: 'location == "NL"'
    skip: 'start_date > today'
    fields: { tags: '[department, location]', cost_center: ~, teams: { name: name } }
    defaults: { company_name: '"Example BV"' }
    operations: [create, update, leave]
    limits: { leave: '5% | 10', update: 50%, column: 30%, wipe: 1 }
    protect: ['1', '2']
    allow: [wipe]
`;

const treeOf = (files: Readonly<Record<string, string | Uint8Array>>): Tree => ({
  commit: undefined,
  name: 'working tree',
  list: async () => Object.keys(files),
  read: async (path) => {
    const file = files[path];
    return typeof file === 'string' ? new TextEncoder().encode(file) : file;
  },
});

function refusal(text: string): RollcallError {
  try {
    parseRules(text);
  } catch (error) {
    if (error instanceof RollcallError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('reads the whole configuration with its defaults', async () => {
  const rules = await readRules(treeOf({ 'rollcall.yaml': complete }));
  const [system] = rules.systems;

  expect(rules).toMatchObject({ file: 'rollcall.yaml', timezone: 'Europe/Paris', language: 'fr' });
  expect(rules.sources).toMatchObject([
    { name: 'france', files: { employees: ['hr/france/employes.csv'] }, values: { gender: { '01': 'diverse' } } },
    { name: 'officevibe', files: { memberships: ['hr/officevibe/groups-mapping.csv'] } },
  ]);
  expect(rules.fields.employees).toContainEqual({ name: 'salary', type: 'number', class: 'secret' });
  expect(rules.fields.employees).toContainEqual({
    name: 'cost_center',
    type: 'text',
    class: 'open',
    pattern: '^\\d{4}$',
  });
  expect(rules.checks).toMatchObject([{ message: 'leaves before joining', severity: 'error' }]);
  expect(system).toMatchObject({
    name: 'springest-nl',
    stage: 'production',
    missing: 'leave',
    when: 'push',
    blank: 'clear',
  });
  expect(system?.with).toEqual({ site: 'example', region: 'nl', api_key: '${SPRINGEST_NL_KEY}' });
  expect(system?.fields.employees).toMatchObject({ tags: { source: '[department, location]' }, cost_center: null });
  expect(system?.fields.teams).toMatchObject({ name: { source: 'name' } });
  expect(system?.only?.place).toEqual({ file: 'rollcall.yaml', line: 22, column: 12 });
  expect(system?.limits).toEqual({
    leave: { share: 0.05, count: 10 },
    create: { share: 0.5 },
    update: { share: 0.5 },
    delete: { share: 0.05, count: 5 },
    column: { share: 0.3 },
    named: { remove_team: { count: 1 }, invite: { count: 10 }, wipe: { count: 1 } },
    stated: ['leave', 'update', 'column', 'wipe'],
  });
});

test('reads who is active in a system', () => {
  const [system] = parseRules(`${complete}    active: 'status != "leave"'\n`).systems;
  expect(system?.active?.source).toBe('status != "leave"');
});

test('needs a version and one source, nothing more', () => {
  const rules = parseRules('version: 1\nsources: { hr: { employees: hr.csv } }\n');

  expect(rules).toMatchObject({ timezone: 'UTC', language: 'en', checks: [], systems: [] });
});

test('follows anchors and merge keys', () => {
  const rules = parseRules(`version: 1
sources: { hr: { employees: hr.csv } }
systems:
  one: &base { connector: example, with: { site: a } }
  two: { <<: *base, with: { site: b } }
`);

  expect(rules.systems.map((system) => system.with)).toEqual([{ site: 'a' }, { site: 'b' }]);
});

test('says what to do when there is no configuration', async () => {
  await expect(readRules(treeOf({}))).rejects.toMatchObject({ code: 'CONFIG_MISSING', exit: 3 });
});

test('refuses a file that is not UTF-8', async () => {
  await expect(readRules(treeOf({ 'rollcall.yaml': Uint8Array.of(0x76, 0xe9) }))).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: 'rollcall.yaml:1:1: The file is not UTF-8.',
  });
});

test.each([
  ['', '1:1', 'The file is empty.'],
  ['version: [', '1:11', 'Flow sequence'],
  [complete.replace('version: 1', 'version: 2'), '1:10', '"version" cannot be this'],
  [complete.replace('version: 1\n', ''), '1:1', '"version" is missing.'],
  [complete.replace('Europe/Paris', 'Europe/Pari'), '2:11', 'it is not a time zone'],
  [complete.replace('language: fr', 'language: francais'), '3:11', '"language" cannot be this.'],
  [
    complete.replace('language:', 'langauge:'),
    '3:1',
    '"langauge" is not a key of the file (did you mean "language"?).',
  ],
  [complete.replace('language: fr', 'timezone: UTC'), '3:1', 'Map keys must be unique.'],
  [complete.replace('key: Matricule', 'keys: Matricule'), '7:5', '(did you mean "key"?)'],
  [complete.replace('key: Matricule', 'key: 0042'), '7:10', 'must be a text'],
  [
    complete.replace('first_name,', 'frist_name,'),
    '8:24',
    '"frist_name" is not a field of this source\'s records (did you mean "first_name"?).',
  ],
  [complete.replace('Nom: last_name', 'Nom: first_name'), '8:41', 'Two columns become "first_name".'],
  [complete.replace('values: { gender', 'values: { gendre'), '9:15', '(did you mean "gender"?)'],
  [complete.replace('dd/MM/yyyy', 'jj/mm/aaaa'), '10:12', 'a date format names yyyy, MM and dd'],
  [complete.replace('hr/france/employes.csv', '../hr.csv'), '6:16', 'The path leaves the repository.'],
  [complete.replace('preset: officevibe, ', ''), '11:17', '"dir" goes with a preset only.'],
  [complete.replace(', dir: hr/officevibe/', ''), '11:25', 'A preset needs the folder of its files.'],
  [complete.replace('officevibe: {', 'office vibe: {'), '11:3', '"office vibe" cannot be used here'],
  [complete.replace('from: department', 'from: departement'), '12:16', '(did you mean "department"?)'],
  [complete.replace("'^\\d{4}$'", "'^[4'"), '14:40', 'it is not a regular expression'],
  [complete.replace('salary:', 'today:'), '14:66', '"today" means something else in expressions'],
  [complete.replace('type: number', 'type: money'), '14:82', 'cannot be this'],
  [
    complete.replace('cost_center: { pattern', 'start_date: { type: text, pattern'),
    '14:36',
    '"start_date" is built in and holds a date.',
  ],
  [complete.replace('>= start_date', '>= stat_date'), '16:48', '"stat_date" is not known (did you mean "start_date"?)'],
  [
    complete.replace('connector: springest', 'conector: springest'),
    '18:3',
    '"systems › springest-nl › connector" is missing.',
  ],
  [
    complete.replace("'${SPRINGEST_NL_KEY}'", "'key-${SPRINGEST_NL_KEY}'"),
    '20:11',
    'An environment variable must be the whole value.',
  ],
  [complete.replace('[france]', '[frence]'), '21:15', 'There is no source "frence" (did you mean "france"?).'],
  [
    complete.replace('location == "NL"', 'locaton == "NL"'),
    '22:12',
    '"locaton" is not known (did you mean "location"?)',
  ],
  [
    complete.replace("skip: 'start_date > today'", "skip: 'start_date > ${TODAY}'"),
    '23:11',
    'Environment variables are read under "with:" and "credentials:" only.',
  ],
  [
    complete.replace("tags: '[department, location]'", 'tags: [department]'),
    '24:21',
    'it must be an expression in quotes',
  ],
  [
    complete.replace('teams: { name', 'team: { name'),
    '24:63',
    '"team" is not a kind of record (did you mean "teams"?).',
  ],
  [complete.replace('\'"Example BV"\'', '~'), '25:31', 'The default of "company_name" is empty.'],
  [complete.replace('[create,', '[creat,'), '26:18', '(did you mean "create"?)'],
  [complete.replace('{ leave:', '{ laeve:'), '27:15', '"laeve" is not a limit (did you mean "leave"?).'],
  [complete.replace("'5% | 10'", '5 percent'), '27:22', 'The limit "leave" cannot be read.'],
  [complete.replace("'5% | 10'", '0.05'), '27:22', 'The limit "leave" cannot be read.'],
  [complete.replace("'5% | 10'", '-1'), '27:22', 'The limit "leave" cannot be read.'],
  [complete.replace("'5% | 10'", '150%'), '27:22', 'The limit "leave" cannot be read.'],
  [complete.replace("'5% | 10'", '5% | 4%'), '27:22', 'The limit "leave" cannot be read.'],
  [complete.replace("'5% | 10'", '~'), '27:22', 'it must be a count'],
  [complete.replace('allow: [wipe]', ''), '27:59', '"wipe" is not a limit'],
  [complete.replace("['1', '2']", "[0042, '2']"), '28:15', 'must be a text'],
  [
    complete.replace('[wipe]', '[wipe, remove_teams]'),
    '29:19',
    '"remove_teams" permits nothing (did you mean "remove_team"?)',
  ],
  [`${complete}    endpoint: https://springest.example\n`, '30:15', 'only a loopback address'],
  [`${complete}    endpoint: http://127.0.0.1.evil.example\n`, '30:15', 'only a loopback address'],
])('refuses what is wrong at its place (%#)', (text, at, message) => {
  const error = refusal(text);

  expect(error.exit).toBe(3);
  expect(error.message).toContain(`rollcall.yaml:${at}: `);
  expect(error.message).toContain(message);
  expect(error.findings.every((finding) => finding.next.length > 0)).toBe(true);
});

test('tells all troubles at once, in the order of the file', () => {
  const text = complete
    .replace('language: fr', 'language: it')
    .replace('location == "NL"', 'locaton == "NL"')
    .replace('{ leave:', '{ laeve:')
    .replace("['1', '2']", '[1]');

  const error = refusal(text);

  expect(error.findings.map((finding) => finding.place?.line)).toEqual([3, 22, 27, 28]);
});

test('shows how to quote what YAML takes for a number', () => {
  const error = refusal(complete.replace("['1', '2']", '[0042]'));

  expect(error.next).toBe("Put it in quotes: '0042'.");
});

test.each([
  ['systems:\n', 'Fill it in or remove the key.'],
  ['fields: { employees: { badge: { required: yes } } }\n', 'Write true or false, without quotes.'],
  ['systems: { a: { connector: x, operations: create } }\n', 'Write a list: [create].'],
  ['systems: { a: { connector: x, only: true } }\n', "Put it in quotes: 'true'."],
  ['systems: { a: { connector: x, fields: { tags: [a] } } }\n', 'Correct the value.'],
])('says what to write instead (%#)', (more, next) => {
  expect(refusal(`version: 1\nsources: { hr: { employees: hr.csv } }\n${more}`).next).toBe(next);
});

test('has a code of its own for a file in which only expressions are wrong', () => {
  expect(refusal(complete.replace('location == "NL"', 'location = "NL"')).code).toBe('EXPRESSION_INVALID');
});

test('names the exact column within a quoted expression, and its start where characters are escaped', () => {
  const plain = refusal(complete.replace('location == "NL"', 'location == "NL" && nam == "x"'));
  const escaped = refusal(complete.replace('\'location == "NL"\'', '"location == \\"NL\\" && nam == 1"'));

  expect(plain.findings[0]?.place).toMatchObject({ line: 22, column: 32 });
  expect(escaped.findings[0]?.place).toMatchObject({ line: 22, column: 12 });
});

test('refuses one environment variable in a test and a production system', () => {
  const error = refusal(`version: 1
sources: { hr: { employees: hr.csv } }
systems:
  trial: { connector: example, stage: test, with: { key: '\${KEY}' } }
  real: { connector: example, with: { key: '\${KEY}' } }
`);

  expect(error.message).toBe('rollcall.yaml:4:51: "trial" (test) and "real" (production) both use ${KEY}.');
});

test('quotes no text of the file in a syntax error', () => {
  const error = refusal('version: 1\nsystems:\n  one: { with: { api_key: x } } s3cr3t-key: y\n');

  expect(`${error.message}${JSON.stringify(error.findings)}`).not.toContain('s3cr3t');
});

test('never ends in anything but a refusal with a next step, whatever is in the file', () => {
  const lines = complete.split('\n');
  const piece = fc.constantFrom(
    '~',
    '[]',
    '{}',
    '- x',
    '0042',
    'yes',
    'a: b',
    '*x',
    '&x y',
    '!!binary x',
    '"',
    "'",
    '\t',
    '<<: 1',
    '__proto__: 1',
    '? [a]',
    '---',
    '${X}',
    '1e400',
    '.nan',
    '%',
  );
  const mutation = fc.record({
    line: fc.nat(lines.length - 1),
    at: fc.nat(80),
    remove: fc.nat(20),
    insert: fc.oneof(piece, fc.string({ maxLength: 4 })),
  });
  const mutate = (
    text: string,
    { line, at, remove, insert }: typeof mutation extends fc.Arbitrary<infer T> ? T : never,
  ) =>
    text
      .split('\n')
      .map((content, index) => (index === line ? content.slice(0, at) + insert + content.slice(at + remove) : content))
      .join('\n');

  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
      const text = mutations.reduce(mutate, complete);
      try {
        parseRules(text);
      } catch (error) {
        expect(error).toBeInstanceOf(RollcallError);
        if (!(error instanceof RollcallError)) return;
        expect(['CONFIG_INVALID', 'EXPRESSION_INVALID']).toContain(error.code);
        expect(error.findings.length).toBeGreaterThan(0);
        for (const { place } of error.findings) expect(place?.line).toBeGreaterThan(0);
      }
    }),
    { numRuns: 1000 },
  );
});
