import type { Plan, Receipt } from '../../engine/change.ts';
import { type Conceal, concealNames, type RunSummary, type SystemLedger } from '../../engine/ledger.ts';
import { mergeLedgers } from '../../engine/ledger-merge.ts';
import { isSettled } from '../../engine/plan/accepted.ts';
import { recordRun } from '../../engine/record.ts';
import { classOf } from '../../engine/rules.ts';
import type { Shard } from '../../engine/shard.ts';
import type { Moment } from '../moment.ts';
import type { Gathered } from '../system/gather.ts';
import type { System } from '../system/system.ts';
import { concealWith, nameOfKey } from './digest-key.ts';
import type { Ledger } from './ledger.ts';

/** One system of a run, as far as the ledger is concerned. */
export interface JournalSystem {
  readonly system: System;
  readonly gathered: Gathered;
  readonly plan: Plan['systems'][number];
}

export interface JournalRun {
  readonly run: string;
  readonly moment: Moment;
  readonly ledger: Ledger;
  readonly key: Buffer;
  /** Other shards write the entries of the same systems meanwhile: each puts on top of theirs what it did itself. */
  readonly shard?: Shard;
}

/** What the ledger holds of each system while a run goes on. */
export type Entries = ReadonlyMap<JournalSystem, SystemLedger>;

/** Notes, before the first write, what may be live from now on: a run that is killed then leaves no doubt about what is ours. */
export async function noteAttempts(systems: readonly JournalSystem[], journal: JournalRun): Promise<Entries> {
  const { run, moment, shard } = journal;
  const own = shard && !shard.inTurn ? { shard: { index: shard.index, count: shard.count } } : {};
  const attempt = { commit: moment.commit, date: moment.today, run, ...own };
  const entries = new Map(
    systems.map((one) => {
      const entry = one.gathered.entry ?? newEntry(one.system);
      return [
        one,
        one.plan.changes.length > 0 ? { ...entry, attempted: [...entry.attempted, attempt] } : entry,
      ] as const;
    }),
  );
  const begun = [...entries]
    .filter(([one]) => one.plan.changes.length > 0)
    .map(([one, ours]) => ({ start: one.gathered.entry ?? newEntry(one.system), ours }));
  await writeEntries(begun, journal, `Begin ${run}`);
  return entries;
}

/** Writes down what is live now, so that the next run starts from there. A run that did and moved nothing writes nothing. */
export async function recordRuns(
  entries: Entries,
  journal: JournalRun,
  ended: {
    readonly receipts: readonly Receipt[];
    readonly digest: string;
    readonly endedAt: string;
    readonly isPartial: boolean;
    readonly actor?: string;
    readonly approved?: readonly string[];
  },
): Promise<void> {
  const { moment, run } = journal;
  const at = { commit: moment.commit, date: moment.today };
  const updates = [...entries].flatMap(([one, entry]) => {
    const receipts = ended.receipts.filter((receipt) => receipt.system === one.plan.name);
    const isSame =
      entry.applied?.commit === at.commit &&
      entry.applied.date === at.date &&
      entry.attempted.length === 0 &&
      !isSettled(one.gathered.state.base);
    if (receipts.length === 0 && (isSame || ended.isPartial)) return [];
    const summary: RunSummary = {
      run,
      at: ended.endedAt,
      commit: at.commit,
      counts: countOutcomes(receipts),
      releases: one.plan.releases.map(({ limit, count, by, digest }) => ({
        limit,
        count,
        by,
        digest: digest ?? ended.digest,
      })),
      ...(ended.actor !== undefined && { actor: ended.actor }),
      ...(ended.approved && { approved: ended.approved }),
    };
    const { state } = one.gathered;
    const next = recordRun({
      ledger: entry,
      state,
      plan: one.plan,
      receipts,
      at,
      run: summary,
      isPartial: ended.isPartial,
    });
    return [{ start: entry, ours: next }];
  });
  await writeEntries(updates, journal, `End ${run}`);
}

interface Update {
  readonly start: SystemLedger;
  readonly ours: SystemLedger;
}

async function writeEntries(
  updates: readonly Update[],
  { moment, ledger, key, shard }: JournalRun,
  message: string,
): Promise<void> {
  if (updates.length === 0) return;
  const starts = new Map(updates.map(({ start }) => [start.system, stored(start, moment, key)]));
  await ledger.write(
    updates.map(({ ours }) => stored(ours, moment, key)),
    {
      commits: [moment.commit],
      message,
      ...(shard && { merge: (theirs, ours) => mergeLedgers(starts.get(ours.system) ?? ours, theirs, ours) }),
    },
  );
}

/** How the names of records are stored: as they are where ids are open, else concealed. */
export function concealOf({ rules }: Pick<Moment, 'rules'>, key: Buffer): Conceal | undefined {
  return classOf(rules.fields, 'employees', 'id') === 'open' ? undefined : concealWith(key);
}

function stored(entry: SystemLedger, moment: Moment, key: Buffer): SystemLedger {
  const conceal = concealOf(moment, key);
  return conceal ? { ...concealNames(entry, conceal), concealed: nameOfKey(key) } : entry;
}

function countOutcomes(receipts: readonly Receipt[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...Map.groupBy(receipts, (receipt) => receipt.outcome)].map(([outcome, all]) => [outcome, all.length]),
  );
}

function newEntry({ rules, connector, fingerprint }: System): SystemLedger {
  return {
    version: 1,
    system: rules.name,
    connector: connector.id,
    connectorVersion: connector.version,
    mapping: connector.mapping,
    account: fingerprint,
    applied: null,
    attempted: [],
    exceptions: {},
    remote: {},
    runs: [],
  };
}
