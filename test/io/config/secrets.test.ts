// biome-ignore-all lint/suspicious/noTemplateCurlyInString: rollcall.yaml writes environment variables so
import { expect, test } from '@jest/globals';
import { type Connector, RollcallError } from '../../../src/contract/index.ts';
import type { SystemRules } from '../../../src/engine/rules.ts';
import { parseRules } from '../../../src/io/config/config.ts';
import { accountOf, refuseSharedCredentials, resolveSecrets } from '../../../src/io/config/secrets.ts';

const connector: Pick<Connector, 'id' | 'settings' | 'credentials'> = {
  id: 'example',
  settings: [
    { name: 'site', type: 'text', description: 'Name of the site.', required: true, pattern: '[a-z]+' },
    { name: 'region', type: 'text', description: 'Country of the host.', options: ['nl', 'de'], default: 'nl' },
    { name: 'calls', type: 'number', description: 'Calls per hour.' },
    { name: 'invite', type: 'boolean', description: 'Whether to invite.', default: false },
    { name: 'labels', type: 'map', description: 'Labels.' },
  ],
  credentials: [{ name: 'api_key', description: 'The key of the site.', in: 'query', parameter: 'api_key' }],
};
const environment = { EXAMPLE_KEY: 'k-secret-1\n', TEST_KEY: 'k-secret-2', CALLS: '12', SITE: 'acme' };

function system(settings: string, more = ''): SystemRules {
  const rules = parseRules(
    `version: 1\nsources: { hr: { employees: hr.csv } }\nsystems:\n  one:\n    connector: example\n    with: ${settings}\n${more}`,
  );
  const [first] = rules.systems;
  if (first === undefined) throw new Error('no system');
  return first;
}

