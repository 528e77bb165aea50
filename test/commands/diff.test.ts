import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import Diff from '../../src/commands/diff.ts';
import { commit, emptyRepository, git, temporaryFolder } from '../io/repositories.ts';
import { runCommand } from './run-command.ts';

const before = 'id,first_name,last_name,department\n7,Anna,Keller,Sales\n8,Bo,Lund,IT\n9,Cy,Roth,IT\n';
const after = 'department;last_name;first_name;id\r\nIT;Roth;Cy;"9"\r\nLegal;Keller;Anna;7\r\nIT;Wolf;Di;10\r\n';

describe('two files', () => {
  test('are compared by key, whatever their delimiter, quotes and order', async () => {
    const dir = folder({ 'base.csv': before, 'head.csv': after });
    const { exit, stdout } = await runCommand(Diff, ['base.csv', 'head.csv'], dir);
    expect(exit).toBe(0);
    expect(stdout).toBe(
      [
        'records: 1 added, 1 removed, 1 changed, 1 unchanged',
        'fields changed: department 1',
        '',
        '~ 7   Anna Keller  department Sales → Legal',
        '- 8   Bo Lund  IT',
        '+ 10  Di Wolf  IT',
        '',
      ].join('\n'),
    );
  });

  test('are printed as JSON in the shape that programs rely on', async () => {
    const dir = folder({ 'base.csv': before, 'head.csv': after });
    const long = await runCommand(Diff, ['base.csv', 'head.csv', '--json'], dir);
    const short = await runCommand(Diff, ['base.csv', 'head.csv', '--format', 'json'], dir);
    expect(short.stdout).toBe(long.stdout);
    expect(JSON.parse(long.stdout)).toEqual({
      kinds: [
        {
          kind: 'records',
          key: ['id'],
          summary: { added: 1, removed: 1, changed: 1, unchanged: 1 },
          columns: { added: [], removed: [] },
          changes: [
            { op: 'changed', key: '7', fields: { department: { before: 'Sales', after: 'Legal' } } },
            { op: 'removed', key: '8', before: { id: '8', first_name: 'Bo', last_name: 'Lund', department: 'IT' } },
            { op: 'added', key: '10', after: { id: '10', first_name: 'Di', last_name: 'Wolf', department: 'IT' } },
          ],
        },
      ],
    });
  });

  test('that are equal end with 0, those that differ with 9 where that is asked for', async () => {
    const dir = folder({ 'base.csv': before, 'head.csv': after });
    expect((await runCommand(Diff, ['base.csv', 'base.csv', '--exit-code'], dir)).exit).toBe(0);
    const { exit, error, stdout } = await runCommand(Diff, ['base.csv', 'head.csv', '--exit-code'], dir);
    expect([exit, error]).toEqual([9, undefined]);
    expect(stdout).toContain('1 added');
  });

  test('take a key of several columns, by comma or by repeating', async () => {
    const dir = folder({
      'base.csv': 'team,person,role\na,1,x\na,2,x\n',
      'head.csv': 'team,person,role\na,1,y\na,2,x\n',
    });
    for (const key of [
      ['--key', 'team,person'],
      ['--key', 'team', '--key', 'person'],
    ]) {
      const { stdout } = await runCommand(Diff, [...key, 'base.csv', 'head.csv'], dir);
      expect(stdout).toContain('~ a/1  role x → y');
    }
  });

  test('are shown up to a limit, and the rest is counted', async () => {
    const dir = folder({ 'base.csv': before, 'head.csv': after });
    const { stdout } = await runCommand(Diff, ['base.csv', 'head.csv', '--limit', '1'], dir);
    expect(stdout).toContain('~ 7  Anna Keller');
    expect(stdout).toContain('… and 2 more; --limit 0 shows all');
    expect(stdout).not.toContain('Bo Lund');
  });

  test('tell an empty cell from a missing column where that is asked for', async () => {
    const dir = folder({ 'base.csv': 'id,note\n1,\n', 'head.csv': 'id\n1\n' });
    const same = await runCommand(Diff, ['base.csv', 'head.csv', '--json'], dir);
    const distinct = await runCommand(Diff, ['base.csv', 'head.csv', '--json', '--empty', 'distinct'], dir);
    expect(JSON.parse(same.stdout).kinds[0].summary).toMatchObject({ changed: 0, unchanged: 1 });
    expect(JSON.parse(distinct.stdout).kinds[0].changes).toEqual([
      { op: 'changed', key: '1', fields: { note: { before: '', after: null } } },
    ]);
  });
});

