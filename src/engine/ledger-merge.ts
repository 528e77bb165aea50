import { type LedgerException, type SystemLedger, withRun } from './ledger.ts';

/**
 * Puts what one run changed in a system's entry on top of what other runs wrote meanwhile. Undefined where both cannot be
 * true: names concealed with different keys, or another account.
 * @param start the entry that the run began with
 * @param theirs as it is stored by now
 * @param ours the entry that the run made of `start`
 */
export function mergeLedgers(start: SystemLedger, theirs: SystemLedger, ours: SystemLedger): SystemLedger | undefined {
  if (theirs.account !== ours.account || theirs.concealed !== ours.concealed) return undefined;
  const known = new Set(start.attempted.map(({ run }) => run));
  const kept = new Set(ours.attempted.map(({ run }) => run));
  const present = new Set(theirs.attempted.map(({ run }) => run));
  const told = new Set(theirs.runs.map(({ run }) => run));
  return {
    ...theirs,
    connectorVersion: ours.connectorVersion,
    mapping: theirs.applied ? theirs.mapping : ours.mapping,
    attempted: [
      ...theirs.attempted.filter(({ run }) => kept.has(run) || !known.has(run)),
      ...ours.attempted.filter(({ run }) => !known.has(run) && !present.has(run)),
    ],
    exceptions: mergeRecords<LedgerException>(start.exceptions, theirs.exceptions, ours.exceptions),
    remote: mergeRecords(start.remote, theirs.remote, ours.remote),
    runs: ours.runs.filter(({ run }) => !told.has(run)).reduce(withRun, theirs.runs),
  };
}

/** Theirs, with what ours has otherwise than the start. */
function mergeRecords<T>(
  start: Readonly<Record<string, T>>,
  theirs: Readonly<Record<string, T>>,
  ours: Readonly<Record<string, T>>,
): Record<string, T> {
  const merged = new Map(Object.entries(theirs));
  const before = new Map(Object.entries(start));
  const after = new Map(Object.entries(ours));
  for (const [name, value] of after) if (!isSame(before.get(name), value)) merged.set(name, value);
  for (const name of before.keys()) if (!after.has(name)) merged.delete(name);
  return Object.fromEntries(merged);
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
