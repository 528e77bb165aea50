import type { Value } from '../../../src/contract/index.ts';
import type { Plan } from '../../../src/engine/change.ts';
import type { Rehearsal } from '../../../src/engine/rehearsal.ts';
import { rehearse } from '../../../src/io/sandbox/rehearse.ts';
import { type OneSystem, openOneSystem } from '../../../test/e2e/one-system.ts';
import { lucca } from '../src/index.ts';
import { createSimulator } from '../src/simulator.ts';
import type { State } from '../src/simulator-state.ts';
import { apiKey, noonMs, settings } from './tenant.ts';

/** Path → text. */
export type Files = Readonly<Record<string, string>>;

export interface Firm extends OneSystem<Files> {
  /** Tries the plan on a simulator that begins with what the tenant holds. */
  rehearse(): Promise<readonly Rehearsal[]>;
  state(): State;
  /** Lets days pass for the firm and for Lucca. */
  wait(days: number): void;
  /** People made so far, by calls that Lucca took or not. */
  posts(): number;
}

/** A git repository and a tenant on the simulator, over the real transport. `$URL` in a file is where the tenant is. */
export async function openFirm(first: Files, overrides: Readonly<Record<string, Value>> = {}): Promise<Firm> {
  const simulator = createSimulator({
    settings: { ...settings, tenant_defaults: { role: 'Collaborateur', establishment: 'Paris' }, ...overrides },
    credentials: { api_key: apiKey },
  });
  let nowMs = noonMs;
  const firm = await openOneSystem<Files>({
    connector: lucca,
    simulator,
    environment: { LUCCA_API_KEY: apiKey },
    timeoutMs: 5000,
    // The clock of the firm and of Lucca is one: whoever waits, waits for both.
    now: () => nowMs,
    sleep: async (ms) => {
      nowMs += ms;
    },
    first,
    files: (next, url) =>
      Object.fromEntries(Object.entries(next).map(([path, text]) => [path, text.replaceAll('$URL', url)])),
  });
  return {
    ...firm,
    rehearse: async () => {
      const { systems, moment } = await firm.plan();
      return rehearse(systems, { moment, environment: {}, now: () => nowMs });
    },
    // The simulator's own state, which only simulator.ts writes.
    state: () => simulator.state() as unknown as State,
    wait: (days) => {
      nowMs += days * 86_400_000;
    },
    posts: () =>
      firm.server.calls().filter(({ method, path }) => method === 'POST' && path.startsWith('/api/v3/users')).length,
  };
}

/** Codes of all findings and holds of the one system, with the key where there is one. */
export function codesOf(plan: Plan): readonly string[] {
  const [system] = plan.systems;
  const held = system?.holds.flatMap((hold) => hold.findings) ?? [];
  return [...(system?.findings ?? []), ...held].map(({ code, key }) => `${code}${key === undefined ? '' : ` ${key}`}`);
}

export const columns =
  'id,email,first_name,last_name,department,establishment,job_title,manager_id,start_date,end_date,status,contract_type';

/** A made-up firm of five. */
export const people: readonly string[] = [
  '1,ana@example.org,Ana,Ñandú,People,Paris,Head,,2020-01-01,,active,CDI',
  '2,bo@example.org,Bo,=1+1,Sales,Paris,Seller,1,2021-03-01,,active,CDI',
  '3,cy@example.org,Cy,Żółw,Sales,Lyon,Seller,2,2022-05-01,,active,CDD',
  '4,di@example.org,Di,Dü,Engineering,Genève,Engineer,1,2023-07-01,2026-12-31,active,CDD',
  '5,ev@example.org,Ev,V,Engineering,,Engineer,4,2027-01-04,,active,CDI',
];

export interface Setup {
  readonly people?: readonly string[];
  readonly columns?: string;
  /** Lines under `with:`. */
  readonly settings?: readonly string[];
  /** Lines of the system. */
  readonly system?: readonly string[];
}

/** The files of the firm of five. */
export function firmFiles(setup: Setup = {}): Files {
  return {
    'hr/people.csv': `${[setup.columns ?? columns, ...(setup.people ?? people)].join('\n')}\n`,
    'rollcall.yaml': [
      'version: 1',
      'timezone: Europe/Paris',
      'sources: { hr: { employees: hr/people.csv } }',
      'systems:',
      '  lucca:',
      '    connector: lucca',
      '    stage: test',
      '    endpoint: $URL',
      '    with:',
      '      account: example',
      '      domain: ilucca-test.net',
      "      api_key: '$\u007bLUCCA_API_KEY}'",
      '      calls_per_minute: 10000',
      '      contract_types: { CDI: 1, CDD: 2 }',
      '      tenant_defaults: { role: Collaborateur, establishment: Paris }',
      ...(setup.settings ?? []).map((line) => `      ${line}`),
      ...(setup.system ?? ['limits: { leave: 100%, update: 100%, column: 100%, create: 50 }']).map(
        (line) => `    ${line}`,
      ),
      '',
    ].join('\n'),
  };
}
