import { type Exported, exportRows } from '../../../src/export.ts';
import { type OneSystem, openOneSystem } from '../../../test/e2e/one-system.ts';
import { supermood } from '../src/index.ts';
import { createSimulator } from '../src/simulator.ts';
import type { State } from '../src/simulator-state.ts';
import { settings } from './account.ts';

/** Two made-up HR systems that name the same things differently. */
export const france = [
  'Matricule;Prénom;Nom;Courriel;Langue;Service;Statut;Début;Fin',
  'F1;Ana;Ñandú;ana@example.org;Français;Soins;active;01/03/2024;',
  'F2;Bo;=1+1;bo@example.org;anglais;Accueil;active;01/03/2024;',
  'F3;Cy;Żółw;;Français;Soins;active;01/03/2024;',
];
export const spain = [
  'id,first_name,last_name,email,language,department,status,start_date,end_date',
  'S1,Di,Dü,di@example.org,es,Cuidados,active,2024-03-01,',
  'S2,Ev,V,ev@example.org,es-ES,Recepción,active,2024-03-01,',
];

export interface Files {
  readonly france?: readonly string[];
  readonly spain?: readonly string[];
  /** Lines under `fields:`. */
  readonly fields?: readonly string[];
  /** Lines of the system. */
  readonly system?: readonly string[];
  /** Lines under `with:`. */
  readonly settings?: readonly string[];
}

export interface Firm extends OneSystem<Files> {
  /** The import file, without any credentials at hand. */
  exportFile(): Promise<Exported>;
  state(): State;
}

const environment = { MAIN: 'main', FRANCE_ID: 'sa-france', FRANCE: 'fr-p4ss', SPAIN_ID: 'sa-spain', SPAIN: 'es-p4ss' };

/** A git repository of that firm and an account on the simulator, over the real transport. */
export async function openFirm(first: Files = {}): Promise<Firm> {
  const simulator = createSimulator({
    settings,
    credentials: { service_account: 'sa-main', password: 'main' },
    others: [
      { service_account: 'sa-france', password: 'fr-p4ss' },
      { service_account: 'sa-spain', password: 'es-p4ss' },
    ],
  });
  const firm = await openOneSystem<Files>({
    connector: supermood,
    simulator,
    environment,
    first,
    files: (next, url) => ({
      'hr/france.csv': next.france ?? france,
      'hr/spain.csv': next.spain ?? spain,
      'rollcall.yaml': configuration(url, next),
    }),
  });
  return {
    ...firm,
    exportFile: () => exportRows({ ...firm.options, environment: {}, system: 'supermood', what: 'import-file' }),
    // The simulator's own state, which only simulator.ts writes.
    state: () => simulator.state() as unknown as State,
  };
}

function configuration(url: string, files: Files): readonly string[] {
  return [
    'version: 1',
    'timezone: Europe/Paris',
    'sources:',
    '  france:',
    '    employees: hr/france.csv',
    '    key: Matricule',
    '    columns: { Prénom: first_name, Nom: last_name, Courriel: email, Langue: language, Service: department,',
    '               Statut: status, Début: start_date, Fin: end_date }',
    '    dates: dd/MM/yyyy',
    '    values: { department: { Soins: Care, Accueil: Reception } }',
    '  spain:',
    '    employees: hr/spain.csv',
    '    values: { department: { Cuidados: Care, Recepción: Reception } }',
    'systems:',
    '  supermood:',
    '    connector: supermood',
    '    stage: test',
    `    endpoint: ${url}`,
    '    with:',
    '      account: example-test',
    '      host: api.example.org',
    '      calls_per_second: 1000',
    '      service_account: sa-main',
    '      password: $\u007bMAIN}',
    ...(files.settings ?? []).map((line) => `      ${line}`),
    '    credentials:',
    '      france: { service_account: "$\u007bFRANCE_ID}", password: "$\u007bFRANCE}" }',
    '      spain: { service_account: "$\u007bSPAIN_ID}", password: "$\u007bSPAIN}" }',
    "    skip: 'start_date > today'",
    '    fields:',
    '      Department: department',
    '      Start date: start_date',
    ...(files.fields ?? []).map((line) => `      ${line}`),
    ...(files.system ?? []).map((line) => `    ${line}`),
  ];
}
