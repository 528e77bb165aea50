import { revealNames } from '../../engine/ledger.ts';
import type { Environment } from '../config/secrets.ts';
import type { Moment } from '../moment.ts';
import type { System } from '../system/system.ts';
import { concealWith, digestKey, nameOfKey } from './digest-key.ts';
import { openLedger } from './ledger.ts';

export interface RemotesOptions {
  readonly system: System;
  readonly moment: Moment;
  readonly environment: Environment;
  /** Names of records (`kind/key`) that may be concealed in the ledger. */
  readonly names: readonly string[];
  readonly ref?: string;
  readonly remote?: string | null;
}

/**
 * The system's own ids that the ledger knows, by record name; none where it is of another account or cannot be revealed.
 * @throws RollcallError `LEDGER_UNREACHABLE`.
 */
export async function knownRemotes(options: RemotesOptions): Promise<Readonly<Record<string, string>>> {
  const { system, moment, environment, names, ref, remote } = options;
  const ledger = await openLedger(moment.repository, {
    ...(ref !== undefined && { ref }),
    ...(remote !== undefined && { remote }),
  });
  const { name } = system.rules;
  const stored = ledger.stateOf(name) === 'present' ? await ledger.read(name) : undefined;
  if (!stored || stored.connector !== system.connector.id || stored.account !== system.fingerprint) return {};
  if (stored.concealed === undefined) return stored.remote;
  const key = await digestKey(moment.repository, environment);
  return stored.concealed === nameOfKey(key) ? revealNames(stored, names, concealWith(key)).remote : {};
}
