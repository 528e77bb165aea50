import { matchesGlob } from 'node:path';
import { isSameOn } from '../engine/check/same-on.ts';
import type { Roster } from '../engine/roster.ts';
import type { Rules } from '../engine/rules.ts';
import type { Repository } from './git/git.ts';
import type { Tree } from './git/tree.ts';
import { commitTree, workingTree } from './git/trees.ts';
import { type ReadRoster, readRoster, refuseUnusable } from './read-roster.ts';

/** What git says now, and what it said at any commit. */
export interface Moment {
  readonly repository: Repository;
  readonly config: string;
  readonly commit: string;
  /** Files that count differ from the commit, and were read as they lie there. */
  readonly uncommitted: boolean;
  /** The day in the configured time zone, yyyy-mm-dd. */
  readonly today: string;
  readonly rules: Rules;
  readonly roster: Roster;
  /** The files as they were read. */
  readonly tree: Tree;
  /** The rules and the roster of a commit as of a day; read once, and not at all where nothing of it has changed. */
  at(commit: string, date: string): Promise<ReadRoster>;
}

/**
 * Reads HEAD, or the working tree where its files differ from HEAD.
 * @throws RollcallError `ROSTER_REFUSED`, `CONFIG_MISSING`, `CONFIG_INVALID`, `GIT_MISSING`.
 */
export async function readMoment(repository: Repository, config: string, nowMs: number): Promise<Moment> {
  const commit = await repository.head();
  const dirty = await repository.dirty();
  const day = (timezone: string): string => dayIn(timezone, nowMs);
  const edited = dirty.length > 0 ? await readRoster(workingTree(repository.root), config, day) : undefined;
  const uncommitted = edited !== undefined && dirty.some((path) => path === config || isRead(path, edited));
  const tree = uncommitted ? workingTree(repository.root) : commitTree(repository, commit);
  const { rules, roster } = uncommitted && edited ? edited : await readRoster(tree, config, day);
  refuseUnusable(roster);
  const today = day(rules.timezone);
  return momentOf(
    { repository, config, commit, uncommitted, today, rules, roster, tree },
    { areOwnRules: !uncommitted },
  );
}

/** Rosters of commits by commit and day, whichever moment asked for them. */
export type Readings = Map<string, Promise<ReadRoster>>;

/** A moment that was read already; by the rules of its own commit, where `areOwnRules` says so. */
export function momentOf(
  read: Omit<Moment, 'at'>,
  { areOwnRules = false, known = new Map() }: { readonly areOwnRules?: boolean; readonly known?: Readings } = {},
): Moment {
  const { repository, config, rules, roster, today } = read;
  const readAt = async (commit: string, date: string): Promise<ReadRoster> => {
    const isSame = areOwnRules && (date === today || isSameOn(roster, rules, date, today));
    if (isSame && (await isUnchangedSince(commit, read))) return read;
    return readRoster(commitTree(repository, commit), config, () => date, roster);
  };
  return {
    ...read,
    at(wanted, date) {
      const reading = known.get(`${wanted} ${date}`) ?? readAt(wanted, date);
      known.set(`${wanted} ${date}`, reading);
      return reading;
    },
  };
}

/** Whether the files that count were the same at a commit as they were read now. */
async function isUnchangedSince(commit: string, read: Omit<Moment, 'at'>): Promise<boolean> {
  await read.repository.ensureCommit(commit);
  const changed = await read.repository.changedPaths(commit, read.commit);
  return !changed.some((path) => path === read.config || isRead(path, read));
}

/** The calendar day of a moment in a time zone, yyyy-mm-dd. */
export function dayIn(timezone: string, nowMs: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' }).format(nowMs);
}

/** Whether a path is one of the files that a configuration reads, there or not. */
export function isRead(path: string, { rules }: Pick<ReadRoster, 'rules'>): boolean {
  const globs = [...rules.sources.flatMap((source) => Object.values(source.files).flat()), rules.teams?.ids ?? ''];
  return globs.some((glob) => glob !== '' && (glob === path || matchesGlob(path, glob)));
}
