import { expect, test } from '@jest/globals';
import type { Connector, KindDeclaration } from '../../src/contract/index.ts';
import { checkDataSheet } from '../../src/engine/data-sheet.ts';
import { readConnector } from '../../src/io/system/connector-schema.ts';
import { simpleConnector } from '../io/simple-system.ts';

const employees = simpleConnector.kinds[0] as KindDeclaration;
const withKind = (changes: Partial<KindDeclaration>): Connector => ({
  ...simpleConnector,
  kinds: [{ ...employees, ...changes }],
});
const withField = (field: KindDeclaration['fields'][number]) => withKind({ fields: [...employees.fields, field] });

test('finds nothing wrong with a sound data sheet', () => {
  expect(checkDataSheet(simpleConnector)).toEqual([]);
  expect(readConnector(simpleConnector)).toEqual({ connector: simpleConnector });
});

const wrong: readonly (readonly [Connector, string])[] = [
  [withField({ name: 'email', type: 'text' }), 'employees: field "email" is declared twice'],
  [
    withKind({ identity: { key: 'number' } }),
    'employees: the identity names the field "number", which is not declared',
  ],
  [
    withKind({ identity: { key: 'id', also: 'mail' } }),
    'employees: the identity names the field "mail", which is not declared',
  ],
  [
    withKind({ identity: { key: 'id', parts: ['teams'] } }),
    'employees: the identity is made of teams, which the connector does not have',
  ],
  [
    withField({ name: 'team', type: 'text', reference: { kind: 'teams', by: 'id' } }),
    'employees: field "team" refers to teams, which the connector does not have',
  ],
  [
    withField({ name: 'boss', type: 'text', reference: { kind: 'employees', by: 'mail' } }),
    'employees: field "boss" refers to employees by "mail", which is not declared',
  ],
  [
    withField({ name: 'x', type: 'text', required: true, writable: 'never' }),
    'employees: field "x" is required but can never be written',
  ],
  [
    withKind({ active: 'state == "on"' }),
    'employees: "active" has a default mapping that is refused: The expression is refused: "state" is not known (did you mean "status"?).',
  ],
  [withKind({ operations: { return: { reversible: true } } }), 'employees: it can return but not leave'],
  [{ ...simpleConnector, kinds: [employees, employees] }, 'kind "employees" is declared twice'],
  [
    { ...simpleConnector, endpoint: 'https://{host}.example' },
    'the endpoint names the setting "host", which is not declared',
  ],
  [
    { ...simpleConnector, reads: [{ method: 'GET', path: '{people_path}/*' }] },
    'a path names the setting "people_path", which is not declared',
  ],
  [
    {
      ...simpleConnector,
      rates: [{ calls: 1, perMs: 1, route: { method: 'GET', path: '{people_path}' } }],
    },
    'a path names the setting "people_path", which is not declared',
  ],
  [
    { ...simpleConnector, authentication: [{ type: 'token', path: '{token_path}', form: {} }] },
    'a path names the setting "token_path", which is not declared',
  ],
  [
    {
      ...simpleConnector,
      kinds: [
        {
          ...employees,
          write: 'snapshot',
          fields: [
            ...employees.fields,
            { name: 'boss', type: 'text', reference: { kind: 'employees', by: '@remote' } },
          ],
        },
      ],
    },
    'employees: field "boss" refers by "@remote", which a snapshot cannot',
  ],
  [
    withKind({ window: { field: 'day', setting: 'site' } }),
    'employees: the window names the field "day", which is not declared',
  ],
  [withKind({ window: { field: 'id', setting: 'days' } }), 'a window names the setting "days", which is not declared'],
  [
    { ...simpleConnector, authentication: [{ type: 'basic', user: 'api_key', password: 'word' }] },
    'signing in names the credential "word", which is not declared',
  ],
  [
    {
      ...simpleConnector,
      credentials: [{ name: 'api_key', description: 'the key', in: 'authentication', parameter: 'key' }],
    },
    'a credential is for signing in, and no way to sign in is declared',
  ],
  [
    {
      ...simpleConnector,
      withheld: [
        { name: 'goals', reason: 'no' },
        { name: 'goals', reason: 'no' },
      ],
    },
    'export "goals" is declared twice',
  ],
  [
    { ...simpleConnector, rates: [{ calls: 1, perMs: 1, setting: 'speed' }] },
    'a rate names the setting "speed", which is not declared',
  ],
  [
    {
      ...simpleConnector,
      settings: [...simpleConnector.settings, { name: 'api_key', type: 'text', description: 'twice' }],
    },
    'setting "api_key" is declared twice',
  ],
  [
    {
      ...simpleConnector,
      effects: [{ id: 'mail', text: 'Sends a mail.', kind: 'teams', operations: ['create'], reversible: false }],
    },
    'effect "mail" is about teams, which the connector does not have',
  ],
  [
    {
      ...simpleConnector,
      effects: [
        { id: 'mail', text: 'Sends a mail.', kind: 'employees', operations: ['create'], field: 'x', reversible: false },
      ],
    },
    'effect "mail" names the field "x" of employees, which is not declared',
  ],
];

test.each(wrong)('says what is wrong with a data sheet (%#)', (connector, problem) => {
  expect(checkDataSheet(connector)).toEqual([problem]);
  expect(readConnector(connector)).toEqual({ problem: `"simple" has a wrong data sheet: ${problem}` });
});

test.each(['emial', 'email +', 'mood'])('refuses the default mapping %j', (from) => {
  const [problem] = checkDataSheet(withField({ name: 'x', type: 'text', from }));

  expect(problem).toMatch(/^employees: field "x" has a default mapping that is refused: /);
});

test('names the place of a wrong shape', () => {
  const broken = { ...simpleConnector, kinds: [{ ...employees, list: 'sometimes' }] };

  expect(readConnector(broken).problem).toMatch(/^has a data sheet that cannot be read: kinds\.0\.list: /);
});
