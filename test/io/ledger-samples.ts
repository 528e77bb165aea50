import type { SystemLedger } from '../../src/engine/ledger.ts';

/** A sound ledger of one system. */
export function ledgerOf(system: string, commit: string, more: Partial<SystemLedger> = {}): SystemLedger {
  return {
    version: 1,
    system,
    connector: 'springest',
    connectorVersion: '1.0.0',
    mapping: 1,
    account: 'a1b2',
    applied: { commit, date: '2026-11-21' },
    attempted: [],
    exceptions: {},
    remote: {},
    runs: [],
    ...more,
  };
}
