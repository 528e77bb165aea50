import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Connector } from '../contract/index.ts';
import { parseRules } from '../io/config/config.ts';
import { type Sandbox, startSandbox } from '../io/sandbox/sandbox.ts';
import {
  configuration,
  dutchExport,
  emailOf,
  france,
  frenchExport,
  netherlands,
  type Person,
  teamIds,
} from './firm.ts';

export interface StoryOptions {
  /** Starts the command line again: the program and its first arguments. */
  readonly command: readonly string[];
  readonly connectors: ReadonlyMap<string, Connector>;
  /** Says what happens next. */
  readonly tell: (text: string) => void;
  /** Shows a command before it runs. */
  readonly show: (command: string) => void;
  /** Time to read, after each chapter. */
  readonly pause: () => Promise<void>;
  /** Leaves the repository where it is. */
  readonly keep: boolean;
}

/** One command of the story, with the exit code that it must have. */
interface Step {
  readonly args: readonly string[];
  readonly exit: number;
}

/**
 * Tells the whole story on a real git repository in a temporary folder, with the real commands in processes of
 * their own, against simulators on loopback. Gives the folder.
 * @throws Error when a command ends otherwise than the story says: then the story is not true.
 */
export async function tellStory(options: StoryOptions): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-demo-'));
  const stage = await setStage(folder, options);
  try {
    for (const chapter of chapters) {
      options.tell(chapter.title);
      await chapter.play(stage);
      await options.pause();
    }
  } finally {
    await stage.sandbox.close();
    if (!options.keep) await rm(folder, { recursive: true, force: true });
  }
  return folder;
}

interface Stage {
  readonly sandbox: Sandbox;
  readonly tell: (text: string) => void;
  git(...args: readonly string[]): Promise<void>;
  /** Writes the two exports. */
  exports(french: readonly Person[], dutch: readonly Person[]): Promise<void>;
  rollcall(step: Step): Promise<void>;
}

interface Chapter {
  readonly title: string;
  play(stage: Stage): Promise<void>;
}

const joiners: readonly Person[] = [
  {
    id: 'F023',
    first: 'Aurélie',
    last: 'Vasseur',
    department: 'Ventes',
    title: 'Commerciale',
    manager: 'F003',
    start: '2026-01-05',
  },
  {
    id: 'F024',
    first: 'Hugo',
    last: 'Lemaître',
    department: 'Production',
    title: 'Opérateur',
    manager: 'F005',
    start: '2026-01-05',
  },
];
const newDutch: Person = {
  id: 'N115',
  first: 'Yara',
  last: 'Kok',
  department: 'Support',
  title: 'Support Agent',
  manager: 'N105',
  start: '2026-01-12',
};
const frenchNow = [...france.filter((one) => one.id !== 'F019'), ...joiners];
const movers = new Set(['N106', 'N107', 'N108']);
const dutchNow = [
  ...netherlands.map((one) => (movers.has(one.id) ? { ...one, department: 'Customer Care' } : one)),
  newDutch,
];
/** A newcomer whose address somebody else already uses in one of the systems. */
const clashing: Person = {
  id: 'N116',
  first: 'Tess',
  last: 'Prins',
  department: 'Support',
  title: 'Support Agent',
  manager: 'N105',
  start: '2026-02-02',
};
const healed: Person = { ...clashing, email: 'tess.m.prins@verne.example' };

