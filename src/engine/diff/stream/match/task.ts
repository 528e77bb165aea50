import type { Hand } from './hand.ts';
import type { Ended } from './no-match.ts';
import type { Block, Part } from './part.ts';
import { type Taking, takeBase, takeHead } from './take.ts';
import { readPiece, verifyBlock, verifyOneByOne } from './verify-block.ts';

/** What a hand is given to do. Plain data, so that it can be sent to another thread. */
export type Task =
  | ({ readonly do: 'take base'; readonly heldBytes: number } & Taking)
  | ({ readonly do: 'take head'; readonly held: Block } & Taking)
  /** Reads bytes of base to an address. */
  | { readonly do: 'read'; readonly part: Part; readonly at: number }
  /** Compares those of the first so many pairs whose base record is in a block. */
  | { readonly do: 'verify'; readonly block: Block; readonly pairs: number }
  | { readonly do: 'verify one by one'; readonly part: Part };

/** What became of a task, and what the hand has found up to now. Plain data, too. */
export interface Done {
  readonly ended: Ended;
  /** What of base stays in memory, after `take base`. */
  readonly held?: Block;
  /** How many bytes there were, after `read`. */
  readonly bytes?: number;
  /** Keys that it put into the table. */
  readonly entries: number;
  /** Pairs that it made of records whose base record is not held. */
  readonly pairs: number;
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
    ...done,
    entries: exports.entryCount.value,
    pairs: exports.pairCount.value,
    changes: exports.changeCount.value,
    digitParts: exports.digitParts.value,
  };
}

function doTask(hand: Hand, task: Task): Partial<Done> {
  switch (task.do) {
    case 'take base':
      return takeBase(hand, task, task.heldBytes);
    case 'take head':
      return { ended: takeHead(hand, task, task.held) };
    case 'read':
      return { bytes: readPiece(hand, task.part, task.at) };
    case 'verify':
      return { ended: verifyBlock(hand, task.block, task.pairs) };
    case 'verify one by one':
      return { ended: verifyOneByOne(hand, task.part) };
  }
}
