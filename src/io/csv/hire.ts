import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { ByteSource } from '../../engine/diff/stream/byte-source.ts';
import type { Hire } from '../../engine/diff/stream/match/hands.ts';
import type { Share } from '../../engine/diff/stream/match/kernel.ts';
import type { Done, Task } from '../../engine/diff/stream/match/task.ts';
import { isFileSource } from '../file-source.ts';

/** What a thread is given to begin with: `second-hand.ts` is what it runs. */
export interface SecondHandData {
  readonly share: Share;
  readonly base: OpenFile;
  readonly head: OpenFile;
}

interface OpenFile {
  readonly descriptor: number;
  readonly size: number;
}

/** Gets a thread as second hand; undefined where there is no second processor, and for what is no file. */
export function hireFor(base: ByteSource, head: ByteSource): Hire | undefined {
  if (availableParallelism() < 2 || !isFileSource(base) || !isFileSource(head)) return undefined;
  return (share) => {
    const data: SecondHandData = { share, base: openFile(base), head: openFile(head) };
    const worker = startThread(data);
    if (worker === undefined) return undefined;
    let isGone = false;
    let settle: ((done: Done | undefined) => void) | undefined;
    const leave = () => {
      isGone = true;
      settle?.(undefined);
    };
    worker.on('message', (done: Done) => settle?.(done));
    worker.on('error', (error) => {
      warn(error);
      leave();
    });
    worker.on('exit', leave);
    return {
      run: (task: Task) =>
        new Promise((resolve) => {
          settle = resolve;
          if (isGone) resolve(undefined);
          else worker.postMessage(task);
        }),
      dismiss() {
        worker.unref();
        void worker.terminate();
      },
    };
  };
}

function openFile({ descriptor, size }: OpenFile): OpenFile {
  return { descriptor, size };
}

function startThread(workerData: SecondHandData): Worker | undefined {
  // Asked for late: most runs have no use for it.
  const { Worker, SHARE_ENV } = process.getBuiltinModule('node:worker_threads');
  // The published program is built, and so is its thread, which lies beside it.
  const file = import.meta.url.endsWith('.ts') ? './second-hand.ts' : './second-hand.js';
  try {
    return new Worker(new URL(file, import.meta.url), {
      workerData,
      // TypeScript knows the symbol by another name.
      env: SHARE_ENV as unknown as NodeJS.ProcessEnv,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 },
      trackUnmanagedFds: false,
    });
  } catch (error) {
    // Threads may be forbidden (`--permission`).
    warn(error);
    return undefined;
  }
}

/** One hand does all then, which takes longer. */
function warn(error: unknown): void {
  process.emitWarning(`The files are compared by one thread: ${error instanceof Error ? error.message : error}`);
}
