// A thread that works on the parts of two files that it is given, until it is ended. Started by `hire.ts`.
import { isUtf8 } from 'node:buffer';
import { parentPort, workerData } from 'node:worker_threads';
import { startKernel } from '../../engine/diff/stream/match/kernel.ts';
import { perform, type Task } from '../../engine/diff/stream/match/task.ts';
import { fileSource } from '../file-source.ts';
import type { SecondHandData } from './hire.ts';

// `hire.ts` gives exactly this.
const { share, base, head } = workerData as SecondHandData;
const hand = {
  kernel: startKernel(share, 1),
  base: fileSource(base.descriptor, base.size),
  head: fileSource(head.descriptor, head.size),
  isUtf8,
};
parentPort?.on('message', (task: Task) => parentPort?.postMessage(perform(hand, task)));
