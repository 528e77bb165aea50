import { type Plan, type Receipt, recordName, type SystemPlan } from './engine/change.ts';
import { type Shard, takeShard } from './engine/shard.ts';
import { sealPlan } from './io/ledger/seal.ts';
import type { Doable } from './write-planned.ts';

export interface RoundOptions<Planned extends Doable> {
  readonly shard: Shard;
  readonly planAgain: () => Promise<Planned>;
  readonly write: (planned: Planned) => Promise<readonly Receipt[]>;
  /** Whether other shards are at work. */
  readonly isShared: () => Promise<boolean>;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onStep?: (step: string) => void;
}

/** What a shard did, and how many of its changes still wait for others. */
export interface Rounds {
  readonly plan: Plan;
  readonly receipts: readonly Receipt[];
  readonly left: number;
}

/** Between two looks at what other shards did. */
const pauseMs = 15_000;

/** Looks without anything to do after which the rest is left: while others are at work, and while nobody is. */
const patience = { shared: 60, alone: 4 };

/**
 * Does a shard's part of a plan. What waits for a change of another shard (a report for the manager's account) is planned
 * anew once everything else is done, until it is free or the patience ends. Limits are judged over the whole plan each time.
 */
export async function inRounds<Planned extends Doable>(
  first: Planned,
  options: RoundOptions<Planned>,
): Promise<Rounds> {
  const { shard } = options;
  const tried = new Map<string, Set<string>>();
  const receipts: Receipt[] = [];
  const done: Doable[] = [];
  for (let planned = first, idle = 0; ; planned = await options.planAgain()) {
    const isStopped = planned.plan.systems.some((system) => system.stops.length > 0);
    const part = partOf(planned, shard, tried);
    if (isStopped) return { ...joined(done, receipts, part.planned), left: part.left };
    const isShared = part.left > 0 && (await options.isShared());
    const written = await options.write(part.planned);
    done.push(part.planned);
    receipts.push(...written);
    for (const receipt of written) noteTried(tried, receipt);
    const hasTrouble = written.some((receipt) => receipt.findings.some((finding) => finding.scope === 'system'));
    idle = written.length > 0 ? 0 : idle + 1;
    const isOver = part.left === 0 || hasTrouble || idle > (isShared ? patience.shared : patience.alone);
    if (isOver) return { ...joined(done, receipts, part.planned), left: part.left };
    if (idle > 0) {
      options.onStep?.(`waiting for other shards, ${part.left} left`);
      await options.sleep(pauseMs);
    }
  }
}

function partOf<Planned extends Doable>(
  planned: Planned,
  shard: Shard,
  tried: ReadonlyMap<string, ReadonlySet<string>>,
): { readonly planned: Planned; readonly left: number } {
  let left = 0;
  const systems = planned.systems.map((one) => {
    const own = tried.get(one.plan.name) ?? new Set<string>();
    // What comes after a test system needs all of the test to be green: a part of it proves nothing.
    const comesAfter = one.system.rules.after !== undefined;
    const part = takeShard(comesAfter ? [] : one.plan.changes, one.gathered.state, shard, own);
    left += one.plan.verdict === 'refused' ? 0 : part.left;
    return { ...one, plan: withChanges(one.plan, part.changes) };
  });
  const { moment, key } = planned;
  const plans = systems.map((one) => one.plan);
  const plan = { ...sealPlan(plans, moment, key), digest: planned.plan.digest };
  return { planned: { ...planned, systems, plan }, left };
}

function withChanges(plan: SystemPlan, changes: SystemPlan['changes']): SystemPlan {
  return { ...plan, changes, ...(plan.verdict === 'ready' && changes.length === 0 && { verdict: 'nothing' }) };
}

function noteTried(tried: Map<string, Set<string>>, { system, kind, key }: Receipt): void {
  const names = tried.get(system) ?? new Set();
  names.add(recordName(kind, key));
  tried.set(system, names);
}

/** All that was done, as one plan. */
function joined(rounds: readonly Doable[], receipts: readonly Receipt[], last: Doable): Omit<Rounds, 'left'> {
  const systems = last.plan.systems.map((system) => {
    const changes = rounds.flatMap(({ plan }) => plan.systems.find((one) => one.name === system.name)?.changes ?? []);
    return { ...system, changes };
  });
  return { plan: { ...last.plan, systems }, receipts };
}
