import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { readTable } from '../../src/io/csv/csv.ts';

const folder = fileURLToPath(new URL('../../../shared/data/employees/', import.meta.url));
const isThere = existsSync(folder);
if (!isThere) console.warn('The rosters of ../shared/data/employees are not there: they are not read in this run.');

(isThere ? test : test.skip).each([
  ['real10k-1995-01-01.csv', 6_132],
  ['real10k-1996-01-01.csv', 6_651],
  ['roster-1995-01-01.csv.gz', 183_501],
  ['roster-1996-01-01.csv.gz', 199_873],
])('reads %s completely', (name, rows) => {
  const bytes = readFileSync(folder + name);

  const table = readTable(name, name.endsWith('.gz') ? gunzipSync(bytes) : bytes);

  expect(table.findings).toEqual([]);
  expect(table.rows).toHaveLength(rows);
  expect(table.place(rows - 1, 0)).toEqual({ file: name, line: rows + 1, column: 1 });
});
