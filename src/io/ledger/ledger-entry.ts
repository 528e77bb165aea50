import { RollcallError } from '../../contract/index.ts';
import type { Repository } from '../git/git.ts';

/** What an entry of the ledger holds: one file a system, as blob ids. */
export interface EntryFiles {
  /** Blob ids by the system's name. */
  readonly systems: ReadonlyMap<string, string>;
  /** True when an earlier ledger was lost: systems without a file are unknown then, not new. */
  readonly lost: boolean;
}

export interface NewEntry {
  readonly start: EntryFiles;
  /** File contents of the systems that change, by name. */
  readonly texts: ReadonlyMap<string, string>;
  /** Doubles and undefined ones are left out. */
  readonly parents: readonly (string | undefined)[];
  readonly message: string;
  /** Notes that an earlier ledger was lost; kept from then on. */
  readonly lost: boolean;
}

const lostMarker = 'lost';

/** Author of what the tool commits: nobody's name, and no need for any git configuration. */
export const toolIdentity: Readonly<Record<string, string>> = {
  GIT_AUTHOR_NAME: 'rollcall',
  GIT_AUTHOR_EMAIL: 'rollcall@localhost',
  GIT_COMMITTER_NAME: 'rollcall',
  GIT_COMMITTER_EMAIL: 'rollcall@localhost',
  TZ: 'UTC',
};

/** @throws RollcallError `LEDGER_LOST` when git cannot read the entry. */
export async function readEntry(repository: Repository, commit: string | undefined): Promise<EntryFiles> {
  const systems = new Map<string, string>();
  if (commit === undefined) return { systems, lost: false };
  const listed = await repository.run(['ls-tree', '-r', '-z', '--full-tree', commit], { answers: [0, 128] });
  if (listed.code !== 0) throw new RollcallError('LEDGER_LOST', `the ledger's entry ${commit} cannot be read`);
  let lost = false;
  for (const line of listed.stdout.toString('utf8').split('\0')) {
    const [head = '', path = ''] = line.split('\t');
    const system = /^systems\/(.+)\.json$/.exec(path)?.[1];
    if (system !== undefined) systems.set(decodeURIComponent(system), head.split(' ')[2] ?? '');
    if (path === lostMarker) lost = true;
  }
  return { systems, lost };
}

/** Writes an entry into git's store, where nothing points at it yet, and gives its commit id. */
export async function makeEntry(repository: Repository, entry: NewEntry): Promise<string> {
  const systems = new Map(entry.start.systems);
  for (const [system, text] of entry.texts) systems.set(system, await storeBlob(repository, text));
  const files = [...systems].map(([system, id]) => `100644 blob ${id}\t${encodeURIComponent(system)}.json`);
  const top = [`040000 tree ${await storeTree(repository, files)}\tsystems`];
  if (entry.start.lost || entry.lost) {
    const note = 'An earlier ledger was lost. Systems without a file here are unknown, not new.\n';
    top.push(`100644 blob ${await storeBlob(repository, note)}\t${lostMarker}`);
  }
  const parents = [...new Set(entry.parents)].filter((parent) => parent !== undefined);
  for (const parent of parents) await repository.ensureCommit(parent);
  return storeCommit(repository, await storeTree(repository, top), parents, entry.message);
}

export async function storeCommit(
  repository: Repository,
  tree: string,
  parents: readonly string[],
  message: string,
): Promise<string> {
  const args = ['commit-tree', '--no-gpg-sign', tree, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-'];
  return repository.text(args, { input: `${message}\n`, environment: toolIdentity });
}

export function storeTree(repository: Repository, lines: readonly string[]): Promise<string> {
  return repository.text(['mktree', '-z'], { input: lines.map((line) => `${line}\0`).join('') });
}

function storeBlob(repository: Repository, text: string): Promise<string> {
  return repository.text(['hash-object', '-w', '--stdin', '--no-filters'], { input: text });
}
