import {
  type Connector,
  type Context,
  contractVersion,
  defineConnector,
  type Finding,
  type Kind,
  type ReadBatch,
  type ReadKey,
  type WriteChange,
  type WriteOutcome,
  type WriteRequest,
} from '../../../src/contract/index.ts';
import { assumedCallsPerHour, experimental } from './assumptions.ts';
import { findPerson, probe, sendPerson, usersPath } from './client.ts';
import { toNative, toRecord } from './convert.ts';
import { effects } from './effects.ts';
import { exports, giveOut, withheld } from './exports.ts';
import { employeeFields } from './fields.ts';

/** Springest Go: people of one site of a training marketplace, created and updated one by one, and barely readable. */
export const springest: Connector = defineConnector({
  contract: contractVersion,
  id: 'springest',
  title: 'Springest Go',
  version: '0.1.0',
  mapping: 1,
  experimental,
  settings: [
    {
      name: 'site',
      type: 'text',
      class: 'open',
      description: 'First part of the address of the site: "example" for example.go.springest.nl.',
      required: true,
      pattern: '[a-z0-9]([a-z0-9-]*[a-z0-9])?',
    },
    {
      name: 'region',
      type: 'text',
      class: 'open',
      description: 'Ending of the address of the site: nl, de, co.uk and so on.',
      default: 'nl',
      pattern: '[a-z]{2,3}(\\.[a-z]{2})?',
    },
    {
      name: 'calls_per_hour',
      type: 'number',
      class: 'open',
      description: 'How many calls an hour the site takes. Lower it when other programs use the same key.',
      default: assumedCallsPerHour,
    },
  ],
  credentials: [
    {
      name: 'api_key',
      description: 'The key of this very site; every site has its own.',
      in: 'query',
      parameter: 'api_key',
    },
  ],
  endpoint: 'https://{site}.api.go.springest.{region}',
  fingerprint: ['site', 'region'],
  reads: [{ method: 'GET', path: usersPath, query: ['external_id'] }],
  rates: [{ calls: assumedCallsPerHour, perMs: 3_600_000, setting: 'calls_per_hour' }],
  kinds: [
    {
      kind: 'employees',
      fields: employeeFields,
      identity: { key: 'external_id', also: 'email' },
      list: 'by-key',
      write: 'record',
      absence: 'nothing',
      // There is no call that deletes anybody: a closed account is all that can be had.
      operations: {
        create: { reversible: true },
        update: { reversible: true },
        leave: { reversible: true },
        return: { reversible: true },
      },
    },
  ],
  drift: 'report',
  effects,
  exports,
  withheld,
  check,
  read,
  write,
  export: giveOut,
  simulator: async () => (await import('./simulator.ts')).createSimulator,
});

/** The hook by which rollcall finds this connector. */
export async function connectors(): Promise<readonly Connector[]> {
  return [springest];
}

async function check(context: Context): Promise<readonly Finding[]> {
  const finding = await probe(context.send);
  return finding ? [finding] : [];
}

/** One call a key: there is no list. A person who is not there is simply not among the records. */
async function* read(context: Context, kind: Kind, keys: readonly ReadKey[] = []): AsyncGenerator<ReadBatch> {
  if (kind !== 'employees') return yield unread(`Springest has no ${kind}.`);
  let counted = 0;
  for (const { key } of keys) {
    const found = await findPerson(context.send, key);
    if (found.status === 'failed') return yield unread(found.finding.message);
    if (found.status === 'absent') continue;
    counted += 1;
    yield { records: [toRecord(found.person)] };
  }
  yield { records: [], proof: { complete: true, counted } };
}

/** One call a change. */
async function write(context: Context, request: WriteRequest): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for (const change of request.changes) outcomes.push(await writeOne(context, change));
  return outcomes;
}

async function writeOne(context: Context, change: WriteChange): Promise<WriteOutcome> {
  const { kind, key } = change;
  if (kind !== 'employees' || change.op === 'delete') {
    return { kind, key, status: 'refused', findings: [notPossible(change)] };
  }
  const { body, findings } = toNative(change);
  if (findings.some((finding) => finding.severity === 'error')) return { kind, key, status: 'refused', findings };
  const written = await sendPerson(context.send, body);
  if (written.status !== 'done') {
    return { kind, key, status: written.status, findings: written.findings.map((finding) => about(finding, key)) };
  }
  return {
    kind,
    key,
    status: 'done',
    ...(written.id === undefined ? {} : { remote: written.id }),
    ...(findings.length > 0 ? { findings } : {}),
  };
}

/** What is wrong with the whole system is about nobody. */
function about(finding: Finding, key: string): Finding {
  return finding.scope === 'record' ? { ...finding, key } : finding;
}

function notPossible({ kind, key, op }: WriteChange): Finding {
  return {
    code: 'not-possible',
    severity: 'error',
    scope: 'record',
    who: 'config',
    message: `Springest has no way to ${op} ${kind}.`,
    next: 'Use "missing: leave": it closes the account.',
    kind,
    key,
  };
}

function unread(reason: string): ReadBatch {
  return { records: [], proof: { complete: false, reason } };
}
