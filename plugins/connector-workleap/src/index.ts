import { type Connector, contractVersion, defineConnector } from '../../../src/contract/index.ts';
import { assumptions } from './assumptions.ts';
import { checkAccount } from './check.ts';
import { effects } from './effects.ts';
import { exports, giveOut, withheld } from './exports.ts';
import { inspectOrganisation } from './inspect.ts';
import { kinds } from './kinds.ts';
import { readKind } from './read.ts';
import { settingDeclarations } from './settings.ts';
import { writeOrganisation } from './write.ts';

/** Officevibe on Workleap, API Provisioning: the whole organisation in one push that is worked through later. */
export const workleap: Connector = defineConnector({
  contract: contractVersion,
  id: 'workleap',
  title: 'Officevibe (Workleap)',
  version: '0.1.0',
  mapping: 1,
  experimental:
    'The vendor publishes no full reference of this API, and absence can erase people there. Look over the first syncs, in the test account that its support gives out.',
  settings: settingDeclarations,
  credentials: [
    {
      name: 'api_key',
      description: 'Subscription key of the Workleap API: read-write, for Workleap or global. It has an end date.',
      in: 'header',
      parameter: 'workleap-subscription-key',
    },
  ],
  endpoint: 'https://api.workleap.com',
  fingerprint: ['account'],
  reads: [
    { method: 'POST', path: '{public_path}/users/search' },
    { method: 'GET', path: '{officevibe_path}/engagement/scores', query: ['continuationToken'] },
    { method: 'POST', path: '{officevibe_path}/feedbacks/search' },
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
  return [workleap];
}
