import { expect, test } from '@jest/globals';
import { RollcallError, type Send } from '../../../src/contract/index.ts';
import { lucca } from '../src/index.ts';
import { asResponse, codes, contextWith, openTenant } from './tenant.ts';

test('is content with a key that has its rights', async () => {
  const tenant = openTenant();
  expect(await lucca.check(tenant.context)).toEqual([]);
  expect(tenant.calls.every((call) => call.method === 'GET')).toBe(true);
});

test.each([
  ['users', ['lucca-right-missing-users']],
  ['contracts', ['lucca-right-missing-contracts']],
  ['structure', ['lucca-right-missing-structure', 'lucca-right-missing-structure', 'lucca-right-missing-structure']],
])('names the missing right to %s, and who gives it', async (right, expected) => {
  const tenant = openTenant();
  tenant.hand('rights', { [right]: false });
  const findings = await lucca.check(tenant.context);
  expect(codes(findings)).toEqual(expected);
  expect(findings[0]).toMatchObject({ who: 'admin', next: expect.stringContaining('Administration des applications') });
});

test('does without the right to contracts where the settings say so', async () => {
  const tenant = openTenant({ unread: ['contracts'] });
  tenant.hand('rights', { contracts: false });
  expect(await lucca.check(tenant.context)).toEqual([]);
});

test('names the field that the key may not read, and how to do without', async () => {
  const tenant = openTenant();
  const strict: Send = async (request) => {
    if (request.query?.fields?.includes('birthDate')) {
      const text = JSON.stringify({ Status: 400, Message: 'birthDate cannot be read' });
      return asResponse({ status: 400, text, headers: { 'content-type': 'application/json' } });
    }
    return tenant.send(request);
  };
  expect(await lucca.check(contextWith(strict))).toMatchObject([
    {
      code: 'lucca-field-unreadable',
      who: 'admin',
      scope: 'system',
      next: expect.stringContaining('unread: [birthDate]'),
    },
  ]);
  expect(await lucca.check(contextWith(strict, { unread: ['birthDate'] }))).toEqual([]);
});

test('says which fields simply do not come, since nothing would ever be seen to differ in them', async () => {
  const tenant = openTenant();
  tenant.hand('users', { id: 1 });
  tenant.hand('rights', { hidden: ['birthDate', 'rolePrincipal'] });
  expect(await lucca.check(tenant.context)).toMatchObject([
    { code: 'lucca-field-unreadable', severity: 'warning', next: expect.stringContaining('unread: [birthDate]') },
    { code: 'lucca-field-unreadable', severity: 'warning', next: expect.stringContaining('unread: [role]') },
  ]);
  expect(await lucca.check(contextWith(tenant.send, { unread: ['birthDate', 'role'] }))).toEqual([]);
});

test('refuses settings that cannot be read, by their names and not their values', async () => {
  const broken = contextWith(openTenant().send, { contract_types: { CDI: 'one' }, dpae: { establishment: 5 } });
  await expect(lucca.check(broken)).rejects.toThrow(
    new RollcallError('CONFIG_INVALID', 'The setting contract_types, dpae of Lucca cannot be read.'),
  );
});
