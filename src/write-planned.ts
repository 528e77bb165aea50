import type { Plan, Receipt } from './engine/change.ts';
import type { Shard } from './engine/shard.ts';
import { noteAttempts, recordRuns } from './io/ledger/journal.ts';
import { type LedgerOptions, openLedger } from './io/ledger/ledger.ts';
import type { Moment } from './io/moment.ts';
import { type ApplyAllOptions, applyAll, type ReadySystem } from './io/system/apply-all.ts';

/** A plan of all systems with what is needed to do it. */
export interface Doable {
  readonly plan: Plan;
  readonly systems: readonly ReadySystem[];
  readonly moment: Moment;
  readonly key: Buffer;
}

export interface WriteOptions extends Omit<ApplyAllOptions, 'moment' | 'key'> {
  /** Where the ledger is kept. */
  readonly ledger: LedgerOptions;
  /** True when others stay as last applied, whatever the files say by now. */
  readonly isPartial: boolean;
  /** Other shards write the ledger at the same time. */
  readonly shard?: Shard;
  readonly actor?: string;
  readonly approved?: readonly string[];
}

/** Does what is planned, and nothing else: **apply → record**. Systems that are refused are left alone. */
export async function writePlanned(planned: Doable, options: WriteOptions): Promise<readonly Receipt[]> {
  const { run, approved, isPartial, shard } = options;
  const { moment, key } = planned;
  const ready = planned.systems.filter((one) => one.plan.verdict !== 'refused');
  const ledger = await openLedger(moment.repository, options.ledger);
  const journal = { run, moment, ledger, key, ...(shard && { shard }) };
  const entries = await noteAttempts(ready, journal);
  const receipts = await applyAll(ready, { ...options, moment, key });
  await recordRuns(entries, journal, {
    receipts,
    digest: planned.plan.digest,
    endedAt: new Date(options.now()).toISOString(),
    isPartial,
    ...(options.actor !== undefined && { actor: options.actor }),
    ...(approved && { approved }),
  });
  return receipts;
}
