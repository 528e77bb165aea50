import { setTimeout as wait } from 'node:timers/promises';
import { RollcallError } from '../../contract/index.ts';
import type { SystemLedger } from '../../engine/ledger.ts';
import type { Repository } from '../git/git.ts';
import { type EntryFiles, makeEntry, readEntry } from './ledger-entry.ts';
import { formatLedger, parseLedger } from './ledger-schema.ts';
import { localTip, localTips, moveLocal, sharedRef } from './shared-ref.ts';

/** `never`: nothing was ever applied. `lost`: something was, and what is not known any more; unknown, not empty. */
export type LedgerState = 'never' | 'present' | 'lost';

export interface Ledger {
  readonly ref: string;
  readonly state: LedgerState;
  /** Why the ledger counts as lost, as a sentence without a full stop. */
  readonly lostBecause: string | undefined;
  /** The state of one system. After a lost ledger was released for one system the others stay lost. */
  stateOf(system: string): LedgerState;
  /** Undefined when nothing is known of the system. @throws RollcallError `LEDGER_LOST` when its entry is unreadable. */
  read(system: string): Promise<SystemLedger | undefined>;
  /**
   * Adds one entry with the new state of some systems; the others stay as they are, also when another run
   * writes them at the same time. `commits` are kept by git from then on.
   * `merge` puts ours on top of what is stored by now, whoever wrote it; where it gives undefined, or is not there while
   * the same system was written meanwhile, the write is refused.
   * @throws RollcallError `LEDGER_MOVED`, `LEDGER_UNREACHABLE`. Nothing was written then.
   */
  write(updates: readonly SystemLedger[], entry: LedgerWrite): Promise<void>;
}

export interface LedgerWrite {
  readonly commits: readonly string[];
  /** Subject of the entry, without personal values. */
  readonly message: string;
  readonly merge?: (theirs: SystemLedger, ours: SystemLedger) => SystemLedger | undefined;
}

export interface LedgerOptions {
  /** Default `refs/rollcall/ledger`. */
  readonly ref?: string;
  /** Null keeps it in this clone only. Default: the repository's remote. */
  readonly remote?: string | null;
}

export const ledgerRef = 'refs/rollcall/ledger';

/** Writers that race are few and quick; one that loses this often gives up. */
const tries = 20;

/**
 * Fetches the ledger and tells whether there is one. Called at the start of every run, since `git clone` does not bring it.
 * @throws RollcallError `LEDGER_UNREACHABLE` when the remote gives no answer.
 */
export async function openLedger(repository: Repository, options: LedgerOptions = {}): Promise<Ledger> {
  const ref = options.ref ?? ledgerRef;
  const remote = options.remote === undefined ? await repository.remote() : options.remote;
  const shared = sharedRef(repository, remote, ref);
  const genesis = genesisOf(ref);
  // Read before the remote is asked: a run of the same clone may move both in between.
  const here = await localTips(repository, genesis === undefined ? [ref] : [ref, genesis]);
  const remembered = here.get(ref);
  const marked = genesis !== undefined && here.has(genesis);
  const asked = await shared.ask(genesis === undefined ? [] : [genesis]);
  let tip = asked.get(ref);
  let hasGenesis = genesis === undefined || asked.has(genesis);
  if (tip !== undefined) await shared.fetch(tip);
  let lostBecause = await whyLost();
  let files: EntryFiles = await readEntry(repository, lostBecause === undefined ? tip : undefined);
  if (lostBecause === undefined && tip !== undefined && tip !== remembered)
    await moveLocal(repository, ref, remembered, tip);

  async function whyLost(): Promise<string | undefined> {
    if (tip === undefined && remembered !== undefined) return `${ref} is gone from the remote, this clone still has it`;
    if (tip === undefined && (hasGenesis || marked) && genesis !== undefined)
      return `${ref} is gone, it was there once`;
    if (tip === undefined || remembered === undefined || remembered === tip) return undefined;
    const follows = await repository.run(['merge-base', '--is-ancestor', remembered, tip], { answers: [0, 1] });
    return follows.code === 0 ? undefined : `${ref} was set back: it does not build on what this clone has seen`;
  }

  function stateOf(system: string): LedgerState {
    if (lostBecause !== undefined) return 'lost';
    if (files.systems.has(system)) return 'present';
    return files.lost ? 'lost' : 'never';
  }

  async function readFrom(entry: EntryFiles, system: string): Promise<SystemLedger | undefined> {
    const id = entry.systems.get(system);
    return id === undefined ? undefined : parseLedger(system, (await repository.blob(id)).toString('utf8'));
  }

  async function write(updates: readonly SystemLedger[], entry: LedgerWrite): Promise<void> {
    let start = files;
    let from = tip;
    let ours = entry.merge ? await reconcileAll(start) : updates;
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const parents = [from, lostBecause === undefined ? undefined : remembered, ...entry.commits];
      const texts = new Map(ours.map((one) => [one.system, formatLedger(one)]));
      const lost = lostBecause !== undefined;
      const next = await makeEntry(repository, { start, texts, parents, message: entry.message, lost });
      if (await shared.move(from, next)) return settle(next);
      const moved = (await shared.ask()).get(ref);
      if (moved === undefined || lostBecause !== undefined) break;
      await shared.fetch(moved);
      const theirs = await readEntry(repository, moved);
      ours = await reconcileAll(theirs);
      [from, start] = [moved, theirs];
      await wait(Math.random() * 50 * attempt);
    }
    throw new RollcallError('LEDGER_MOVED', `${ref} was moved by another run`);

    /** Always from what this run wants to say: what it took over from one entry may be gone from the next. */
    function reconcileAll(theirs: EntryFiles): Promise<readonly SystemLedger[]> {
      return Promise.all(updates.map((one) => reconcile(one, theirs, entry.merge)));
    }
  }

  async function reconcile(ours: SystemLedger, theirs: EntryFiles, merge: LedgerWrite['merge']): Promise<SystemLedger> {
    if (!merge && theirs.systems.get(ours.system) === files.systems.get(ours.system)) return ours;
    const other = await readFrom(theirs, ours.system);
    if (merge && !other) return ours;
    const merged = other && merge?.(other, ours);
    if (merged) return merged;
    throw new RollcallError('LEDGER_MOVED', `another run wrote the ledger's entry of the system "${ours.system}"`);
  }

  async function settle(next: string): Promise<void> {
    if (remote !== null) await moveLocal(repository, ref, await localTip(repository, ref), next);
    [tip, lostBecause] = [next, undefined];
    files = await readEntry(repository, next);
    if (genesis === undefined || hasGenesis) return;
    // The entry stands even when its mark cannot be set; the next entry sets it then.
    hasGenesis = await sharedRef(repository, remote, genesis)
      .move(undefined, next)
      .catch(() => false);
  }

  return {
    ref,
    get state() {
      return lostBecause !== undefined ? 'lost' : tip === undefined ? 'never' : 'present';
    },
    get lostBecause() {
      return lostBecause;
    },
    stateOf,
    read: (system) => readFrom(files, system),
    write,
  };
}

/** The ref that says that there once was a ledger. Other ledgers, such as a sandbox's, may vanish without harm. */
function genesisOf(ref: string): string | undefined {
  return ref.endsWith('/ledger') ? ref.replace(/ledger$/, 'genesis') : undefined;
}
