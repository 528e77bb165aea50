import {
  type Connector,
  type Context,
  contractVersion,
  defineConnector,
  type ExportBatch,
  type ExportRequest,
  type Finding,
  type Kind,
  type ReadBatch,
} from '../../../src/contract/index.ts';
import { listQuery, tokenForm, tokenParameters } from './adapter.ts';
import { assumedCallsPerSecond, experimental } from './assumptions.ts';
import { listEmployees, probe } from './client.ts';
import { toRecord } from './convert.ts';
import { effects } from './effects.ts';
import { employeeFields, filterFields } from './fields.ts';
import { importFile, importFileExport } from './import-file.ts';
import { inspectPeople } from './inspect.ts';
import { readSettings, settingDeclarations } from './settings.ts';
import { writePeople } from './write.ts';

/** Supermood: coworkers of an account for employee surveys, with the customer's own analysis filters. */
export const supermood: Connector = defineConnector({
  contract: contractVersion,
  id: 'supermood',
  title: 'Supermood',
  version: '0.1.0',
  mapping: 1,
  experimental,
  settings: settingDeclarations,
  credentials: [
    {
      name: 'service_account',
      description: 'Identifier of a service account; one for each HR system is advised.',
      in: 'authentication',
      parameter: tokenParameters.serviceAccount,
    },
    {
      name: 'password',
      description: 'Its password, which Supermood shows once.',
      in: 'authentication',
      parameter: tokenParameters.password,
    },
  ],
  authentication: [
    {
      type: 'basic',
      user: 'service_account',
      password: 'password',
      when: { setting: 'auth', equals: 'basic' },
    },
    { type: 'token', path: '{token_path}', form: tokenForm, when: { setting: 'auth', equals: 'token' } },
  ],
  endpoint: 'https://{host}',
  fingerprint: ['account', 'host'],
  reads: [
    { method: 'GET', path: '{employees_path}', query: listQuery },
    { method: 'GET', path: '{filters_path}' },
  ],
  rates: [{ calls: assumedCallsPerSecond, perMs: 1000, setting: 'calls_per_second' }],
  kinds: [
    {
      kind: 'employees',
      fields: employeeFields,
      extraFields: filterFields,
      // On leave means inactive: no surveys, not counted in participation (help page on absences).
      active: 'status != "leave"',
      identity: { key: 'personalIdentifier', also: 'email' },
      list: 'counted',
      write: 'record',
      absence: 'nothing',
      operations: {
        create: { reversible: true },
        update: { reversible: true },
        leave: { reversible: true },
        return: { reversible: true },
        delete: { reversible: false, needs: 'delete' },
      },
    },
  ],
  // What the API updates is owned by it: changes made on the platform are overwritten (help page on the API).
  drift: 'correct',
  effects,
  exports: [importFileExport],
  withheld: [
    { name: 'results', reason: 'The user management API gives out coworkers only; results are read in Supermood.' },
    {
      name: 'participation',
      reason: 'The user management API gives out coworkers only; participation is read in Supermood.',
    },
    {
      name: 'roles',
      reason: 'Administrators, viewers and project managers are named in Supermood and are no part of coworker data.',
    },
  ],
  check,
  read,
  inspect: inspectPeople,
  write: writePeople,
  export: exportPeople,
  simulator: async () => (await import('./simulator.ts')).createSimulator,
});

/** The hook by which rollcall finds this connector. */
export async function connectors(): Promise<readonly Connector[]> {
  return [supermood];
}

async function check(context: Context): Promise<readonly Finding[]> {
  const finding = await probe(context);
  return finding ? [finding] : [];
}

async function* read(context: Context, kind: Kind): AsyncGenerator<ReadBatch> {
  if (kind !== 'employees') {
    return yield { records: [], proof: { complete: false, reason: `Supermood has no ${kind}.` } };
  }
  const settings = readSettings(context);
  for await (const { employees, proof } of listEmployees(context)) {
    yield { records: employees.map((one) => toRecord(one, settings)), ...(proof && { proof }) };
  }
}

async function* exportPeople(context: Context, { records = [] }: ExportRequest): AsyncGenerator<ExportBatch> {
  yield importFile(records, readSettings(context));
}
