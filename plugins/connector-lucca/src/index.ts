import { type Connector, contractVersion, defineConnector } from '../../../src/contract/index.ts';
import { callsPerMinute, experimental } from './assumptions.ts';
import { checkTenant } from './check.ts';
import { paths } from './client.ts';
import { effects } from './effects.ts';
import { dpaeExport, exportReadiness } from './export.ts';
import { contractFields, employeeFields, laterContractFields, userFields } from './fields.ts';
import { inspectTenant } from './inspect.ts';
import { readPeople } from './read.ts';
import { settingDeclarations } from './settings.ts';
import { writePeople } from './write.ts';

const listed = ['page', 'limit', 'fields.root'];

/** Lucca (Socle RH): people with their first work contract, created and changed one by one. */
export const lucca: Connector = defineConnector({
  contract: contractVersion,
  id: 'lucca',
  title: 'Lucca',
  version: '0.1.0',
  mapping: 1,
  experimental,
  settings: settingDeclarations,
  credentials: [
    {
      name: 'api_key',
      description: "Key of Lucca's older API (v3 and v4), made for this integration alone.",
      in: 'header',
      parameter: 'Authorization',
      prefix: 'lucca application=',
    },
  ],
  endpoint: 'https://{account}.{domain}',
  fingerprint: ['account', 'domain'],
  reads: [
    {
      method: 'GET',
      path: paths.users,
      query: ['id', 'login', 'mail', 'formerEmployees', 'fields', 'paging', 'orderBy'],
    },
    { method: 'GET', path: paths.roles, query: ['fields', 'paging'] },
    { method: 'GET', path: paths.contracts, query: [...listed, 'ownerId', 'isApplicable'] },
    { method: 'GET', path: paths.establishments, query: [...listed, 'isArchived'] },
    { method: 'GET', path: paths.legalUnits, query: [...listed, 'isArchived'] },
    { method: 'GET', path: paths.departments, query: listed },
  ],
  rates: [{ calls: callsPerMinute, perMs: 60_000, setting: 'calls_per_minute' }],
  kinds: [
    {
      kind: 'employees',
      fields: employeeFields,
      // Custom fields (e_…) and sections of analysis axes (userAxisValues_…).
      extraFields: { type: 'text', class: 'personal', normal: ['trim', 'empty-is-null'], readable: true },
      identity: { key: 'employeeNumber', also: 'mail' },
      list: 'counted',
      write: 'record',
      absence: 'nothing',
      // A call that deletes a person is mentioned and not described; a contract that ends is all that is asked for.
      operations: {
        // Two look-ups and the person; then the contract is found and changed.
        create: {
          reversible: true,
          calls: 2,
          apart: [
            { fields: ['login'], calls: 1 },
            { fields: laterContractFields, calls: 2 },
          ],
        },
        update: { reversible: true, apart: [{ fields: contractFields, calls: 2 }] },
        leave: { reversible: true, calls: 2, apart: [{ fields: userFields, calls: 1 }] },
        return: { reversible: true, calls: 2, apart: [{ fields: userFields, calls: 1 }] },
      },
    },
  ],
  drift: 'report',
  effects,
  exports: [dpaeExport],
  withheld: [
    { name: 'dpae-status', reason: 'Lucca shows what became of a DPAE in the HR file only; no call gives it out.' },
    {
      name: 'tenant-defaults',
      reason: 'The default values of the HR file are not readable; declare them under "tenant_defaults".',
    },
  ],

  check: checkTenant,
  read: readPeople,
  inspect: inspectTenant,
  write: writePeople,
  export: exportReadiness,
  simulator: async () => (await import('./simulator.ts')).createSimulator,
});

/** The hook by which rollcall finds this connector. */
export async function connectors(): Promise<readonly Connector[]> {
  return [lucca];
}
