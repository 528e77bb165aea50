import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseRules } from '../../../src/io/config/config.ts';
import { readSources } from '../../../src/io/csv/sources.ts';
import { folderTree } from '../../../src/io/git/trees.ts';

function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'rollcall-sources-'));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), content);
  }
  return dir;
}

const read = async (yaml: string, files: Readonly<Record<string, string | Uint8Array>>) =>
  readSources(folderTree(folderOf(files)), parseRules(`version: 1\n${yaml}`));

test('reads all files of all sources, in the order of rollcall.yaml, each file once', async () => {
  const yaml =
    'sources:\n  b: { employees: [hr/b/*.csv, hr/b/1.csv], teams: hr/t.csv }\n  a: { employees: hr/a.csv }\nteams: { from: department, ids: ids.csv }\n';

  const tables = await read(yaml, {
    'hr/a.csv': 'id\n1\n',
    'hr/b/2.csv': 'id\n3\n',
    'hr/b/1.csv': 'id\n2\n',
    'hr/t.csv': 'id,name\nT,Team\n',
    'ids.csv': 'id,name\nT,Team\n',
  });

  expect(tables.map(({ source, kind, table }) => [source.name, kind, table.file])).toEqual([
    ['b', 'employees', 'hr/b/1.csv'],
    ['b', 'employees', 'hr/b/2.csv'],
    ['b', 'teams', 'hr/t.csv'],
    ['a', 'employees', 'hr/a.csv'],
    ['ids.csv', 'teams', 'ids.csv'],
  ]);
});

test('reads files in the encoding and with the delimiter that are stated', async () => {
  const yaml = 'sources: { fr: { employees: e.csv, encoding: iso-8859-15, delimiter: ";" } }';

  const [entry] = await read(yaml, { 'e.csv': Buffer.from('id;name, x\n1;S\xbdur\n', 'latin1') });

  expect(entry?.table).toMatchObject({ encoding: 'iso-8859-15', delimiter: ';', header: ['id', 'name, x'] });
  expect(entry?.table.rows[0]?.cells).toEqual(['1', 'Sœur']);
});

test('turns a pattern without files into a finding, whatever else there is', async () => {
  const tables = await read('sources: { hr: { employees: [a.csv, b/*.csv] } }', { 'a.csv': 'id\n1\n' });

  expect(tables.map(({ table }) => [table.file, table.findings.map(({ code }) => code)])).toEqual([
    ['b/*.csv', ['file-missing']],
    ['a.csv', []],
  ]);
});
