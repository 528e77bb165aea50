import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Value } from '../../../src/contract/index.ts';
import { type Exported, exportRows } from '../../../src/export.ts';
import { type SimulatorServer, serveSimulator } from '../../../src/io/sandbox/simulator-server.ts';
import { type Pulled, type PullOptions, pull } from '../../../src/pull.ts';
import { type Applied, apply, type Planned, plan, type SyncOptions } from '../../../src/sync.ts';
import { emptyRepository, git } from '../../../test/io/repositories.ts';
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

export interface Firm {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly server: SimulatorServer;
  commit(files: Files): void;
  plan(options?: Partial<SyncOptions>): Promise<Planned>;
  apply(options?: Partial<SyncOptions>): Promise<Applied>;
  /** The import file, without any credentials at hand. */
  exportFile(): Promise<Exported>;
  pull(options?: Partial<PullOptions>): Promise<Pulled>;
  /** Acts by hand in the app. */
  hand(path: string, body: Value): Promise<void>;
  state(): State;
}

const environment = { MAIN: 'main', FRANCE_ID: 'sa-france', FRANCE: 'fr-p4ss', SPAIN_ID: 'sa-spain', SPAIN: 'es-p4ss' };

/** A git repository of that firm and an account on the simulator, over the real transport. */
export async function openFirm(files: Files = {}): Promise<Firm> {
  const directory = emptyRepository();
  const simulator = createSimulator({
    settings,
    credentials: { service_account: 'sa-main', password: 'main' },
    others: [
      { service_account: 'sa-france', password: 'fr-p4ss' },
      { service_account: 'sa-spain', password: 'es-p4ss' },
    ],
  });
  const server = await serveSimulator({ simulator, title: 'supermood' });
  const write = (path: string, lines: readonly string[]) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), `${lines.join('\n')}\n`);
  };
  const commit = (next: Files) => {
    write('hr/france.csv', next.france ?? france);
    write('hr/spain.csv', next.spain ?? spain);
    write('rollcall.yaml', configuration(server.url, next));
    git(directory, 'add', '--all');
    git(directory, 'commit', '--quiet', '--allow-empty', '--message', 'HR files');
  };
  const options: SyncOptions = {
    directory,
    config: 'rollcall.yaml',
    connectors: async () => new Map([['supermood', supermood]]),
    environment,
    now: () => Date.parse('2026-11-02T08:00:00Z'),
    network: { sleep: async () => {}, timeoutMs: 2000 },
  };
  commit(files);
  return {
    directory,
    environment,
    server,
    commit,
    plan: (more) => plan({ ...options, ...more }),
    apply: (more) => apply({ ...options, ...more }),
    exportFile: () => exportRows({ ...options, environment: {}, system: 'supermood', what: 'import-file' }),
    pull: (more) => pull({ ...options, system: 'supermood', ...more }),
    hand: async (path, body) => {
      const response = await fetch(`${server.url}/_sim/${path}`, { method: 'POST', body: JSON.stringify(body) });
      if (!response.ok) throw new Error(`/_sim/${path} answered ${response.status}`);
    },
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
