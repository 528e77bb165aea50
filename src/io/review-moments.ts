import { RollcallError } from '../contract/index.ts';
import { checkRoster } from '../engine/check/check.ts';
import { canonical } from '../engine/normal.ts';
import { reviewRules } from '../engine/review-rules.ts';
import { isUsable, type Roster } from '../engine/roster.ts';
import type { Rules } from '../engine/rules.ts';
import { readRules } from './config/config.ts';
import { parseConfigDocument } from './config/config-document.ts';
import { readSources } from './csv/sources.ts';
import type { Repository } from './git/git.ts';
import { placeOfTree, type Tree } from './git/tree.ts';
import { commitTree } from './git/trees.ts';
import { dayIn, type Moment, momentOf, type Readings } from './moment.ts';
import { refuseUnusable } from './read-roster.ts';

/** A change under review: what the default branch says without it and with it. */
export interface ReviewMoments {
  /** Undefined when the files of the base cannot be read soundly, so that there is nothing to take away. */
  readonly base: Moment | undefined;
  /** The merged state, by the rules of the base wherever they decide where secrets go and what is shown. */
  readonly head: Moment;
  /** Sections of rollcall.yaml that the change touches and that count only once it is merged. */
  readonly waiting: readonly string[];
}

/**
 * Reads both sides of a change.
 * @throws RollcallError `ROSTER_REFUSED` for the head, `CONFIG_INVALID` for either, `CONFIG_MISSING` when the base has no
 * rollcall.yaml: then nothing says what may be shown.
 */
export async function readReview(
  repository: Repository,
  options: { readonly config: string; readonly base: string; readonly head: string; readonly nowMs: number },
): Promise<ReviewMoments> {
  const { config, base, head, nowMs } = options;
  const trees = { base: commitTree(repository, base), head: commitTree(repository, head) };
  const own = await readRules(trees.base, config);
  const rules = reviewRules(own, await readRules(trees.head, config));
  const today = dayIn(own.timezone, nowMs);
  const known: Readings = new Map();
  const read = async (commit: string, tree: Tree, by: Rules, like?: Roster): Promise<Moment> => {
    const roster = checkRoster(await readSources(tree, by), by, like ? { today, like } : { today, keepRows: true });
    return momentOf({ repository, config, commit, uncommitted: false, today, rules: by, roster, tree }, { known });
  };
  const after = await read(head, trees.head, rules);
  refuseUnusable(after.roster);
  const before = await read(base, trees.base, { ...own, fields: guardedFields(own, rules) }, after.roster);
  return {
    base: isUsable(before.roster) ? before : undefined,
    head: after,
    waiting: await changedSections(trees.base, trees.head, config),
  };
}

/** What the change hides, its base hides too, so that both sides of a field are told alike. */
function guardedFields(own: Rules, review: Rules): Rules['fields'] {
  const guard = (kind: keyof Rules['fields']) =>
    own.fields[kind].map((field) => review.fields[kind].find((one) => one.name === field.name) ?? field);
  return Object.fromEntries(
    Object.keys(own.fields).map((kind) => [kind, guard(kind as keyof Rules['fields'])]),
  ) as unknown as Rules['fields'];
}

/** How files are read and checked may change at once; everything else waits. */
const atOnce: readonly string[] = ['sources', 'checks'];

async function changedSections(base: Tree, head: Tree, config: string): Promise<readonly string[]> {
  const [before, after] = await Promise.all([base, head].map((tree) => sectionsOf(tree, config)));
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].filter((name) => !atOnce.includes(name) && canonical(before?.[name]) !== canonical(after?.[name]));
}

async function sectionsOf(tree: Tree, config: string): Promise<Readonly<Record<string, unknown>>> {
  const bytes = await tree.read(config);
  if (bytes === undefined) throw new RollcallError('CONFIG_MISSING', `There is no ${config} in ${placeOfTree(tree)}.`);
  const { data } = parseConfigDocument(new TextDecoder().decode(bytes), config);
  return typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>) : {};
}
