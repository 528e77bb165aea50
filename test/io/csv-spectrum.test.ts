import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readTable } from '../../src/io/csv/csv.ts';

const folder = dirname(createRequire(import.meta.url).resolve('csv-spectrum/package.json'));
const names = readdirSync(join(folder, 'csvs')).map((file) => file.replace(/\.csv$/, ''));

/** The set's own expectation of this file has another telephone number than the file. */
const broken = 'location_coordinates';

test.each(names.filter((name) => name !== broken))('reads %s of csv-spectrum as it expects', (name) => {
  const { header, rows, findings } = readTable(name, readFileSync(join(folder, 'csvs', `${name}.csv`)));

  const objects = rows.map((row) => Object.fromEntries(header.map((column, index) => [column, row.cells[index]])));
  expect(objects).toEqual(JSON.parse(readFileSync(join(folder, 'json', `${name}.json`), 'utf8')));
  expect(findings).toEqual([]);
});

test('reads the file of csv-spectrum whose expectation is broken', () => {
  const { rows, findings } = readTable(broken, readFileSync(join(folder, 'csvs', `${broken}.csv`)));

  expect(rows.map((row) => row.cells)).toEqual([
    ['2095257564', '37\ufffd36\'37.8"N 121\ufffd2\'17.9"W', 'Modesto', 'Stanislaus'],
  ]);
  expect(findings).toEqual([]);
});
