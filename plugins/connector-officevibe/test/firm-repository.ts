import { type OneSystem, openOneSystem } from '../../../test/e2e/one-system.ts';
import { officevibe } from '../src/index.ts';
import { createSimulator } from '../src/simulator.ts';
import type { State } from '../src/simulator-state.ts';
import { key, settings } from './account.ts';

/** A made-up firm in the vendor's own three files. */
export const users = [
  'id,email,firstName,lastName,jobTitle,imageUrl,language,Business Unit',
  '1,ana@example.org,Ana,Ñandú,Nurse,,fr,North',
  '2,bo@example.org,Bo,=1+1,Doctor,,en,South',
  '3,cy@example.org,Cy,Żółw,,,de,',
  '4,di@example.org,Di,Dü,Nurse,,en,North',
  '5,ev@example.org,Ev,V,,,,',
  '6,fa@example.org,Fa,A,,,,',
];
export const groups = ['id,name', '0001,Équipe 1', '0002,Bravo'];
export const mappings = [
  'groupId,userId,subGroupId,isMember,isManager',
  '0001,1,,TRUE,FALSE',
  '0001,2,,FALSE,TRUE',
  '0002,3,,TRUE,TRUE',
  '0002,4,,TRUE,FALSE',
  '0002,5,,TRUE,FALSE',
  '0002,6,,TRUE,FALSE',
  '0001,,0002,,',
];

export interface Files {
  readonly users?: readonly string[];
  readonly groups?: readonly string[];
  readonly mappings?: readonly string[];
  /** Lines under `with:`. */
  readonly settings?: readonly string[];
  /** Lines of the system. */
  readonly system?: readonly string[];
}

export interface Firm extends OneSystem<Files> {
  state(): State;
  /** Pushes received. */
  pushes(): number;
}

/** A git repository of that firm and an account on the simulator, over the real transport. */
export async function openFirm(first: Files = {}): Promise<Firm> {
  const own = { ...settings, properties: { 'Business Unit': ['North', 'South'] } };
  const simulator = createSimulator({ settings: own, credentials: { api_key: key } });
  const firm = await openOneSystem<Files>({
    connector: officevibe,
    simulator,
    environment: { OFFICEVIBE_KEY: key },
    first,
    files: (next, url) => ({
      'hr/users.csv': next.users ?? users,
      'hr/groups.csv': next.groups ?? groups,
      'hr/groups-mapping.csv': next.mappings ?? mappings,
      'rollcall.yaml': configuration(url, next),
    }),
  });
  return {
    ...firm,
    // The simulator's own state, which only simulator.ts writes.
    state: () => simulator.state() as unknown as State,
    pushes: () => firm.server.calls().filter((call) => call.path.endsWith('/sync')).length,
  };
}

function configuration(url: string, files: Files): readonly string[] {
  return [
    'version: 1',
    'timezone: Europe/Paris',
    'sources:',
    '  files: { preset: officevibe, dir: hr, columns: { Business Unit: business_unit } }',
    'fields:',
    '  employees: { business_unit: { class: personal } }',
    'systems:',
    '  ov:',
    '    connector: officevibe',
    '    stage: test',
    `    endpoint: ${url}`,
    '    with:',
    '      account: example',
    '      api_key: $\u007bOFFICEVIBE_KEY}',
    '      sync_manager_email: boss@example.org',
    '      rule_teams: [Everyone in Lyon]',
    '      properties: { Business Unit: [North, South] }',
    ...(files.settings ?? []).map((line) => `      ${line}`),
    '    fields:',
    '      employees: { Business Unit: business_unit }',
    ...(files.system ?? []).map((line) => `    ${line}`),
  ];
}
