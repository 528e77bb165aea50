import { expect, test } from '@jest/globals';
import type { Connector, Context, Finding } from '../../../src/contract/index.ts';
import { asFinding } from '../../../src/io/system/apply-findings.ts';
import { readKind } from '../../../src/io/system/read-live.ts';
import type { System } from '../../../src/io/system/system.ts';
import { simpleConnector } from '../simple-system.ts';

const cause: Finding = {
  code: 'vendor-fault',
  severity: 'error',
  scope: 'system',
  who: 'vendor',
  message: 'It failed to answer (503).',
  next: 'Run again later.',
};

test('a read that did not reach its end says who can do what about it, where the connector does', async () => {
  const connector: Connector = {
    ...simpleConnector,
    async *read() {
      yield { records: [], proof: { complete: false, reason: cause.message, cause } };
    },
  };
  // Nothing of it is asked for before the connector reads.
  const error = await readKind(connector, {} as Context, 'employees').catch((one: unknown) => one);
  const system = { connector, rules: { name: 'simple' } } as System; // a finding needs no more of it
  expect(asFinding(error, system)).toMatchObject({
    code: 'read-incomplete',
    who: 'vendor',
    next: 'Run again later.',
    message: 'simple: the employees could not be read completely: It failed to answer (503).',
  });
});
