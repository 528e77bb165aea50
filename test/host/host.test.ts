import { expect, test } from '@jest/globals';
import { findConnectors, loadConnectors } from '../../src/host.ts';
import { configWith, connectorSource, soundPlugin } from './plugins.ts';

test('gives the connectors asked for, sorted by id', async () => {
  const config = await configWith({
    'connector-zoo': soundPlugin({ id: 'zoo' }),
    'connector-ant': soundPlugin({ id: 'ant' }),
    'connector-bee': soundPlugin({ id: 'bee' }),
  });

  const connectors = await loadConnectors({ config, wanted: ['zoo', 'ant'] });

  expect([...connectors.keys()]).toEqual(['ant', 'zoo']);
});

test('tells from which plugin a connector comes', async () => {
  const config = await configWith({ 'connector-ant': soundPlugin({ id: 'ant' }) });

  const { connectors } = await findConnectors({ config });

  expect(connectors).toMatchObject([
    { connector: { id: 'ant' }, plugin: { name: 'connector-ant', version: '1.0.0', type: 'link' } },
  ]);
});

test('hands plugins what they would import otherwise', async () => {
  const source = `export const connectors = async ({ contract, defineConnector }) =>
    [defineConnector({ ...${connectorSource()}, contract })];`;

  const connectors = await loadConnectors({ config: await configWith({ 'connector-outside': source }) });

  expect(connectors.get('outside')).toMatchObject({ contract: 1 });
});

test('names the nearest connector when one is not installed', async () => {
  const config = await configWith({ 'connector-ant': soundPlugin({ id: 'springest' }) });

  await expect(loadConnectors({ config, wanted: ['springst'] })).rejects.toMatchObject({
    code: 'CONNECTOR_UNKNOWN',
    message: 'connector "springst" is not installed (did you mean "springest"?). Installed: springest',
  });
});

const unusable: readonly (readonly [string, string | undefined, RegExp])[] = [
  [
    'throws when asked',
    'export const connectors = async () => { throw new RangeError("canary"); };',
    /failed with RangeError$/,
  ],
  ['throws when imported', 'throw new Error("canary"); export const connectors = 1;', /failed with Error/],
  ['cannot be parsed', 'export const connectors = (', /failed with /],
  ['imports what is not there', 'import "not-there"; export const connectors = async () => [];', /failed with /],
  ['never answers', 'export const connectors = () => new Promise(() => {});', /did not answer within 0.5 s$/],
  [
    'never finishes its import',
    'await new Promise(() => {}); export const connectors = async () => [];',
    /did not answer within/,
  ],
  ['ends the process', 'export const connectors = async () => { process.exit(0); };', /calls process.exit/],
  [
    'ends the process when imported',
    'process.exit(0); export const connectors = async () => [];',
    /calls process.exit/,
  ],
  [
    'swallows its own exit',
    'export const connectors = async () => { try { process.exit(0); } catch {} return []; };',
    /calls process.exit/,
  ],
  ['exports another name', 'export const connector = async () => [];', /exports nothing under its identifier$/],
  ['gives a text', 'export const connectors = async () => "springest";', /must give a list of connectors$/],
  ['gives nothing', 'export const connectors = async () => {};', /must give a list of connectors$/],
  ['gives an empty list', 'export const connectors = async () => [];', /brings no connector$/],
  ['gives texts', 'export const connectors = async () => ["springest"];', /gave a string where a connector belongs$/],
  [
    'speaks a later contract',
    soundPlugin({ contract: 2 }),
    /is made for contract version 2; this rollcall speaks version 1$/,
  ],
  ['speaks no contract', soundPlugin({ contract: null }), /is made for no contract version/],
  ['has an id in capitals', soundPlugin({ id: 'Outside' }), /data sheet that cannot be read: id: must be lower-case/],
  [
    'has a word too many',
    soundPlugin({ overwrites: true }),
    /data sheet that cannot be read: the connector: Unrecognized key: "overwrites"$/,
  ],
  ['calls over http', soundPlugin({ endpoint: 'http://x.example' }), /endpoint: must start with https/],
  [
    'has a fingerprint of nothing',
    soundPlugin({ fingerprint: ['sight'] }),
    /the fingerprint names the setting "sight", which is not declared$/,
  ],
  [
    'brings an id twice',
    `export const connectors = async () => [${connectorSource()}, ${connectorSource()}];`,
    /brings connector "outside" twice$/,
  ],
  ['is missing', undefined, /is installed by name but cannot be loaded$/],
];

test.each(unusable)('refuses a plugin that %s, by name', async (_what, source, problem) => {
  const warn = process.emitWarning;
  process.emitWarning = () => {};
  const config = await configWith({ 'connector-bad': source, 'connector-good': soundPlugin({ id: 'good' }) });
  process.emitWarning = warn;

  const { connectors, broken } = await findConnectors({ config, timeoutMs: 500 });

  expect(broken).toEqual([{ plugin: 'connector-bad', problem: expect.stringMatching(problem) }]);
  expect(broken[0]?.problem).toMatch(/^plugin "connector-bad" /);
  expect(broken[0]?.problem).not.toContain('canary');
  expect(connectors.map(({ connector }) => connector.id)).toContain('good');
  await expect(loadConnectors({ config, wanted: ['good'], timeoutMs: 500 })).rejects.toMatchObject({
    code: 'CONNECTOR_BROKEN',
    exit: 3,
  });
});

test('names both plugins that bring the same connector', async () => {
  const config = await configWith({ 'connector-one': soundPlugin(), 'connector-two': soundPlugin() });

  const { broken } = await findConnectors({ config });

  expect(broken).toHaveLength(1);
  expect(broken[0]?.problem).toMatch(
    /"connector-(one|two)" brings connector "outside", which plugin "connector-(two|one)" brings too/,
  );
});

test('leaves process.exit as it was', async () => {
  const { exit } = process;
  await findConnectors({ config: await configWith({ 'connector-bad': unusable[6]?.[1] }) });

  expect(process.exit).toBe(exit);
});
