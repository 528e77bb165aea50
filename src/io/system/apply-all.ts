import type { SnapshotRecord } from '../../contract/index.ts';
import type { Receipt, SystemPlan } from '../../engine/change.ts';
import { concealReceipt } from '../../engine/conceal.ts';
import { concealOf } from '../ledger/journal.ts';
import { openReceipts, receiptsDir } from '../ledger/receipts.ts';
import { saveLive } from '../ledger/save-live.ts';
import type { Moment } from '../moment.ts';
import { applySystem } from './apply.ts';
import { testNotGreen } from './apply-findings.ts';
import type { Gathered } from './gather.ts';
import type { System } from './system.ts';

/** One system that is ready to be written to. */
export interface ReadySystem {
  readonly system: System;
  readonly gathered: Gathered;
  readonly plan: SystemPlan;
  readonly snapshot: readonly SnapshotRecord[];
}

export interface ApplyAllOptions {
  readonly run: string;
  readonly moment: Moment;
  readonly key: Buffer;
  readonly now: () => number;
  readonly mayWrite: () => boolean;
  readonly onReceipt?: (receipt: Receipt) => void;
  readonly onStep?: (step: string) => void;
}

/**
 * Writes to independent systems side by side, to those that share an account one after another, and to one that comes
 * `after` a test system once that one is done. Without a green test in this run nothing is written there.
 */
export async function applyAll(ready: readonly ReadySystem[], options: ApplyAllOptions): Promise<readonly Receipt[]> {
  const { run, moment, now, mayWrite } = options;
  const kept = openReceipts(receiptsDir(moment.repository), run);
  if (ready.some((one) => one.plan.changes.length > 0)) await kept.make();
  const conceal = concealOf(moment, options.key);
  const onReceipt = async (receipt: Receipt): Promise<void> => {
    const shown = conceal ? concealReceipt(receipt, conceal) : receipt;
    await kept.append(shown);
    options.onReceipt?.(shown);
  };
  // Tests come first, so that two accounts never wait for each other.
  const inOrder = ready.toSorted((one, other) => Number(isAfter(one)) - Number(isAfter(other)));
  const accounts = Map.groupBy(inOrder, (one) => one.system.account);
  const tests = new Map(ready.map(({ plan }) => [plan.name, Promise.withResolvers<boolean>()]));
  const writeTo = async (one: ReadySystem): Promise<readonly Receipt[]> => {
    const { after } = one.system.rules;
    const isFree = after === undefined || ((await tests.get(after)?.promise) ?? false);
    options.onStep?.(`writing to ${one.plan.name}`);
    await saveLive(moment.repository, run, one.plan, one.gathered.state.live);
    const barred = isFree ? {} : { barred: testNotGreen(one.system) };
    const remotes = remotesOf(one.gathered);
    const receipts = await applySystem({
      ...{ ...one, ...barred, remotes, run, now, mayWrite, onReceipt },
      today: moment.today,
    });
    tests.get(one.plan.name)?.resolve(receipts.every(({ outcome }) => outcome === 'done' || outcome === 'accepted'));
    return receipts;
  };
  // The lock is given back after this: nobody may still be writing then, also when one of them cannot go on.
  const applied = await Promise.allSettled(
    [...accounts.values()].map(async (sharing) => {
      const receipts: (readonly Receipt[])[] = [];
      try {
        for (const one of sharing) receipts.push(await writeTo(one));
      } finally {
        // Whoever waits for one of these must not wait for ever.
        for (const { plan } of sharing) tests.get(plan.name)?.resolve(false);
      }
      return receipts.flat();
    }),
  );
  await kept.close();
  return applied.flatMap((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

function isAfter({ system }: ReadySystem): boolean {
  return system.rules.after !== undefined;
}

/** The ids that the system has for what is ours: as just read, else as the ledger knows them. */
function remotesOf({ state, entry }: Gathered): ReadonlyMap<string, string> {
  const read = [...state.matched].map(([name, record]) => [name, record.remote] as const);
  return new Map([...Object.entries(entry?.remote ?? {}), ...read]);
}
