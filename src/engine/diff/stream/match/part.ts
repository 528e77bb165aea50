/** Offsets in a file between which records start. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

export function bytesOf({ from, to }: Part): number {
  return to - from;
}

/** A part of base that stands in memory. */
export interface Block extends Part {
  /** Address. */
  readonly at: number;
  /** Bytes that stand there; of more than the part itself, the rest is there to end its last record. */
  readonly bytes: number;
  /** Whether nothing comes behind them that belongs to their last record. */
  readonly isLast: boolean;
}
