import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type SimulatorServer, serveSimulator } from '../../../src/io/sandbox/simulator-server.ts';
import { type Pulled, type PullOptions, pull } from '../../../src/pull.ts';
import { type Applied, apply, type Planned, plan, type SyncOptions } from '../../../src/sync.ts';
import { emptyRepository, git } from '../../../test/io/repositories.ts';
import { workleap } from '../src/index.ts';
import { createSimulator } from '../src/simulator.ts';
import type { State } from '../src/simulator-state.ts';
import { key, settings } from './account.ts';

/** A made-up firm in the vendor's own three files. */
export const members = [
  'externalMemberId,email,firstName,lastName,jobTitle,languagePreferences,status',
  '1,ana@example.org,Ana,Ñandú,Nurse,fr,active',
  '2,bo@example.org,Bo,=1+1,Doctor,en,active',
  '3,cy@example.org,Cy,Żółw,,de,active',
  '4,di@example.org,Di,Dü,Nurse,en,active',
];
export const teams = ['externalTeamId,teamName', '0001,Équipe 1', '0002,Bravo'];
export const mappings = [
  'externalTeamId,externalMemberId,externalSubteamId,isMember,isManager',
  '0001,1,,TRUE,FALSE',
  '0001,2,,FALSE,TRUE',
  '0002,3,,TRUE,TRUE',
  '0002,4,,TRUE,FALSE',
  '0001,,0002,,',
];

export interface Files {
  readonly members?: readonly string[];
  readonly teams?: readonly string[];
  readonly mappings?: readonly string[];
  /** Lines under `with:`. */
  readonly settings?: readonly string[];
  /** Lines of the system. */
  readonly system?: readonly string[];
}

export interface Firm {
  readonly server: SimulatorServer;
  readonly directory: string;
  commit(files: Files): void;
  plan(options?: Partial<SyncOptions>): Promise<Planned>;
  apply(options?: Partial<SyncOptions>): Promise<Applied>;
  pull(options?: Partial<PullOptions>): Promise<Pulled>;
  /** A file of the vendor's own three, as it lies there. */
  read(name: string): string;
  /** Acts by hand in the app. */
  hand(path: string, body: unknown): Promise<void>;
  /** As it is once all work is done. */
  state(): Promise<State>;
  statuses(): Promise<Readonly<Record<string, string>>>;
  pushes(): number;
}

/** A git repository of that firm and an account on the simulator, over the real transport. */
export async function openFirm(files: Files = {}): Promise<Firm> {
  const directory = emptyRepository();
  const own = { ...settings, properties: {}, administrators: ['boss@example.org'] };
  const simulator = createSimulator({ settings: own, credentials: { api_key: key } });
  const server = await serveSimulator({ simulator, title: 'workleap' });
  const write = (path: string, lines: readonly string[]) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), `${lines.join('\n')}\n`);
  };
  const commit = (next: Files) => {
    write('hr/members.csv', next.members ?? members);
    write('hr/teams.csv', next.teams ?? teams);
    write('hr/teams-mappings.csv', next.mappings ?? mappings);
    write('rollcall.yaml', configuration(server.url, next));
    git(directory, 'add', '--all');
    git(directory, 'commit', '--quiet', '--allow-empty', '--message', 'HR files');
  };
  const options: SyncOptions = {
    directory,
    config: 'rollcall.yaml',
    connectors: async () => new Map([['workleap', workleap]]),
    environment: { WORKLEAP_KEY: key },
    now: () => Date.parse('2026-11-02T08:00:00Z'),
    network: { sleep: async () => {}, timeoutMs: 5000 },
  };
  commit(files);
  const hand = async (path: string, body: unknown) => {
    const response = await fetch(`${server.url}/_sim/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`/_sim/${path} answered ${response.status}`);
  };
  const state = async () => {
    await fetch(`${server.url}/_sim/state`);
    // The simulator's own state, which only simulator.ts writes.
    return simulator.state() as unknown as State;
  };
  return {
    server,
    directory,
    commit,
    plan: (more) => plan({ ...options, ...more }),
    apply: (more) => apply({ ...options, ...more }),
    pull: (more) => pull({ ...options, system: 'wl', ...more }),
    read: (name) => readFileSync(join(directory, 'hr', name), 'utf8'),
    hand,
    state,
    statuses: async () => Object.fromEntries((await state()).users.map((user) => [user.email, user.status])),
    pushes: () => server.calls().filter((call) => call.path.includes('/provisioning/')).length,
  };
}

function configuration(url: string, files: Files): readonly string[] {
  return [
    'version: 1',
    'timezone: Europe/Paris',
    'sources:',
    '  files: { preset: workleap, dir: hr, columns: { status: status } }',
    'systems:',
    '  wl:',
    '    connector: workleap',
    '    stage: test',
    `    endpoint: ${url}`,
    '    with:',
    '      account: example',
    '      api_key: $\u007bWORKLEAP_KEY}',
    '      administrators: [boss@example.org]',
    '      teams_checked: true',
    ...(files.settings ?? []).map((line) => `      ${line}`),
    ...(files.system ?? []).map((line) => `    ${line}`),
  ];
}
