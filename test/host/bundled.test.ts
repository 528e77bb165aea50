import { expect, test } from '@jest/globals';
import { bundledIds, connectors } from '../../src/bundled.ts';
import { readConnector } from '../../src/io/system/connector-schema.ts';

// The host takes them as they are.
test('every connector that comes with rollcall has a sound data sheet', async () => {
  const bundled = await connectors();

  const problems = bundled.map((connector) => readConnector(connector).problem);

  expect(bundled.map(({ id }) => id)).toEqual(bundledIds);
  expect(problems).toEqual(bundledIds.map(() => undefined));
});