describe('refusals', () => {
  test('name a file that is not there', async () => {
    const { exit, error, stdout } = await runCommand(Diff, ['base.csv', 'head.csv'], folder({ 'base.csv': before }));
    expect([exit, error?.code, stdout]).toEqual([3, 'FILE_UNREADABLE', '']);
    expect(error?.message).toContain('"head.csv"');
  });

  test('name the places of a doubled key and of a ragged row, without values', async () => {
    const dir = folder({
      'base.csv': before,
      'doubled.csv': 'id,last_name\n1,Canary\n2,Roth\n1,Canary\n',
      'ragged.csv': 'id,last_name\n1,Roth\n2,Roth\n3,Canary,more\n4,Roth\n',
    });
    const doubled = await runCommand(Diff, ['base.csv', 'doubled.csv'], dir);
    expect([doubled.exit, doubled.error?.code]).toEqual([3, 'ROSTER_REFUSED']);
    expect(doubled.error?.message).toBe('doubled.csv:4:1 has the key of doubled.csv:2:1');
    const ragged = await runCommand(Diff, ['ragged.csv', 'base.csv'], dir);
    expect([ragged.exit, ragged.error?.code]).toEqual([3, 'ROSTER_REFUSED']);
    expect(ragged.error?.message).toContain('ragged.csv:4:');
    expect(`${doubled.error?.message}${ragged.error?.message}`).not.toContain('Canary');
  });

  test('say how to name the key that could not be told', async () => {
    const dir = folder({ 'base.csv': 'name\nAnna\n' });
    const { exit, error } = await runCommand(Diff, ['base.csv', 'base.csv'], dir);
    expect([exit, error?.code]).toEqual([2, 'USAGE']);
    expect(error?.next).toContain('--key');
  });

  test('name a word too many, and one file against many', async () => {
    const dir = folder({ 'base.csv': before, 'sub/head.csv': after });
    const many = await runCommand(Diff, ['base.csv', 'base.csv', 'sub'], dir);
    expect([many.exit, many.error?.message]).toEqual([2, '"sub" is one name too many.']);
    const mixed = await runCommand(Diff, ['base.csv', 'sub'], dir);
    expect([mixed.exit, mixed.error?.message]).toEqual([2, '"base.csv" is one file and "sub" is a set of files.']);
  });

  test('name a folder without CSV files', async () => {
    const dir = folder({ 'a/read.me': 'x', 'b/read.me': 'x' });
    expect((await runCommand(Diff, ['a', 'b'], dir)).error?.code).toBe('FILE_UNREADABLE');
  });
});

describe('two folders', () => {
  test('are compared file by file', async () => {
    const dir = folder({
      'a/people.csv': before,
      'b/people.csv': after,
      'a/hr/old.csv': 'id\n1\n',
      'b/hr/new.csv': 'id\n1\n',
      'a/list.csv': 'word\nx\nx\n',
      'b/list.csv': 'word\nx\nx\n',
    });
    const { stdout } = await runCommand(Diff, ['a', 'b', '--json'], dir);
    const kinds = JSON.parse(stdout).kinds as { kind: string; file: string; only?: string; summary: unknown }[];
    expect(kinds.map(({ kind, file, only }) => [kind, file, only])).toEqual([
      ['records', 'hr/new.csv', 'head'],
      ['records', 'hr/old.csv', 'base'],
      ['records', 'list.csv', undefined],
      ['records', 'people.csv', undefined],
    ]);
    expect(kinds[2]?.summary).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 2 });
    expect(kinds[3]?.summary).toEqual({ added: 1, removed: 1, changed: 1, unchanged: 1 });
  });

  test('may have keys of their own, but a key that no file has is refused', async () => {
    const dir = folder({ 'a/x.csv': 'code,v\n1,a\n', 'b/x.csv': 'code,v\n1,b\n', 'a/y.csv': before, 'b/y.csv': after });
    const { stdout } = await runCommand(Diff, ['a', 'b', '--json', '--key', 'code'], dir);
    expect(JSON.parse(stdout).kinds.map(({ key }: { key: string[] }) => key)).toEqual([['code'], ['id']]);
    expect((await runCommand(Diff, ['a', 'b', '--key', 'kode'], dir)).error?.code).toBe('USAGE');
  });
});

