import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OneSystem, openOneSystem } from '../../../test/e2e/one-system.ts';
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

export interface Firm extends Omit<OneSystem<Files>, 'options'> {
  /** A file of the vendor's own three, as it lies there. */
  read(name: string): string;
  /** As it is once all work is done. */
  state(): Promise<State>;
  statuses(): Promise<Readonly<Record<string, string>>>;
  pushes(): number;
}

/** A git repository of that firm and an account on the simulator, over the real transport. */
export async function openFirm(first: Files = {}): Promise<Firm> {
  const own = { ...settings, properties: {}, administrators: ['boss@example.org'] };
  const simulator = createSimulator({ settings: own, credentials: { api_key: key } });
  const firm = await openOneSystem<Files>({
    connector: workleap,
    simulator,
    environment: { WORKLEAP_KEY: key },
    timeoutMs: 5000,
    first,
    files: (next, url) => ({
      'hr/members.csv': next.members ?? members,
      'hr/teams.csv': next.teams ?? teams,
      'hr/teams-mappings.csv': next.mappings ?? mappings,
      'rollcall.yaml': configuration(url, next),
    }),
  });
  const state = async () => {
    await fetch(`${firm.server.url}/_sim/state`);
    // The simulator's own state, which only simulator.ts writes.
    return simulator.state() as unknown as State;
  };
  return {
    ...firm,
    pull: (more) => firm.pull({ system: 'wl', ...more }),
    read: (name) => readFileSync(join(firm.directory, 'hr', name), 'utf8'),
    state,
    statuses: async () => Object.fromEntries((await state()).users.map((user) => [user.email, user.status])),
    pushes: () => firm.server.calls().filter((call) => call.path.includes('/provisioning/')).length,
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
