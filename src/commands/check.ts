import { kinds, RollcallError } from '../contract/index.ts';
import type { Roster } from '../engine/roster.ts';
import { openRepository } from '../io/git/git.ts';
import type { Tree } from '../io/git/tree.ts';
import { folderTree, workingTree } from '../io/git/trees.ts';
import { describeFindings } from '../review/findings.ts';
import { BaseCommand } from './base.ts';

export default class Check extends BaseCommand {
  static override readonly summary = 'read and check the roster';
  static override readonly description =
    'Reads all files that rollcall.yaml names and tells everything that is wrong with them, each with file:line:column. ' +
    'Ends with 3 when there is an error, with 0 when there are only warnings. No value of a cell is shown.';
  static override readonly examples = ['<%= config.bin %> check', '<%= config.bin %> check --json'];

  async run(): Promise<void> {
    const { flags } = await this.parse(Check);
    const tree = await openTree(process.cwd());
    // Loaded once there is a folder to read: that takes as long as all before it.
    const { readRules } = await import('../io/config/config.ts');
    const { readSources } = await import('../io/csv/sources.ts');
    const { checkRoster } = await import('../engine/check/check.ts');
    const rules = await readRules(tree, flags.config);
    const roster = checkRoster(await readSources(tree, rules), rules, { today: todayIn(rules.timezone) });
    const counts = Object.fromEntries(kinds.map((kind) => [kind, roster.records[kind].size]));
    if (flags.json) this.printJson({ findings: roster.findings, records: counts });
    else this.print(describe(roster, this.isColored));
    if (roster.findings.some((finding) => finding.severity === 'error')) this.exit(3);
  }
}

/** The working tree where there is git, so that ignored files stay out; else the folder. */
async function openTree(dir: string): Promise<Tree> {
  try {
    return workingTree((await openRepository(dir)).root);
  } catch (error) {
    if (error instanceof RollcallError && error.code === 'GIT_MISSING') return folderTree(dir);
    throw error;
  }
}

/** The day it is in a time zone, yyyy-MM-dd. */
function todayIn(timezone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone }).format(new Date());
}

function describe(roster: Roster, color: boolean): string {
  const read = kinds.flatMap((kind) => {
    const { size } = roster.records[kind];
    return size > 0 ? [`${size.toLocaleString('en-US')} ${kind}`] : [];
  });
  const findings = describeFindings(roster.findings, { color });
  const summary = `Read ${read.join(', ') || 'no records'}.`;
  return findings === '' ? `${summary} No findings.` : `${findings}\n${summary}`;
}