describe('git revisions', () => {
  test('are compared file by file, and only the paths after -- where given', async () => {
    const dir = emptyRepository();
    commit(dir, { 'hr/people.csv': before, 'other/x.csv': 'id\n1\n' });
    git(dir, 'checkout', '-q', '-b', 'move');
    commit(dir, { 'hr/people.csv': after, 'other/x.csv': 'id\n2\n' });

    const all = JSON.parse((await runCommand(Diff, ['main', 'HEAD', '--json'], dir)).stdout);
    expect(all.kinds.map(({ file }: { file: string }) => file)).toEqual(['hr/people.csv', 'other/x.csv']);
    const some = JSON.parse((await runCommand(Diff, ['main', 'HEAD', '--json', '--', 'hr'], dir)).stdout);
    expect(some.kinds.map(({ file }: { file: string }) => file)).toEqual(['hr/people.csv']);
    expect(some.kinds[0].summary).toEqual({ added: 1, removed: 1, changed: 1, unchanged: 1 });
  });

  test('can name one file, or stand against the working tree', async () => {
    const dir = emptyRepository();
    commit(dir, { 'hr/people.csv': before });
    writeFileSync(join(dir, 'hr/people.csv'), after);
    const summary = 'records: 1 added, 1 removed, 1 changed, 1 unchanged';
    expect((await runCommand(Diff, ['HEAD:hr/people.csv', 'hr/people.csv'], dir)).stdout).toContain(summary);
    expect((await runCommand(Diff, ['HEAD:./people.csv', 'people.csv'], join(dir, 'hr'))).stdout).toContain(summary);
    expect((await runCommand(Diff, ['HEAD', '.'], dir)).stdout).toContain('hr/people.csv: 1 added');
    expect((await runCommand(Diff, ['HEAD', '.'], join(dir, 'hr'))).stdout).toContain('people.csv: 1 added');
    expect((await runCommand(Diff, ['HEAD:hr', 'hr'], dir)).stdout).toContain('people.csv: 1 added');
  });

  test('are found from behind a symbolic link too', async () => {
    const dir = emptyRepository();
    commit(dir, { 'hr/people.csv': before });
    writeFileSync(join(dir, 'hr/people.csv'), after);
    const link = join(temporaryFolder(), 'link');
    symlinkSync(join(dir, 'hr'), link);
    expect((await runCommand(Diff, ['HEAD', '.'], link)).stdout).toContain('people.csv: 1 added');
    expect((await runCommand(Diff, ['HEAD:./people.csv', 'people.csv'], link)).stdout).toContain('records: 1 added');
  });

  test('lose against a file of the same name, which is said', async () => {
    const dir = emptyRepository();
    commit(dir, { main: before, 'head.csv': after });
    const { stdout, stderr } = await runCommand(Diff, ['main', 'head.csv'], dir);
    expect(stdout).toContain('1 added');
    expect(stderr).toBe(
      '"main" is a file here and a revision too: the file is taken. For the revision write "main:".\n',
    );
    expect((await runCommand(Diff, ['main:', 'HEAD', '--', 'head.csv'], dir)).stdout).toContain('no differences');
  });

  test('that are not there are named', async () => {
    const dir = emptyRepository();
    commit(dir, { 'people.csv': before });
    const unknown = await runCommand(Diff, ['mian', 'HEAD'], dir);
    expect([unknown.exit, unknown.error?.code]).toEqual([3, 'REVISION_UNKNOWN']);
    const file = await runCommand(Diff, ['gone.csv', 'people.csv'], dir);
    expect([file.exit, file.error?.code]).toEqual([3, 'FILE_UNREADABLE']);
    const path = await runCommand(Diff, ['HEAD:gone.csv', 'people.csv'], dir);
    expect([path.error?.code, path.error?.message]).toEqual([
      'FILE_UNREADABLE',
      '"gone.csv" is not in the revision "HEAD"',
    ]);
  });
});

function folder(files: Readonly<Record<string, string>>): string {
  const dir = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  return dir;
}
