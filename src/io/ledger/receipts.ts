import type { Dirent } from 'node:fs';
import { mkdir, open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { RollcallError } from '../../contract/index.ts';
import type { Receipt } from '../../engine/change.ts';
import type { Repository } from '../git/git.ts';

export interface Receipts {
  readonly file: string;
  /** Makes the file now, so that a run that cannot keep receipts refuses before its first write. */
  make(): Promise<void>;
  /** Settles once the receipt is written: a killed run loses none, a power cut those of the last quarter second at most. */
  append(receipt: Receipt): Promise<void>;
  /** Settles once all receipts are on disk. */
  close(): Promise<void>;
}

/** What is left of one run. */
export interface RunReceipts {
  readonly run: string;
  readonly file: string;
  readonly receipts: readonly Receipt[];
  /** Lines that could not be read: 1 when the run was killed while it wrote its last one. */
  readonly unreadable: number;
}

/** Where the receipts of a repository lie: in its git folder, so that they are never committed. */
export function receiptsDir(repository: Repository): string {
  return join(repository.gitDir, 'rollcall', 'receipts');
}

/** How often what is written is forced onto the disk, in milliseconds; each time takes longer than a call. */
const syncEveryMs = 250;

/**
 * Opens the file of one run. Each receipt is one line; those that arrive while the disk is busy go out together.
 * The file is made with the first receipt, readable by its owner only.
 */
export function openReceipts(dir: string, run: string): Receipts {
  if (!/^[\w][\w.-]*$/.test(run)) throw new RollcallError('UNEXPECTED', 'the id of the run is no file name');
  const file = join(dir, `${run}.jsonl`);
  const opened = once(async () => {
    await mkdir(dir, { recursive: true });
    return open(file, 'a', 0o600);
  });
  let waiting: string[] = [];
  let syncedAtMs = Number.NEGATIVE_INFINITY;
  let flushing: Promise<void> | undefined;

  async function flush(): Promise<void> {
    const handle = await opened();
    const lines = waiting.join('');
    waiting = [];
    flushing = undefined;
    await handle.appendFile(lines);
    if (performance.now() - syncedAtMs < syncEveryMs) return;
    await handle.datasync();
    syncedAtMs = performance.now();
  }

  let last: Promise<void> = Promise.resolve();
  return {
    file,
    async make() {
      await opened().catch(refuse);
    },
    append(receipt) {
      waiting.push(`${JSON.stringify(receipt)}\n`);
      flushing ??= last.then(flush);
      last = flushing;
      return flushing.catch(refuse);
    },
    async close() {
      await last.catch(refuse);
      if (!opened.isMade()) return;
      const handle = await opened();
      await handle.datasync().catch(refuse);
      await handle.close();
    },
  };

  function refuse(cause: unknown): never {
    throw new RollcallError('FILE_UNREADABLE', `the receipts of the run ${run} cannot be written`, {
      next: 'Free space on the disk, or check the permissions of the git folder.',
      cause,
    });
  }
}

/** The receipts of all runs, the newest run first; `runs` limits how many are read. A missing folder is none. */
export async function readReceipts(
  dir: string,
  runs: number = Number.POSITIVE_INFINITY,
): Promise<readonly RunReceipts[]> {
  const entries: Dirent[] = await readdir(dir, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl')).map((entry) => entry.name);
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(dir, name))).mtimeMs })));
  const newest = dated.sort((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1)).slice(0, runs);
  return Promise.all(newest.map(({ name }) => readRun(dir, name)));
}

async function readRun(dir: string, name: string): Promise<RunReceipts> {
  const file = join(dir, name);
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  const receipts = lines.map(toReceipt).filter((receipt) => receipt !== undefined);
  return { run: name.slice(0, -'.jsonl'.length), file, receipts, unreadable: lines.length - receipts.length };
}

const receiptSchema = z.looseObject({
  run: z.string(),
  at: z.string(),
  system: z.string(),
  op: z.string(),
  kind: z.string(),
  key: z.string(),
  outcome: z.string(),
  findings: z.array(z.unknown()),
  releases: z.array(z.unknown()),
});

function toReceipt(line: string): Receipt | undefined {
  try {
    // We wrote it ourselves with this type; the schema only tells whole lines from torn ones.
    return receiptSchema.parse(JSON.parse(line)) as unknown as Receipt;
  } catch {
    return undefined;
  }
}

function once<T>(make: () => Promise<T>): (() => Promise<T>) & { isMade(): boolean } {
  let made: Promise<T> | undefined;
  const get = () => {
    made ??= make();
    return made;
  };
  return Object.assign(get, { isMade: () => made !== undefined });
}
