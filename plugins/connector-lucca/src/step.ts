import type { Finding } from '../../../src/contract/index.ts';
import type { Written } from './client.ts';

/** What became of the calls of one change. */
export interface Step {
  readonly status: 'done' | 'refused' | 'uncertain';
  /** The person's number in Lucca. */
  readonly remote?: string;
  readonly findings: readonly Finding[];
}

/** A step as far as one call tells: a doubtful one is uncertain, since only the next read knows. */
export function stepOf(written: Written, remote?: string): Step {
  if (written.status === 'done') return { status: 'done', ...(remote !== undefined && { remote }), findings: [] };
  return { status: written.status === 'doubtful' ? 'uncertain' : 'refused', findings: [written.finding] };
}
