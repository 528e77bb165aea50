import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { cleanHome, project } from '../commands/rollcall.ts';
import { type Files, type Firm, type FirmSetup, makeFirm } from '../e2e/firm.ts';
import { git, temporaryFolder } from '../io/repositories.ts';
import { type GitHubServer, serveGitHub } from './github-server.ts';

/** A pull request of a test: its branch, and GitHub's merge of it into main. */
export interface OpenPull {
  readonly number: number;
  readonly branch: string;
  readonly base: string;
  readonly head: string;
  readonly merge: string;
}

/** How a step of a workflow ended. */
export interface StepOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly report: string;
}

/** Arguments for Node, and where it runs. */
export interface Program {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface StepOptions {
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The commit that is checked out, alone, as `actions/checkout` does. */
  readonly sha: string;
  readonly ref?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Does what an earlier step of the job does to the checkout, such as `npm ci`. */
  readonly prepare?: (workspace: string) => void;
  /** Another program than Node with the built Action; told the folder for its files. */
  readonly program?: (temp: string) => Program;
  /** Called with the process, to end it early. */
  readonly onStart?: (pid: number) => void;
}

/** A firm on GitHub: a remote repository, simulators of its systems, GitHub's API on loopback, and the built Action. */
export interface Workflow {
  readonly firm: Firm;
  readonly github: GitHubServer;
  /** Writes to a branch from main, or adds to the one that is there, and opens or updates its pull request. */
  propose(number: number, files: Files, options?: { readonly author?: string; readonly base?: string }): OpenPull;
  /** Merges a pull request on main, as GitHub's three buttons do, and gives the new tip. */
  merge(pull: OpenPull, how?: 'merge' | 'squash' | 'rebase'): string;
  /** Runs the Action on a pull request. */
  review(pull: OpenPull, options?: Partial<StepOptions> & { readonly pullRequest?: object }): Promise<StepOutcome>;
  /** Runs the Action on a push to main. */
  push(sha: string, options?: Partial<StepOptions>): Promise<StepOutcome>;
  run(options: StepOptions): Promise<StepOutcome>;
}

export const canaries = { key: 'canary-rollcall-key-0123456789-0123456789', webhook: 'canary-webhook' };

export const repository = { full_name: 'acme/hr', default_branch: 'main', private: true };

let built: string | undefined;

/** The Action as it is shipped, in a folder without node_modules; built once for a file of tests. */
export function bundle(): string {
  if (built !== undefined && existsSync(built)) return built;
  const folder = temporaryFolder();
  execFileSync(process.execPath, ['.ci/bundle.js', '--outdir', folder], { cwd: project, stdio: 'pipe' });
  built = join(folder, 'index.js');
  return built;
}

export async function openWorkflow(setup: Omit<FirmSetup, 'remote'>): Promise<Workflow> {
  const firm = await makeFirm({ ...setup, remote: true });
  const github = await serveGitHub();
  const remote = String(firm.bare);
  const tip = () => git(remote, 'rev-parse', 'refs/heads/main');

  const workflow: Workflow = {
    firm,
    github,
    propose(number, files, { author = 'clerk', base = 'main' } = {}) {
      const branch = `change-${number}`;
      const isOpen = github.pulls.some((pull) => pull.number === number);
      git(firm.dir, 'switch', '--quiet', ...(isOpen ? [branch] : ['--create', branch, base]));
      firm.edit(files);
      git(firm.dir, 'add', '--all');
      git(firm.dir, 'commit', '--quiet', '--allow-empty', '-m', `Change ${number}`);
      git(firm.dir, 'push', '--quiet', '--force', 'origin', branch);
      const head = git(firm.dir, 'rev-parse', 'HEAD');
      git(firm.dir, 'switch', '--quiet', 'main');
      git(firm.dir, 'pull', '--quiet', '--ff-only', 'origin', 'main');
      const at = git(firm.dir, 'rev-parse', base);
      const tree = git(firm.dir, 'merge-tree', '--write-tree', at, head).split('\n')[0] ?? '';
      const merge = git(firm.dir, 'commit-tree', tree, '-p', at, '-p', head, '-m', 'Merge');
      git(firm.dir, 'push', '--quiet', '--force', 'origin', `${merge}:refs/pull/${number}/merge`);
      const known = github.pulls.findIndex((pull) => pull.number === number);
      const pull = { number, user: { login: author }, head: { sha: head }, base: { ref: base }, merged_at: null };
      if (known < 0) github.pulls.push(pull);
      else github.pulls[known] = pull;
      github.authors.set(number, [author]);
      return { number, branch, base: at, head, merge };
    },
    merge(pull, how = 'merge') {
      git(firm.dir, 'switch', '--quiet', 'main');
      git(firm.dir, 'pull', '--quiet', '--ff-only', 'origin', 'main');
      const before = git(firm.dir, 'rev-parse', 'main');
      if (how === 'merge') git(firm.dir, 'merge', '--quiet', '--no-ff', '-m', `Merge ${pull.number}`, pull.branch);
      if (how === 'squash') {
        git(firm.dir, 'merge', '--quiet', '--squash', pull.branch);
        git(firm.dir, 'commit', '--quiet', '-m', `Squash ${pull.number}`);
      }
      if (how === 'rebase')
        git(firm.dir, 'cherry-pick', `${git(firm.dir, 'merge-base', 'main', pull.branch)}..${pull.branch}`);
      git(firm.dir, 'push', '--quiet', 'origin', 'main');
      const opened = github.pulls.find((one) => one.number === pull.number);
      if (opened) opened.merged_at = '2026-01-05T12:00:00Z';
      for (const commit of git(firm.dir, 'rev-list', `${before}..main`).split('\n'))
        github.commits.set(commit, [...(github.commits.get(commit) ?? []), pull.number]);
      return tip();
    },
    review: (pull, options = {}) => {
      const author = github.pulls.find((one) => one.number === pull.number)?.user.login ?? 'clerk';
      return workflow.run({
        event: 'pull_request',
        sha: pull.merge,
        ref: `refs/pull/${pull.number}/merge`,
        ...options,
        payload: {
          action: 'synchronize',
          repository,
          sender: { login: author },
          pull_request: {
            number: pull.number,
            user: { login: author },
            head: { sha: pull.head, ref: pull.branch, repo: { full_name: 'acme/hr' } },
            base: { sha: pull.base, ref: 'main' },
            ...options.pullRequest,
          },
          ...options.payload,
        },
      });
    },
    push: (sha, options = {}) =>
      workflow.run({
        event: 'push',
        sha,
        ref: 'refs/heads/main',
        payload: { ref: 'refs/heads/main', before: '0'.repeat(40), after: sha, repository },
        ...options,
      }),
    run: (options) => runStep(workflow, remote, options),
  };
  return workflow;
}

async function runStep({ firm, github }: Workflow, remote: string, options: StepOptions): Promise<StepOutcome> {
  const [workspace, temp] = [temporaryFolder(), temporaryFolder()];
  git(workspace, 'init', '--quiet', '--initial-branch=main');
  git(workspace, 'remote', 'add', 'origin', `file://${remote}`);
  git(workspace, 'fetch', '--quiet', '--depth=1', 'origin', options.sha);
  git(workspace, 'checkout', '--quiet', '--detach', options.sha);
  options.prepare?.(workspace);
  const files = { event: join(temp, 'event.json'), output: join(temp, 'output'), summary: join(temp, 'summary') };
  writeFileSync(files.event, JSON.stringify(options.payload));
  writeFileSync(files.output, '');
  writeFileSync(files.summary, '');
  const { PATH, ...home } = cleanHome();
  const inputs = { 'github-token': github.token, comment: 'true', config: 'rollcall.yaml', ...options.inputs };
  const env = {
    ...home,
    PATH: String(PATH),
    ...firm.environment,
    ROLLCALL_KEY: canaries.key,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: github.url,
    GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
    GITHUB_ACTOR: 'merger',
    GITHUB_EVENT_NAME: options.event,
    GITHUB_EVENT_PATH: files.event,
    GITHUB_REPOSITORY: 'acme/hr',
    GITHUB_RUN_ID: '42',
    GITHUB_SERVER_URL: 'https://github.test',
    GITHUB_SHA: options.sha,
    GITHUB_REF: options.ref ?? 'refs/heads/main',
    GITHUB_OUTPUT: files.output,
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temp,
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...options.environment,
  };
  const program = options.program?.(temp) ?? { args: [bundle()], cwd: workspace };
  const { code, stdout } = await runNode(program, {
    env: { ...env, ...program.environment },
    onStart: options.onStart,
  });
  const report = join(temp, 'rollcall-report.html');
  return {
    code,
    stdout,
    outputs: readOutputs(readFileSync(files.output, 'utf8')),
    summary: readFileSync(files.summary, 'utf8'),
    report: existsSync(report) ? readFileSync(report, 'utf8') : '',
  };
}

function runNode(
  { args, cwd }: Program,
  options: {
    readonly env: NodeJS.ProcessEnv;
    readonly onStart: ((pid: number) => void) | undefined;
  },
): Promise<{ readonly code: number; readonly stdout: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env: options.env, stdio: 'pipe' });
    let stdout = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 128, stdout }));
    if (child.pid !== undefined) options.onStart?.(child.pid);
  });
}

/** `name<<delimiter`, the value, the delimiter. */
function readOutputs(text: string): Readonly<Record<string, string>> {
  const found = [...text.matchAll(/^([\w-]+)<<(\S+)\r?\n([\s\S]*?)\r?\n\2$/gm)];
  return Object.fromEntries(found.map(([, name = '', , value = '']) => [name, value]));
}

/** Everything that a run showed to anybody, on GitHub and in its log. The runner eats lines that register a secret. */
export function everythingShown({ github }: Workflow, outcomes: readonly StepOutcome[]): string {
  const seen = outcomes.map(({ stdout, summary, report, outputs }) => [
    stdout.replace(/^::add-mask::.*$/gm, ''),
    summary,
    report,
    JSON.stringify(outputs),
  ]);
  return JSON.stringify([seen, [...github.comments], github.checks, github.issues]);
}

/** What the one comment of a kind on a pull request says; fails when there are several. */
export function commentOf({ github }: Workflow, pull: number, marker: 'review' | 'sync' = 'review'): string {
  const own = (github.comments.get(pull) ?? []).filter(({ body }) => body.startsWith(`<!-- rollcall:${marker} -->`));
  expect(own.length).toBe(1);
  return own[0]?.body ?? '';
}