const chapters: readonly Chapter[] = [
  {
    title: 'A firm with two HR exports, one of them straight out of a French Excel. Are they sound?',
    async play({ rollcall }) {
      await rollcall({ args: ['check'], exit: 0 });
    },
  },
  {
    title: 'The first sync fills two empty HR systems.',
    async play({ rollcall }) {
      await rollcall({ args: ['apply', '--quiet'], exit: 0 });
    },
  },
  {
    title: 'On a branch, HR commits this month’s exports. This is what the reviewer sees.',
    async play({ git, exports, rollcall }) {
      await git('switch', '--quiet', '--create', 'january');
      await exports(frenchNow, dutchNow);
      await git('commit', '--quiet', '--all', '--message', 'HR exports of January');
      await rollcall({ args: ['plan'], exit: 0 });
    },
  },
  {
    title: 'The pull request is merged. Merging does it.',
    async play({ git, rollcall }) {
      await git('switch', '--quiet', 'main');
      await git('merge', '--quiet', '--no-ff', '--message', 'Merge january', 'january');
      await rollcall({ args: ['apply'], exit: 0 });
    },
  },
  {
    title: 'Run it again: nothing changes.',
    async play({ rollcall }) {
      await rollcall({ args: ['apply'], exit: 0 });
    },
  },
  {
    title: 'Now the classic accident: somebody exports with a filter on, and half of France is gone.',
    async play({ git, exports, rollcall }) {
      await exports(
        frenchNow.filter((one) => one.department === 'Production'),
        dutchNow,
      );
      await git('commit', '--quiet', '--all', '--message', 'HR exports, filtered by mistake');
      await rollcall({ args: ['apply'], exit: 4 });
      await git('revert', '--no-edit', 'HEAD');
    },
  },
  {
    title:
      'A newcomer gets an address that an account made by hand already uses in Springest. One record fails, the rest goes on.',
    async play({ sandbox, git, exports, rollcall }) {
      await openAccountByHand(sandbox);
      await exports(frenchNow, [...dutchNow, clashing]);
      await git('commit', '--quiet', '--all', '--message', 'Tess joins');
      await rollcall({ args: ['apply'], exit: 6 });
    },
  },
  {
    title: 'HR corrects the address. The next run heals what was left.',
    async play({ git, exports, rollcall }) {
      await exports(frenchNow, [...dutchNow, healed]);
      await git('commit', '--quiet', '--all', '--message', 'Give Tess an address of her own');
      await rollcall({ args: ['apply'], exit: 0 });
    },
  },
  {
    title: 'The auditor asks: is Gérald (F019) off everywhere, and since when? And Tess (N116)?',
    async play({ rollcall }) {
      await rollcall({ args: ['status', 'F019'], exit: 0 });
      await rollcall({ args: ['status', 'N116'], exit: 0 });
    },
  },
];

async function setStage(folder: string, options: StoryOptions): Promise<Stage> {
  const rules = parseRules(configuration());
  const sandbox = await startSandbox({
    systems: rules.systems,
    connectors: options.connectors,
    gitDir: join(folder, '.git'),
    environment: {},
  });
  const environment = { ...process.env, ...sandbox.environment };
  const endpoints = Object.fromEntries(sandbox.systems.map((system) => [system.name, system.endpoint]));
  const place = async (file: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), content);
  };
  const stage: Stage = {
    sandbox,
    tell: options.tell,
    async git(...args) {
      options.show(`git ${args.map((arg) => (/\s/.test(arg) ? `"${arg}"` : arg)).join(' ')}`);
      await runIn(folder, ['git', ...args], 0, { ...environment, ...made });
    },
    async exports(french, dutch) {
      await place('hr/france/employes.csv', frenchExport(french));
      await place('hr/netherlands/people.csv', dutchExport(dutch));
    },
    async rollcall({ args, exit }) {
      options.show(`rollcall ${args.join(' ')}`);
      await runIn(folder, [...options.command, ...args], exit, environment);
    },
  };
  await stage.exports(france, netherlands);
  await place('hr/teams.csv', teamIds);
  await place('rollcall.yaml', configuration(endpoints));
  for (const args of [
    ['init', '--quiet', '--initial-branch=main'],
    ['add', '--all'],
    ['commit', '--quiet', '--message', 'HR records of Maison Verne'],
  ]) {
    await runIn(folder, ['git', ...args], 0, { ...environment, ...made });
  }
  return stage;
}

/** Commits of the story are by nobody. */
const made = {
  GIT_AUTHOR_NAME: 'Demo',
  GIT_AUTHOR_EMAIL: 'demo@verne.example',
  GIT_COMMITTER_NAME: 'Demo',
  GIT_COMMITTER_EMAIL: 'demo@verne.example',
};

/** What an administrator did in Springest before anybody thought of rollcall. */
async function openAccountByHand({ systems, environment }: Sandbox): Promise<void> {
  const endpoint = systems.find((system) => system.name === 'springest')?.endpoint;
  await fetch(`${endpoint}/users.json?api_key=${environment.SPRINGEST_KEY}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      external_id: 'by-hand-1',
      email: emailOf(clashing),
      first_name: 'Tess',
      last_name: 'Prins',
      active: true,
    }),
  });
}

async function runIn(
  folder: string,
  [program = '', ...args]: readonly string[],
  exit: number,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', resolve);
  });
  if (code !== exit) throw new Error(`${program} ${args.join(' ')} ended with ${code}, the story says ${exit}`);
}
