import { expect, test } from '@jest/globals';
import type { SettingDeclaration } from '../../../src/contract/index.ts';
import { resolveEndpoint } from '../../../src/io/system/endpoint.ts';

const setting = (name: string, rest: Partial<SettingDeclaration> = {}): SettingDeclaration => ({
  name,
  type: 'text',
  description: name,
  ...rest,
});
const connector = (region: Partial<SettingDeclaration>) => ({
  endpoint: 'https://{site}.api.vendor.{region}/v1',
  settings: [setting('site'), setting('region', region)],
});

test('fills the settings in', () => {
  const url = resolveEndpoint(connector({ options: ['nl', 'co.uk'] }), { site: 'acme', region: 'co.uk' });

  expect(url.href).toBe('https://acme.api.vendor.co.uk/v1');
});

test('takes a loopback address in its place', () => {
  for (const address of ['http://127.0.0.1:4710', 'http://localhost:4710/base', 'http://[::1]:4710']) {
    expect(resolveEndpoint(connector({}), {}, address).href).toMatch(address);
  }
});

test.each([
  [{}, 'nl.evil.example'],
  [{ options: ['nl'] }, 'de'],
  [{ pattern: '[a-z]{2}' }, 'nl.evil'],
  [{ pattern: '.*' }, 'nl@evil.example'],
  [{ pattern: '.*' }, 'nl/..'],
  [{ pattern: '.*' }, 'nl#'],
  [{ pattern: '.*' }, 'nl:443'],
])('refuses a setting that leads elsewhere (%j, %j)', (region, value) => {
  const resolve = () => resolveEndpoint(connector(region), { site: 'acme', region: value });

  expect(resolve).toThrow(
    expect.objectContaining({ code: 'HOST_FORBIDDEN', message: expect.not.stringContaining(value) }),
  );
});