function refusal(work: () => unknown): RollcallError {
  try {
    work();
  } catch (error) {
    if (error instanceof RollcallError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('takes credentials from the environment and fills in defaults', () => {
  const one = system("{ site: acme, calls: '${CALLS}', labels: { a: '${SITE}' }, api_key: '${EXAMPLE_KEY}' }");

  expect(resolveSecrets(one, connector, environment)).toEqual({
    settings: { site: 'acme', region: 'nl', calls: 12, invite: false, labels: { a: 'acme' } },
    secrets: { api_key: 'k-secret-1' },
  });
});

test('names the variable that is missing', () => {
  const error = refusal(() =>
    resolveSecrets(system("{ site: '${NO_SITE}', api_key: '${NO_KEY}' }"), connector, environment),
  );

  expect(error.code).toBe('SECRET_MISSING');
  expect(error.message).toContain('rollcall.yaml:4:3: system "one" needs the environment variables NO_SITE, NO_KEY');
});

test('takes an empty variable for a missing one', () => {
  const error = refusal(() =>
    resolveSecrets(system("{ site: acme, api_key: '${EXAMPLE_KEY}' }"), connector, { EXAMPLE_KEY: ' ' }),
  );

  expect(error.code).toBe('SECRET_MISSING');
});

test.each([
  ["{ api_key: '${EXAMPLE_KEY}' }", 'needs "site"'],
  [
    "{ sit: acme, site: acme, api_key: '${EXAMPLE_KEY}' }",
    'has "sit" under "with:", which example does not know (did you mean "site"?)',
  ],
  ["{ site: 12, api_key: '${EXAMPLE_KEY}' }", 'cannot use "site": it must be a text; put numbers in quotes'],
  ["{ site: ACME, api_key: '${EXAMPLE_KEY}' }", 'cannot use "site": it is not of the form expected'],
  ["{ site: acme, region: nll, api_key: '${EXAMPLE_KEY}' }", 'it must be one of nl, de (did you mean "nl"?)'],
  ["{ site: acme, invite: 'yes', api_key: '${EXAMPLE_KEY}' }", 'it must be true or false, without quotes'],
  ["{ site: acme, labels: [a], api_key: '${EXAMPLE_KEY}' }", 'it must be a section with keys of its own'],
  ['{ site: acme }', 'needs the credential "api_key"'],
  ['{ site: acme, api_key: 12 }', 'cannot use "api_key": it must be a text'],
])('refuses %s', (settings, message) => {
  const error = refusal(() => resolveSecrets(system(settings), connector, environment));

  expect(error.code).toBe('CONFIG_INVALID');
  expect(error.message).toContain(message);
});

test('refuses a credential that is written out, without repeating it', () => {
  const error = refusal(() => resolveSecrets(system('{ site: acme, api_key: literal-key }'), connector, environment));

  expect(error.message).toContain('has the credential "api_key" written out');
  expect(JSON.stringify([error.message, error.next, error.findings])).not.toContain('literal-key');
});

test('lets a loopback stand-in have its credential written out', () => {
  const one = system('{ site: acme, api_key: literal-key }', '    endpoint: http://127.0.0.1:8001\n');

  expect(resolveSecrets(one, connector, environment).secrets).toEqual({ api_key: 'literal-key' });
});

test('tells all troubles at once', () => {
  const error = refusal(() => resolveSecrets(system('{ region: fr, colour: red }'), connector, environment));

  expect(error.findings.map((finding) => finding.message)).toHaveLength(4);
});

test('groups systems that share an account', () => {
  const one = system('{ site: acme }');
  const other = { ...one, name: 'other' };
  const account = (rules: SystemRules, secrets: Readonly<Record<string, string>>) =>
    accountOf(rules, connector, secrets);

  expect(account(one, { api_key: 'a' })).toBe(account(other, { api_key: 'a' }));
  expect(account(one, { api_key: 'a' })).not.toBe(account(other, { api_key: 'b' }));
  expect(account({ ...one, account: 'main' }, { api_key: 'a' })).toBe(
    account({ ...other, account: 'main' }, { api_key: 'b' }),
  );
  expect(account(one, {})).not.toBe(account(other, {}));
  expect(account(one, { api_key: 'secret-a' })).not.toContain('secret-a');
});

test('refuses one credential in a test and a production system', () => {
  const production = system('{ site: acme }');
  const trial: SystemRules = { ...production, name: 'trial', stage: 'test' };
  const shared = [
    { system: trial, secrets: { api_key: 'same' } },
    { system: production, secrets: { api_key: 'same' } },
  ];

  const error = refusal(() => refuseSharedCredentials(shared));

  expect(error.code).toBe('CONFIG_INVALID');
  expect(error.message).toContain('System "trial" (test) holds the same credential as "one" (production)');
  expect(error.message).not.toContain('same"}');
  expect(() =>
    refuseSharedCredentials([{ system: trial, secrets: { api_key: 'x' } }, ...shared.slice(1)]),
  ).not.toThrow();
});

test('takes other credentials for single kinds and sources', () => {
  const one = system(
    "{ site: acme, api_key: '${EXAMPLE_KEY}' }",
    "    credentials: { absences: { api_key: '${TEST_KEY}' } }",
  );
  const each = system('{ site: acme }', "    credentials: { hr: { api_key: '${TEST_KEY}' } }");

  expect(resolveSecrets(one, connector, environment)).toMatchObject({
    secrets: { api_key: 'k-secret-1' },
    apart: { absences: { api_key: 'k-secret-2' } },
  });
  expect(resolveSecrets(each, connector, environment).secrets).toEqual({ api_key: 'k-secret-2' });
});

test('refuses credentials for what is neither a kind nor a source, or that the connector does not know', () => {
  const nowhere = refusal(() => system('{ site: acme }', "    credentials: { hrr: { api_key: '${TEST_KEY}' } }"));
  const unknown = refusal(() =>
    resolveSecrets(
      system("{ site: acme, api_key: '${TEST_KEY}' }", "    credentials: { hr: { api_kee: '${TEST_KEY}' } }"),
      connector,
      environment,
    ),
  );

  expect(nowhere.message).toContain('"hrr" is neither a source nor a kind of record (did you mean "hr"?)');
  expect(unknown.message).toContain('has "api_kee" under "credentials:", which example does not know');
});

test('says by kind what to do with missing records, and which kinds a system takes', () => {
  const one = system('{ site: acme }', '    missing: { absences: delete }\n    kinds: [employees, absences]');

  expect(one).toMatchObject({ missing: 'leave', missingOf: { absences: 'delete' }, kinds: ['employees', 'absences'] });
  expect(() => system('{ site: acme }', '    missing: { absences: erase }')).toThrow();
});
