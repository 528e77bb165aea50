import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { RollcallError } from '../../contract/index.ts';

/** Where a running sandbox is, for commands with `--sandbox`. */
export interface SandboxAddress {
  /** Overlay for the environment when settings and credentials are resolved: made-up credentials by variable. */
  readonly environment: Readonly<Record<string, string>>;
  /** By the name of the system. `endpoint` stands in for the vendor. */
  readonly systems: Readonly<Record<string, { readonly connector: string; readonly endpoint: string }>>;
}

/** The ref under which a sandbox keeps its ledger, apart from that of the real systems. */
export const sandboxRef = 'refs/rollcall/sandbox';

/** Where the address of a running sandbox is written down. */
export function sandboxFile(gitDir: string): string {
  return join(gitDir, 'rollcall', 'sandbox.json');
}

/** How long a sandbox is waited for that may just be starting: `rollcall sandbox &` on the line before. */
const startMs = 8000;
const lookEveryMs = 100;

/**
 * The sandbox that runs for a repository. Where there is none, one is waited for that may just be starting.
 * @param patienceMs how long to wait for it
 * @throws RollcallError `SYSTEM_UNREACHABLE` when there is none, or when it ended without a word.
 */
export async function readSandbox(gitDir: string, patienceMs = startMs): Promise<SandboxAddress> {
  const last = performance.now() + patienceMs;
  let found = await findSandbox(gitDir);
  while (!found && performance.now() < last) {
    await setTimeout(lookEveryMs);
    found = await findSandbox(gitDir);
  }
  if (found) return { environment: found.environment, systems: found.systems };
  throw new RollcallError('SYSTEM_UNREACHABLE', 'no sandbox is running for this repository', {
    next: 'Start it with "rollcall sandbox" in another terminal, then run again.',
  });
}

/** @throws RollcallError `LOCKED` when another process runs a sandbox for this repository. */
export async function refuseSecondSandbox(gitDir: string): Promise<void> {
  const found = await findSandbox(gitDir);
  if (!found || found.pid === process.pid) return;
  throw new RollcallError('LOCKED', `a sandbox is already running for this repository (process ${found.pid})`, {
    next: 'Use it, or stop it with Ctrl-C where it was started.',
  });
}

/**
 * Writes the address whole, readable by its owner only.
 * @throws RollcallError `FILE_UNREADABLE` where the folder takes no file.
 */
export async function writeSandbox(gitDir: string, address: SandboxAddress): Promise<void> {
  const file = sandboxFile(gitDir);
  const text = `${JSON.stringify({ version: 1, pid: process.pid, ...address }, null, 2)}\n`;
  try {
    await mkdir(join(gitDir, 'rollcall'), { recursive: true });
    await writeFile(`${file}.next`, text, { mode: 0o600 });
    await rename(`${file}.next`, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new RollcallError('FILE_UNREADABLE', `${file} cannot be written (${code})`, { cause: error });
  }
}

const schema = z.strictObject({
  version: z.literal(1),
  pid: z.int().positive(),
  environment: z.record(z.string(), z.string()),
  systems: z.record(z.string(), z.strictObject({ connector: z.string(), endpoint: z.string() })),
});

async function findSandbox(gitDir: string): Promise<z.infer<typeof schema> | undefined> {
  const text = await readFile(sandboxFile(gitDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new RollcallError('FILE_UNREADABLE', `${sandboxFile(gitDir)} cannot be read (${error.code})`);
  });
  if (text === undefined) return undefined;
  const read = schema.safeParse(parse(text));
  if (!read.success) {
    throw new RollcallError('FILE_UNREADABLE', `${sandboxFile(gitDir)} cannot be understood`, {
      next: 'Remove the file and start "rollcall sandbox" again.',
    });
  }
  return isAlive(read.data.pid) ? read.data : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of someone else is alive too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
