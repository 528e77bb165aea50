import type { Connector } from '../../contract/index.ts';
import { desiredRecords, type Rehearsal, seedRecords } from '../../engine/rehearsal.ts';
import type { SystemRules } from '../../engine/rules.ts';
import { type Environment, resolveSecrets } from '../config/secrets.ts';
import type { Moment } from '../moment.ts';
import { applySystem } from '../system/apply.ts';
import type { ReadySystem } from '../system/apply-all.ts';
import { type RecordFiles, recordFiles } from '../system/record-files.ts';
import { openSystems } from '../system/system.ts';
import { madeUpCredentials } from './sandbox.ts';
import { serveSimulator } from './simulator-server.ts';

export interface RehearseOptions {
  readonly moment: Moment;
  /** For settings that come from the environment. Credentials never do: a rehearsal makes its own. */
  readonly environment: Environment;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Applies plans to simulators that begin with what the real systems hold. Nothing leaves this machine, no real credential
 * is used, and nothing is kept: neither ledger nor receipts.
 */
export async function rehearse(ready: readonly ReadySystem[], options: RehearseOptions): Promise<readonly Rehearsal[]> {
  const rehearsed: Rehearsal[] = [];
  for (const one of ready) rehearsed.push(await rehearseOne(one, options));
  return rehearsed;
}

async function rehearseOne(ready: ReadySystem, options: RehearseOptions): Promise<Rehearsal> {
  const { system, plan, gathered } = ready;
  const none = { system: plan.name, receipts: [] };
  if (plan.changes.length === 0) return { ...none, state: 'nothing-to-do' };
  const create = await system.connector.simulator?.();
  if (!create) return { ...none, state: 'no-simulator' };
  const { rules, connector } = system;
  const { environment, settings, secrets, apart } = standIn(rules, connector, options.environment);
  const simulator = create({
    ...{ settings, credentials: secrets, live: seedRecords(gathered.state), desired: desiredRecords(gathered.state) },
    ...(apart && { others: Object.values(apart) }),
  });
  if (!simulator.isSeeded) return { ...none, state: 'not-seeded' };

  // Waiting for a rate costs no time: the simulator and the transport go by the same clock.
  let clock = options.now();
  const now = (): number => clock;
  const server = await serveSimulator({ simulator, title: plan.name, credentials: connector.credentials, now });
  try {
    const [opened] = openSystems([rules], {
      rules: options.moment.rules,
      connectors: new Map([[connector.id, connector]]),
      environment,
      now,
      endpoints: { [rules.name]: server.url },
      files: filesOf(options),
      network: {
        sleep: async (ms) => {
          clock += ms;
        },
      },
    });
    if (!opened) throw new TypeError(`${rules.name} was not opened`);
    const receipts = await applySystem({
      ...{ ...ready, system: opened, run: 'rehearsal', now, today: options.moment.today },
      remotes: new Map([...gathered.state.matched].map(([name, record]) => [name, record.remote])),
      mayWrite: () => true,
      onReceipt: async () => {},
    });
    return { system: plan.name, state: 'rehearsed', receipts };
  } finally {
    await server.close();
  }
}

/** The system's settings with made-up credentials, each of which is accepted by its simulator alone. */
function standIn(rules: SystemRules, connector: Connector, real: Environment) {
  const environment = { ...real, ...madeUpCredentials([rules], new Map([[connector.id, connector]])) };
  return { environment, ...resolveSecrets(rules, connector, environment) };
}

function filesOf({ moment, environment }: RehearseOptions): RecordFiles {
  return recordFiles(moment.tree, environment.ROLLCALL_FILES);
}
