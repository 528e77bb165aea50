import { spawn } from 'node:child_process';
import { RollcallError } from '../../contract/index.ts';

export interface GitOptions {
  /** Written to standard input, which is closed otherwise. */
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
  /** Exit codes that are answers rather than failures. Default: 0 only. */
  readonly answers?: readonly number[];
  /** Milliseconds after which it is ended and counts as failed. Default: none. */
  readonly timeoutMs?: number;
}

export interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  /** What git complained about, without addresses, credentials and progress. */
  readonly complaint: string;
}

/** Git commands in one folder, as `runGit` and `gitText` run them. */
export interface Git {
  run(args: readonly string[], options?: GitOptions): Promise<GitResult>;
  text(args: readonly string[], options?: GitOptions): Promise<string>;
}

/**
 * Runs one git command in a folder, without a shell, pager, prompt or hook, in the C locale.
 * Output of any size is taken as it comes.
 * @throws RollcallError `GIT_MISSING` when there is no git program, `GIT_FAILED` on an exit code not among `answers`.
 */
export async function runGit(dir: string, args: readonly string[], options: GitOptions = {}): Promise<GitResult> {
  const result = await execute(['-C', dir, ...settings, ...args], options);
  if ((options.answers ?? [0]).includes(result.code)) return result;
  throw new RollcallError('GIT_FAILED', `git ${commandOf(args)} failed: ${result.complaint}`);
}

/** The same, with the output as text without its last line end. */
export async function gitText(dir: string, args: readonly string[], options: GitOptions = {}): Promise<string> {
  return (await runGit(dir, args, options)).stdout.toString('utf8').replace(/\n$/, '');
}

/** Exit code given to a command that was ended because it took too long. */
export const timedOut = 124;

/** Settings of the user that would change output, run foreign code or work in the background are switched off. */
const settings = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'color.ui=false',
  'log.showSignature=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'fetch.recurseSubmodules=false',
  'push.recurseSubmodules=no',
  'push.gpgSign=false',
  'push.followTags=false',
].flatMap((setting) => ['-c', setting]);

/** Set by git for its hooks; they would lead a command into another repository than the folder it is given. */
const misleading = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_EXTERNAL_DIFF',
];

function execute(args: readonly string[], options: GitOptions): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { env: environmentFor(options), windowsHide: true });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let late = false;
    const timer = options.timeoutMs === undefined ? undefined : setTimeout(end, options.timeoutMs);
    function end(): void {
      late = true;
      child.kill();
    }
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', (cause) => {
      clearTimeout(timer);
      reject(
        new RollcallError('GIT_MISSING', 'the program git cannot be started', {
          next: 'Install git and make sure that it is found in PATH.',
          cause,
        }),
      );
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      const complaint = late ? 'no answer in time' : complaintIn(Buffer.concat(stderr).toString('utf8'));
      resolve({ code: late ? timedOut : (code ?? 128), stdout: Buffer.concat(stdout), complaint });
    });
    // A command may end before it has read everything; its exit code says what went wrong.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input);
  });
}

function environmentFor(options: GitOptions): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    LC_ALL: 'C',
    LANGUAGE: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_PAGER: 'cat',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_TRACE: '0',
    ...options.environment,
  };
  for (const name of misleading) if (options.environment?.[name] === undefined) delete environment[name];
  return environment;
}

/** The first two lines that say what is wrong, without anything that could name a person or hold a token. */
function complaintIn(stderr: string): string {
  const lines = stderr
    .split('\n')
    .filter((line) => /^(fatal|error|remote: error)|\[(remote )?rejected\]/.test(line.trim()));
  const text = lines.slice(0, 2).join('; ') || 'it gave no reason';
  return text.replace(/:\/\/[^@/\s]*@/g, '://').replace(/[^\s'"<>]+@[^\s'"<>]+/g, '…');
}

function commandOf(args: readonly string[]): string {
  return args.find((argument) => !argument.startsWith('-')) ?? '';
}
