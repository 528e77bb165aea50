import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder of this project. */
export const project = join(import.meta.dirname, '..', '..');

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A home of its own, so that no plugin, setting or git identity of the machine plays a part. */
export function cleanHome(): Readonly<Record<string, string>> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-home-')));
  const dirs = { XDG_DATA_HOME: 'data', XDG_CONFIG_HOME: 'config', XDG_CACHE_HOME: 'cache' };
  for (const dir of Object.values(dirs)) mkdirSync(join(home, dir));
  return {
    HOME: home,
    PATH: `${join(project, 'node_modules', '.bin')}:${process.env.PATH}`,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_AUTHOR_NAME: 'Test',
    GIT_AUTHOR_EMAIL: 'test@example.com',
    GIT_COMMITTER_NAME: 'Test',
    GIT_COMMITTER_EMAIL: 'test@example.com',
    NO_COLOR: '1',
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
    ...Object.fromEntries(Object.entries(dirs).map(([name, dir]) => [name, join(home, dir)])),
  };
}

/** Runs the command line from the sources, as a process of its own. */
export function rollcall(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Outcome> {
  return run(process.execPath, [join(project, 'bin', 'run.js'), ...args], options);
}

/** Runs a program to its end. A signal counts as code 128. */
export function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const { cwd = tmpdir(), env = cleanHome() } = options;
    execFile(program, [...args], { cwd, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : 128) : 0;
      resolve({ code, stdout, stderr });
    });
  });
}

/** Starts a command that runs until it is stopped, and waits for its first words on stdout. */
export async function startRollcall(
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<{
  readonly child: ChildProcess;
  readonly stdout: string;
  stop(signal: NodeJS.Signals): Promise<number | null>;
}> {
  const child = spawn(process.execPath, [join(project, 'bin', 'run.js'), ...args], { ...options, stdio: 'pipe' });
  let words = '';
  child.stderr.on('data', (chunk) => {
    words += chunk;
  });
  const stdout = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(String(chunk)));
    child.once('exit', (code) => reject(new Error(`it ended with ${code}: ${words}`)));
  });
  return {
    child,
    stdout,
    stop: (signal) =>
      new Promise((resolve) => {
        child.once('exit', (code) => resolve(code));
        child.kill(signal);
      }),
  };
}
