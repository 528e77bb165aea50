import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';

/** What a run does where several hold the lock at once: part `index` of `count` of one system, or of all. */
export interface LockPart {
  readonly commit: string;
  /** Absent: all systems. */
  readonly system?: string;
  readonly index: number;
  readonly count: number;
  /** True when no other part of the same system may go on at the same time. */
  readonly alone: boolean;
}

const holderSchema = z.object({
  run: z.string(),
  host: z.string(),
  pid: z.int(),
  /** When the process started, as the system counts it; empty where it cannot be told. */
  process: z.string(),
  startedAt: z.iso.datetime(),
  until: z.iso.datetime(),
  part: z
    .object({
      commit: z.string(),
      system: z.string().exactOptional(),
      index: z.int(),
      count: z.int(),
      alone: z.boolean(),
    })
    .exactOptional(),
});

/** A run that holds the lock: which process it is, and until when. */
export type Holder = z.infer<typeof holderSchema>;

/** One run, or several that do parts of the same work. */
const holdersSchema = z.union([holderSchema.transform((holder) => [holder]), z.array(holderSchema).min(1)]);

/** What a lock says; undefined when nobody can read it. */
export function parseHolders(text: string): readonly Holder[] | undefined {
  return holdersSchema.safeParse(tryTo(() => JSON.parse(text))).data;
}

/** Whether two runs do parts of the same work that have nothing in common. */
export function areApart(one: LockPart | undefined, other: LockPart | undefined): boolean {
  if (!one || !other || one.commit !== other.commit) return false;
  if (one.system !== other.system) return one.system !== undefined && other.system !== undefined;
  return one.count === other.count && one.index !== other.index && !one.alone && !other.alone;
}

/** Whether its lease goes on and its process may still be running. */
export function isAlive(holder: Holder, nowMs: number): boolean {
  return Date.parse(holder.until) > nowMs && !isDead(holder);
}

/** This process, as a lock names it. */
export function self(): Pick<Holder, 'host' | 'pid' | 'process'> {
  return { host: hostHash(), pid: process.pid, process: processStart(process.pid) ?? '' };
}

/** True only for a process of this machine and boot that is certainly not running any more. */
function isDead(holder: Holder): boolean {
  if (holder.host !== hostHash()) return false;
  const start = processStart(holder.pid);
  if (start !== undefined && holder.process !== '') return start !== holder.process;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/**
 * Tells machines apart without naming them. Process ids mean nothing after a restart or in another container,
 * so both count as another machine.
 */
function hostHash(): string {
  const boot = tryTo(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const namespace = tryTo(() => readlinkSync('/proc/self/ns/pid'));
  return createHash('sha256')
    .update(JSON.stringify([hostname(), boot, namespace]))
    .digest('hex')
    .slice(0, 16);
}

/** When a process started, in ticks since boot, so that a reused id is told apart; empty for one that has ended unreaped. */
function processStart(pid: number): string | undefined {
  const stat = tryTo(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  // The name stands in parentheses and may hold anything: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields?.[0] === 'Z' || fields?.[0] === 'X' ? '' : fields?.[19];
}

function tryTo<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
