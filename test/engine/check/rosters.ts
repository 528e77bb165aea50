import type { Finding } from '../../../src/contract/index.ts';
import { checkRoster } from '../../../src/engine/check/check.ts';
import type { Roster } from '../../../src/engine/roster.ts';
import { parseRules } from '../../../src/io/config/config.ts';
import { readSources } from '../../../src/io/csv/sources.ts';
import type { Tree } from '../../../src/io/git/tree.ts';

/** A tree of texts in memory; `hr/*.csv` is the only sort of pattern it knows. */
export function treeOf(files: Readonly<Record<string, string | Uint8Array>>): Tree {
  return {
    commit: undefined,
    name: 'test',
    list: async (glob) => {
      const [start = '', end] = glob.split('*');
      return Object.keys(files).filter((file) =>
        end === undefined ? file === glob : file.startsWith(start) && file.endsWith(end),
      );
    },
    read: async (path) => (files[path] === undefined ? undefined : Buffer.from(files[path])),
  };
}

/** Reads and checks files by the rules of a rollcall.yaml without its first line. */
export async function check(
  yaml: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  today?: string,
): Promise<Roster> {
  const rules = parseRules(`version: 1\n${yaml}`);
  return checkRoster(await readSources(treeOf(files), rules), rules, today === undefined ? {} : { today });
}

/** One source `hr` with people in `hr/people.csv`, read and checked. */
export async function checkPeople(csv: string, yaml = '', today?: string): Promise<Roster> {
  const source = yaml.startsWith(' ') ? yaml : '';
  const rest = yaml.startsWith(' ') ? '' : yaml;
  return check(`sources:\n  hr:\n    employees: hr/people.csv\n${source}\n${rest}`, { 'hr/people.csv': csv }, today);
}

/** `code severity/scope line:column`, with the key of a held record and further places. */
export function told(roster: Roster): readonly string[] {
  return roster.findings.map(describe);
}

function describe({ code, severity, scope, place, others, key }: Finding): string {
  const at = [place, ...(others ?? [])].map((one) => `${one?.line}:${one?.column}`).join(' ');
  return `${code} ${severity}/${scope} ${at}${key === undefined ? '' : ` #${key}`}`;
}
