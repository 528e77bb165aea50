import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import Check from '../../src/commands/check.ts';
import { runCommand } from './run-command.ts';

const yaml = 'version: 1\nsources: { hr: { employees: people.csv } }\n';

function folderWith(csv: string | Uint8Array): string {
  const dir = mkdtempSync(join(tmpdir(), 'rollcall-check-'));
  writeFileSync(join(dir, 'rollcall.yaml'), yaml);
  writeFileSync(join(dir, 'people.csv'), csv);
  return dir;
}

test('says what it read and ends with 0 when all is well', async () => {
  const { exit, stdout } = await runCommand(Check, [], folderWith('id,email\n1,zoe@example.com\n2,bo@example.com\n'));

  expect([exit, stdout]).toEqual([0, 'Read 2 employees. No findings.\n']);
});

test('ends with 0 when there are warnings only', async () => {
  const { exit, stdout } = await runCommand(Check, [], folderWith('id,parking\n1,A\n'));

  expect(exit).toBe(0);
  expect(stdout).toContain('people.csv:1:4 warning');
});

test('tells all errors with their places and ends with 3, without a value', async () => {
  const { exit, stdout } = await runCommand(
    Check,
    [],
    folderWith('id,email,manager_id\n1,secretly,9\n2,x@example.com,2\n'),
  );

  expect(exit).toBe(3);
  expect(stdout).toContain('people.csv:2:3 error this is not one e-mail address (bad-email)');
  expect(stdout).toContain('people.csv:2:12 error the manager is not in the roster (unknown-manager)');
  expect(stdout).toContain('3 errors in 1 file\nRead 2 employees.\n');
  expect(stdout).not.toContain('secretly');
});

test('prints findings and counts as JSON', async () => {
  const { exit, stdout } = await runCommand(Check, ['--json'], folderWith('id,start_date\n1,31/02/2026\n'));

  expect(exit).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({
    findings: [{ code: 'bad-date', place: { file: 'people.csv', line: 2, column: 3 }, kind: 'employees', key: '1' }],
    records: { employees: 1, teams: 0, memberships: 0 },
  });
});

test('gives a spreadsheet named .csv a sentence', async () => {
  const { exit, stdout } = await runCommand(Check, [], folderWith(Buffer.from('PK\u0003\u0004…')));

  expect(exit).toBe(3);
  expect(stdout).toContain('people.csv:1:1 error this is a spreadsheet (.xlsx, .ods)');
  expect(stdout).toContain('Save as');
});
