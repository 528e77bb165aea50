import { RollcallError } from '../contract/index.ts';
import { checkRoster } from '../engine/check/check.ts';
import { isUsable, type Roster } from '../engine/roster.ts';
import type { Rules } from '../engine/rules.ts';
import { readRules } from './config/config.ts';
import { readSources } from './csv/sources.ts';
import type { Tree } from './git/tree.ts';

/** The rules and the roster of one moment: a commit or the working tree. */
export interface ReadRoster {
  readonly rules: Rules;
  readonly roster: Roster;
}

/**
 * Reads rollcall.yaml and all files it names, types and checks them as of a day (yyyy-mm-dd) in its time zone.
 * @param like another version, with which records that say the same share their fields, and whose rows are not read again
 * @throws RollcallError `CONFIG_MISSING`, `CONFIG_INVALID`.
 */
export async function readRoster(
  tree: Tree,
  config: string,
  dayIn: (timezone: string) => string,
  like?: Roster,
): Promise<ReadRoster> {
  const rules = await readRules(tree, config);
  const today = dayIn(rules.timezone);
  return {
    rules,
    roster: checkRoster(await readSources(tree, rules), rules, like ? { today, like } : { today, keepRows: true }),
  };
}

/** @throws RollcallError `ROSTER_REFUSED` with all findings when something makes the whole roster unsafe. */
export function refuseUnusable(roster: Roster): void {
  if (isUsable(roster)) return;
  const errors = roster.findings.filter((finding) => finding.severity === 'error' && finding.scope === 'roster');
  throw new RollcallError(
    'ROSTER_REFUSED',
    `The roster is refused for ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}; nothing was planned or written.`,
    {
      findings: roster.findings,
    },
  );
}
