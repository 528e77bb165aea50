import type { Hand } from './hand.ts';
import type { Ended } from './no-match.ts';
import type { Block, Part } from './part.ts';
import { type Taking, takeBase, takeHead } from './take.ts';
import { readPiece, verifyBlock, verifyOneByOne } from './verify-block.ts';

/** What a hand is given to do. Plain data, so that it can be sent to another thread. */
export type Task =
  | ({ readonly do: 'take base'; readonly heldBytes: number } & Taking)
  | ({ readonly do: 'take head'; readonly held: Block } & Taking)
  /** Counts the pairs of a part of base. */
  | { readonly do: 'count'; readonly part: Part }
  /** Reads bytes of base to an address. */
  | { readonly do: 'read'; readonly part: Part; readonly at: number }
  | { readonly do: 'verify'; readonly block: Block }
  | { readonly do: 'verify one by one'; readonly part: Part };

/** What became of a task, and what the hand has found up to now. Plain data, too. */
export interface Done {
  readonly ended: Ended;
  /** What of base stays in memory, after `take base`. */
  readonly held?: Block;
  /** After `count`: pairs; after `read`: bytes. */
  readonly count: number;
  /** Keys that it put into the table. */
  readonly entries: number;
  readonly changes: number;
  /** A bit for each part of the key: set when it is a whole number in every record. */
  readonly digitParts: number;
}

/** Does one task. */
export function perform(hand: Hand, task: Task): Done {
  const { exports } = hand.kernel;
  const done = doTask(hand, task);
  return {
    ended: 'ok',
    count: 0,
    ...done,
    entries: exports.entryCount.value,
    changes: exports.changeCount.value,
    digitParts: exports.digitParts.value,
  };
}

function doTask(hand: Hand, task: Task): Partial<Done> {
  const { exports } = hand.kernel;
  switch (task.do) {
    case 'take base':
      return takeBase(hand, task, task.heldBytes);
    case 'take head':
      return { ended: takeHead(hand, task, task.held) };
    case 'count':
      return { count: exports.countPairs(BigInt(task.part.from), BigInt(task.part.to)) };
    case 'read':
      return { count: readPiece(hand, task.part, task.at) };
    case 'verify':
      return { ended: verifyBlock(hand, task.block) };
    case 'verify one by one':
      return { ended: verifyOneByOne(hand, task.part) };
  }
}
