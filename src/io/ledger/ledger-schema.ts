import { z } from 'zod';
import { RollcallError } from '../../contract/index.ts';
import { accountName, type RunSummary, runsKept, type SystemLedger } from '../../engine/ledger.ts';
import { commitId } from '../git/git.ts';

const at = { commit: z.string().regex(commitId), date: z.iso.date() };
const appliedAt = z.strictObject(at);
const name = z.string().min(1);

const exception = z.strictObject({
  applied: appliedAt.nullable(),
  tried: z.array(appliedAt).optional(),
  why: z.enum(['held', 'failed', 'uncertain', 'skipped', 'pending', 'waiting', 'accepted']),
});

const shard = z.strictObject({ index: z.int().positive(), count: z.int().positive() });

const run = z.strictObject({
  run: name,
  at: z.iso.datetime(),
  commit: at.commit,
  counts: z.record(z.string(), z.int().nonnegative()),
  releases: z.array(z.strictObject({ limit: name, count: z.number(), by: name, digest: name })),
  actor: name.optional(),
  approved: z.array(name).optional(),
});

/** One file of the ledger. Strict: a field that is unknown or missing makes it unreadable, never empty. */
export const ledgerSchema: z.ZodType<SystemLedger> = z.strictObject({
  version: z.literal(1),
  system: name,
  connector: name,
  connectorVersion: name,
  mapping: z.number(),
  account: z.string(),
  applied: appliedAt.nullable(),
  attempted: z.array(z.strictObject({ ...at, run: name, shard: shard.optional() })),
  exceptions: z.record(name, exception),
  // As many as there are records: zod would look at each of them for seconds, and make a copy.
  remote: z.custom<SystemLedger['remote']>(areTexts),
  adopted: z.array(name).optional(),
  concealed: name.optional(),
  runs: z.array(run),
});

/** @throws RollcallError `LEDGER_LOST` for anything but a complete entry of this system. */
export function parseLedger(system: string, text: string): SystemLedger {
  const parsed = ledgerSchema.safeParse(jsonIn(text));
  if (parsed.success && parsed.data.system === system) return parsed.data;
  const where = parsed.success ? 'it names another system' : `at "${parsed.error.issues[0]?.path.join('.') ?? ''}"`;
  throw new RollcallError('LEDGER_LOST', `the ledger's entry of the system "${system}" cannot be read (${where})`);
}

/**
 * An entry as it is stored: account names that are no addresses, the last runs only, names in order.
 * @throws RollcallError `UNEXPECTED` when what shall be stored could not be read again.
 */
export function formatLedger(ledger: SystemLedger): string {
  const stored: SystemLedger = {
    ...ledger,
    exceptions: inOrder(ledger.exceptions),
    remote: inOrder(ledger.remote),
    runs: ledger.runs.slice(-runsKept).map(withoutAddresses),
  };
  const parsed = ledgerSchema.safeParse(stored);
  if (parsed.success) return `${JSON.stringify(parsed.data, null, 1)}\n`;
  const place = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new RollcallError(
    'UNEXPECTED',
    `the ledger's entry of the system "${ledger.system}" is not sound (at "${place}")`,
  );
}

function areTexts(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const texts = value as Readonly<Record<string, unknown>>; // any object is read by its names
  return Object.keys(texts).every((name) => name !== '' && typeof texts[name] === 'string');
}

function withoutAddresses(summary: RunSummary): RunSummary {
  const releases = summary.releases.map((release) => ({ ...release, by: accountName(release.by) }));
  const actor = summary.actor === undefined ? {} : { actor: accountName(summary.actor) };
  const approved = summary.approved && { approved: summary.approved.map(accountName) };
  return { ...summary, releases, ...actor, ...approved };
}

function inOrder<T>(records: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(records).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
