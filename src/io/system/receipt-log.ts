import type { Finding } from '../../contract/index.ts';
import { type Change, type Receipt, recordName, type SystemPlan } from '../../engine/change.ts';
import type { System } from './system.ts';

export interface ReceiptLogOptions {
  readonly system: System;
  readonly plan: SystemPlan;
  readonly run: string;
  readonly now: () => number;
  /** Told of each outcome as it happens; the next write waits until it is kept. */
  readonly onReceipt: (receipt: Receipt) => Promise<void>;
}

/** What became of one system's changes so far. */
export interface ReceiptLog {
  readonly receipts: readonly Receipt[];
  add(
    change: Change,
    outcome: Receipt['outcome'],
    rest?: { remote?: string; findings?: readonly Finding[] },
  ): Promise<void>;
  /** The system's own id of a record that this run made. */
  remoteOf(name: string): string | undefined;
  /** What did not come to its end; what waits for it is held. */
  hasFailed(name: string): boolean;
  /** Why the system is not asked any more. */
  stopped: Finding | undefined;
}

export function createReceiptLog({ system, plan, run, now, onReceipt }: ReceiptLogOptions): ReceiptLog {
  const receipts: Receipt[] = [];
  const failed = new Set<string>();
  const remotes = new Map<string, string>();
  return {
    receipts,
    stopped: undefined,
    hasFailed: (name) => failed.has(name),
    remoteOf: (name) => remotes.get(name),
    async add(change, outcome, { remote, findings = [] } = {}) {
      const receipt: Receipt = {
        run,
        at: new Date(now()).toISOString(),
        system: system.rules.name,
        op: change.op,
        kind: change.kind,
        key: change.key,
        ...(change.source !== undefined && { source: change.source }),
        outcome,
        ...(remote !== undefined && !isPersonal(system, change) && { remote }),
        findings,
        releases: plan.releases,
      };
      if (outcome !== 'done' && outcome !== 'accepted') failed.add(recordName(change.kind, change.key));
      if (remote !== undefined) remotes.set(recordName(change.kind, change.key), remote);
      receipts.push(receipt);
      await onReceipt(receipt);
    },
  };
}

function isPersonal(system: System, change: Change): boolean {
  return system.connector.kinds.find((kind) => kind.kind === change.kind)?.remoteIsPersonal === true;
}
