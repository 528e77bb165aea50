import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import Diff from '../../src/commands/diff.ts';
import { temporaryFolder } from '../io/repositories.ts';
import { repositoryRoot, runCommand } from './run-command.ts';

// Rosters of realistic size with counts taken by other means; they lie beside the repository, not in it.
const data = join(repositoryRoot, '../shared/data');
const isThere = existsSync(data);
if (!isThere) process.stderr.write(`skipped: there is no ${data}\n`);
const whenThere = isThere ? test : test.skip;

interface DiffJson {
  readonly kinds: readonly {
    readonly summary: Readonly<Record<'added' | 'removed' | 'changed' | 'unchanged', number>>;
    readonly columns: unknown;
    readonly changes: readonly {
      readonly op: string;
      readonly key: string;
      readonly fields?: Readonly<Record<string, { readonly before: string; readonly after: string }>>;
    }[];
  }[];
}

describe('rosters a year apart', () => {
  const pairs = [
    ['sample2k', [171, 32, 147, 1650], { department: 20, job_title: 125, manager_id: 20, status: 5, end_date: 5 }],
    ['real10k', [645, 126, 508, 5498], { department: 72, job_title: 424, manager_id: 72, status: 19, end_date: 19 }],
    [
      'roster',
      [20_031, 3659, 15_090, 164_752],
      { department: 2123, job_title: 12_514, manager_id: 2123, status: 626, end_date: 626 },
    ],
  ] as const;
  for (const [family, [added, removed, changed, unchanged], fields] of pairs) {
    whenThere(`have the true counts in ${family}`, async () => {
      const dir = temporaryFolder();
      const files = ['1995', '1996'].map((year) => unpacked(`${family}-${year}-01-01.csv`, dir));

      const diff = await diffOf(files);

      expect(diff.kinds[0]?.summary).toEqual({ added, removed, changed, unchanged });
      expect(diff.kinds[0]?.columns).toEqual({ added: [], removed: [] });
      expect(countFields(diff)).toEqual(fields);
      const keys = diff.kinds[0]?.changes.map(({ key }) => Number(key)) ?? [];
      expect(keys).toEqual(keys.toSorted((one, other) => one - other));
    });
  }

  function unpacked(name: string, dir: string): string {
    const path = join(data, 'employees', name);
    if (existsSync(path)) return path;
    writeFileSync(join(dir, name), gunzipSync(readFileSync(`${path}.gz`)));
    return join(dir, name);
  }
});

describe('made rosters', () => {
  const cases = [
    ['50', '30', '1'],
    ['300', '90', '2', '--shuffle'],
    ['300', '90', '3', '--reorder-columns'],
    ['300', '90', '4', '--crlf', '--bom'],
    ['2000', '700', '5', '--shuffle', '--reorder-columns', '--crlf', '--bom'],
    ['5', '5', '6', '--shuffle', '--bom'],
  ] as const;
  for (const [rows, changes, seed, ...flags] of cases) {
    whenThere(`differ exactly as expected: ${rows} rows, seed ${seed} ${flags.join(' ')}`, async () => {
      const dir = temporaryFolder();
      const script = join(data, 'make-roster.mjs');
      execFileSync(process.execPath, [script, rows, changes, dir, '--seed', seed, ...flags]);
      const expected = JSON.parse(readFileSync(join(dir, 'expected.json'), 'utf8'));

      const { kinds } = await diffOf([join(dir, 'base.csv'), join(dir, 'head.csv')]);

      const { fields, ...counts } = expected.counts;
      const keysOf = (op: string) => kinds[0]?.changes.filter((change) => change.op === op).map(({ key }) => key);
      expect(kinds[0]?.summary).toMatchObject(counts);
      expect(Object.values(countFields({ kinds })).reduce((sum, count) => sum + count, 0)).toBe(fields);
      expect([keysOf('added'), keysOf('removed')]).toEqual([expected.added, expected.removed]);
      expect(editsOf({ kinds })).toEqual(expected.changed);
    });
  }
});

async function diffOf(files: readonly string[]): Promise<DiffJson> {
  const { stdout, error } = await runCommand(Diff, [...files, '--json']);
  expect(error).toBeUndefined();
  return JSON.parse(stdout);
}

function countFields({ kinds }: DiffJson): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { fields = {} } of kinds[0]?.changes ?? []) {
    for (const name of Object.keys(fields)) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** Key → field → [before, after]. */
function editsOf({ kinds }: DiffJson): Record<string, Record<string, [string, string]>> {
  const changed = kinds[0]?.changes.filter(({ op }) => op === 'changed') ?? [];
  return Object.fromEntries(
    changed.map(({ key, fields = {} }) => [
      key,
      Object.fromEntries(Object.entries(fields).map(([name, { before, after }]) => [name, [before, after]])),
    ]),
  );
}
