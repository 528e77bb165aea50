import {
  type Connector,
  type Context,
  contractVersion,
  defineConnector,
  type Finding,
  type InspectView,
  type Kind,
  type LiveRecord,
  type ReadBatch,
  type WriteChange,
  type WriteOutcome,
  type WriteRequest,
} from '../../../src/contract/index.ts';
import { inspectAbsences } from './absences/inspect.ts';
import { readAbsences } from './absences/read.ts';
import { writeAbsence } from './absences/write.ts';
import type { Listed } from './api/pages.ts';
import { rates, reads } from './api/routes.ts';
import { tokenPath } from './api/scopes.ts';
import { experimental, measuredCallsPerSecond } from './assumptions.ts';
import { inspectAttendances } from './attendances/inspect.ts';
import { readAttendances } from './attendances/read.ts';
import { writeAttendance } from './attendances/write.ts';
import { checkAccount } from './check.ts';
import { inspectDocuments } from './documents/inspect.ts';
import { readDocuments } from './documents/read.ts';
import { writeDocument } from './documents/write.ts';
import { effects } from './effects.ts';
import { exports, giveOut } from './employees/celebrations.ts';
import { inspectEmployees } from './employees/inspect.ts';
import { readEmployees } from './employees/read.ts';
import { writeEmployee } from './employees/write.ts';
import { kinds } from './kinds.ts';
import { recordError } from './records/finding.ts';
import { settingDeclarations } from './settings.ts';

/** Personio: people with their employment, absences, attendances and documents, over v2 and the part of v1 it lacks. */
export const personio: Connector = defineConnector({
  contract: contractVersion,
  id: 'personio',
  title: 'Personio',
  version: '0.1.0',
  mapping: 1,
  experimental,
  settings: settingDeclarations,
  credentials: [
    {
      name: 'client_id',
      description: 'Client id of the API credential (Settings > Integrations > API credentials).',
      in: 'authentication',
      parameter: 'client_id',
    },
    {
      name: 'client_secret',
      description: 'Its secret, shown once when it is made.',
      in: 'authentication',
      parameter: 'client_secret',
    },
  ],
  authentication: [{ type: 'token', path: tokenPath, form: { grant_type: 'client_credentials' } }],
  endpoint: 'https://{host}',
  fingerprint: ['account'],
  reads,
  rates: [{ calls: measuredCallsPerSecond.persons, perMs: 1000, setting: 'calls_per_second' }, ...rates],
  quota: { remaining: 'x-ratelimit-remaining', perSecond: 'x-ratelimit-replenish-rate' },
  // Ten calls a second on most addresses, three or four calls a record.
  parallel: 4,
  kinds,
  drift: 'report',
  effects,
  exports,
  withheld: [
    {
      name: 'recruiting',
      reason: 'Applicants are no records of a roster, and Personio keeps them behind a token of its own.',
    },
    {
      name: 'custom-reports',
      reason:
        'Reports are made and laid out in Personio and hold whatever their author ticked, so no column has a class.',
    },
    { name: 'salaries', reason: 'The API writes no salary; map a report of payroll instead.' },
  ],

  check: checkAccount,
  read,
  inspect,
  write,
  export: giveOut,
  simulator: async () => (await import('./simulator/simulator.ts')).createSimulator,
});

/** The hook by which rollcall finds this connector. */
export async function connectors(): Promise<readonly Connector[]> {
  return [personio];
}

/** One batch a kind; without a proven end there is no proof. */
async function* read(context: Context, kind: Kind): AsyncGenerator<ReadBatch> {
  const listed = await readers[kind]?.(context);
  if (!listed) return yield unread(`Personio has no ${kind}.`);
  if (listed.refused) return yield unread(listed.refused.message, listed.refused);
  yield { records: listed.items, proof: { complete: true, counted: listed.items.length } };
}

const readers: Readonly<Partial<Record<Kind, (context: Context) => Promise<Listed<LiveRecord>>>>> = {
  employees: readEmployees,
  absences: readAbsences,
  attendances: readAttendances,
  documents: readDocuments,
};

const writers: Readonly<Partial<Record<Kind, (context: Context, change: WriteChange) => Promise<WriteOutcome>>>> = {
  employees: writeEmployee,
  absences: writeAbsence,
  attendances: writeAttendance,
  documents: writeDocument,
};

async function inspect(context: Context, view: InspectView): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const one of [inspectEmployees, inspectAbsences, inspectAttendances, inspectDocuments])
    findings.push(...(await one(context, view)));
  return findings;
}

/** One call a change, or a few. */
async function write(context: Context, request: WriteRequest): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for (const change of request.changes) outcomes.push(await writeOne(context, change));
  return outcomes;
}

async function writeOne(context: Context, change: WriteChange): Promise<WriteOutcome> {
  const writer = writers[change.kind];
  if (writer) return writer(context, change);
  return { kind: change.kind, key: change.key, status: 'refused', findings: [noSuchKind(change)] };
}

function noSuchKind(change: WriteChange): Finding {
  return recordError(
    {
      code: 'not-possible',
      who: 'config',
      message: `Personio has no ${change.kind} of its own.`,
      next: 'Map departments and teams of people with the fields department and team.',
    },
    change,
  );
}

function unread(reason: string, cause?: Finding): ReadBatch {
  return { records: [], proof: { complete: false, reason, ...(cause && { cause }) } };
}
