import { type Connector, contractVersion, defineConnector } from '../../../src/contract/index.ts';
import { assumptions } from './assumptions.ts';
import { checkAccount } from './check.ts';
import { effects } from './effects.ts';
import { exports, giveOut } from './exports.ts';
import { inspectOrganisation } from './inspect.ts';
import { kinds } from './kinds.ts';
import { readKind } from './read.ts';
import { settingDeclarations } from './settings.ts';
import { withheld } from './withheld.ts';
import { writeOrganisation } from './write.ts';

/** Officevibe, Custom Integration (API v2): the whole organisation in one push. */
export const officevibe: Connector = defineConnector({
  contract: contractVersion,
  id: 'officevibe',
  title: 'Officevibe (Custom Integration)',
  version: '0.1.0',
  mapping: 1,
  experimental:
    'The vendor publishes no full reference of this API. Look over the first syncs, in the test account that its support gives out.',
  settings: settingDeclarations,
  credentials: [
    {
      name: 'api_key',
      description: 'Key of the Custom Integration, from the admin dashboard of Officevibe.',
      in: 'header',
      parameter: 'Authorization',
      prefix: 'Bearer ',
    },
  ],
  endpoint: 'https://app.officevibe.com/api/{api_version}',
  fingerprint: ['account'],
  reads: [
    { method: 'GET', path: '/ping' },
    { method: 'GET', path: '/users' },
    { method: 'GET', path: '/users/*' },
    { method: 'GET', path: '/groups' },
    { method: 'GET', path: '/groups/', query: ['groupId'] },
    { method: 'POST', path: '/engagement' },
    { method: 'GET', path: '/feedback' },
  ],
  rates: [{ calls: assumptions.callsPerMinute, perMs: 60_000, setting: 'calls_per_minute' }],
  kinds,
  drift: 'correct',
  effects,
  exports,
  withheld,

  check: checkAccount,
  read: readKind,
  inspect: inspectOrganisation,
  write: writeOrganisation,
  export: giveOut,
  simulator: async () => (await import('./simulator.ts')).createSimulator,
});

/** Hook `rollcall:connectors`. */
export async function connectors(): Promise<readonly Connector[]> {
  return [officevibe];
}
