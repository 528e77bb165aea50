import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { connectors } from '../../src/bundled.ts';
import Check from '../../src/commands/check.ts';
import Init from '../../src/commands/init.ts';
import { parseRules } from '../../src/io/config/config.ts';
import { project } from './rollcall.ts';
import { runCommand } from './run-command.ts';

const french = Buffer.from(
  "Matricule;Nom;Prénom;Courriel;Sexe;Date d'entrée;Service;N+1\r\n" +
    '001;Lefèvre;Chloé;chloe@example.org;F;03/02/2020;Études;\r\n' +
    "002;O'Neill;Zoë;zoe@example.org;H;14/05/2021;Études;001\r\n",
  'latin1',
);
const dutch =
  'Personeelsnummer,Voornaam,Achternaam,E-mailadres,Geslacht,Datum in dienst,Afdeling,Leidinggevende,Status\n' +
  '71,Jan,de Vries,jan@example.org,M,01-02-2020,Verkoop,72,Actief\n' +
  '72,Els,Bakker,els@example.org,V,25-03-2019,Verkoop,,Actief\n';

function folder(files: Readonly<Record<string, string | Buffer>>, options = { git: true }): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-init-')));
  if (options.git) execFileSync('git', ['init', '-q', '-b', 'trunk', root]);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return root;
}

const twoExports = { 'hr/france/employes.csv': french, 'hr/nl/medewerkers.csv': dutch, 'notes.csv': 'a,b\n1,2\n' };

test('writes a configuration that check accepts', async () => {
  const root = folder(twoExports);

  const init = await runCommand(Init, [], root);
  const check = await runCommand(Check, ['--json'], root);

  expect(init).toMatchObject({ exit: 0 });
  expect(check).toMatchObject({ exit: 0 });
  expect(JSON.parse(check.stdout)).toMatchObject({ findings: [], records: { employees: 4 } });
});

test('says what it recognised, what it did not, and what comes next', async () => {
  const { stdout } = await runCommand(Init, [], folder(twoExports));

  expect(stdout).toBe(`✓ france  hr/france/employes.csv
    8 columns recognised, key "Matricule", dates dd/MM/yyyy
✓ nl  hr/nl/medewerkers.csv
    9 columns recognised, key "Personeelsnummer", dates dd-MM-yyyy
– notes.csv: its columns are not recognised

Wrote rollcall.yaml.
Wrote .github/workflows/rollcall.yml.

Next:
  1. Read rollcall.yaml, then run "rollcall check".
  2. Take the comment signs off one system there and try it on its simulator: "rollcall sandbox".
  3. Put the release of rollcall that you trust into .github/workflows/rollcall.yml, in place of OWNER/rollcall@0000000000000000000000000000000000000000.
`);
});

test('proposes the workflow of the examples, for the branch and time zone that are here', async () => {
  const root = folder(twoExports);
  const example = readFileSync(join(project, 'examples', 'workflows', 'continuous.yml'), 'utf8');
  const author = ['-c', 'user.name=Anna', '-c', 'user.email=anna@example.org'];
  execFileSync('git', [...author, 'commit', '--quiet', '--allow-empty', '-m', 'Begin'], { cwd: root });
  await runCommand(Init, [], root);

  const text = readFileSync(join(root, '.github/workflows/rollcall.yml'), 'utf8');

  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  expect(text.replace(/^(?:#.*\n)+/, '')).toBe(
    example
      .replace(/^(?:#.*\n)+/, '')
      .replace('branches: [main]', 'branches: ["trunk"]')
      .replace('timezone: Europe/Paris', `timezone: ${timeZone}`)
      .replaceAll(
        'SPRINGEST_KEY: ${{ secrets.SPRINGEST_KEY }}',
        '# SPRINGEST_TEST_KEY: ${{ secrets.SPRINGEST_TEST_KEY }}',
      ),
  );
});

test('proposes systems that are accepted once their comment signs are gone', async () => {
  const root = folder(twoExports);
  await runCommand(Init, [], root);
  const text = readFileSync(join(root, 'rollcall.yaml'), 'utf8');
  const [head = '', systems = ''] = text.split('# systems:');

  const rules = parseRules(`${head}systems:${systems.replaceAll(/^# /gm, '')}`);

  expect(rules.systems.map((system) => system.connector)).toEqual(['springest', 'officevibe']);
});

test.each([
  [
    'lucca',
    {
      'hr/people.csv':
        'employeenumber,lastName,firstName,mail,dtContractStart,rolePrincipal\n1,A,B,a@example.org,01/02/2020,x\n',
    },
  ],
  [
    'personio',
    { 'hr/people.csv': 'ID,First name,Last name,Email,Supervisor ID,Cost center\n1,A,B,a@example.org,,x\n' },
  ],
  ['supermood', { 'hr/people.csv': 'personal identifier,first name,last name,email\n1,A,B,a@example.org\n' }],
  ['workleap', { 'hr/people.csv': 'externalMemberId,email,firstName,lastName\n1,a@example.org,A,B\n' }],
  [
    'officevibe',
    {
      'hr/users.csv': 'id,email,firstName,lastName\n1,a@example.org,A,B\n',
      'hr/groups.csv': 'id,name\n1,Team\n',
      'hr/groups-mapping.csv': 'groupId,userId,subGroupId,isMember,isManager\n1,1,,TRUE,FALSE\n',
    },
  ],
])('proposes %s with its secrets where its own files are there', async (id, files) => {
  const root = folder(files);
  await runCommand(Init, [], root);
  const text = readFileSync(join(root, 'rollcall.yaml'), 'utf8');
  const workflow = readFileSync(join(root, '.github/workflows/rollcall.yml'), 'utf8');
  const [head = '', systems = ''] = text.split('# systems:');

  const rules = parseRules(`${head}systems:${systems.replaceAll(/^# /gm, '')}`);

  const [connector] = await connectors({ wanted: [id] });
  const secrets = [...systems.matchAll(/'\$\{(\w+)\}'/g)].map(([, name]) => name);
  const lines = secrets.map((name) => `# ${name}: \${{ secrets.${name} }}`);
  expect(rules.systems.map((system) => [system.connector, system.sources])).toEqual([[id, [rules.sources[0]?.name]]]);
  expect(secrets).toHaveLength(connector?.credentials.length ?? 0);
  expect(workflow.match(/# \w+: \$\{\{ secrets\.\w+ \}\}/g)).toEqual([...lines, ...lines]);
});

test('overwrites nothing without --force', async () => {
  const root = folder({ ...twoExports, 'rollcall.yaml': 'mine\n', '.github/workflows/rollcall.yml': 'mine too\n' });

  const refused = await runCommand(Init, [], root);
  const kept = readFileSync(join(root, 'rollcall.yaml'), 'utf8');
  const forced = await runCommand(Init, ['--force'], root);

  expect(refused).toMatchObject({ exit: 2, error: { code: 'FILE_EXISTS' } });
  expect(kept).toBe('mine\n');
  expect(forced.exit).toBe(0);
  expect(readFileSync(join(root, 'rollcall.yaml'), 'utf8')).toContain('Matricule');
  expect(readFileSync(join(root, '.github/workflows/rollcall.yml'), 'utf8')).toContain('rollcall@');
});

test('keeps a workflow that is there when only the configuration is missing', async () => {
  const root = folder({ ...twoExports, '.github/workflows/rollcall.yml': 'mine\n' });

  const { exit, stdout } = await runCommand(Init, [], root);

  expect(exit).toBe(0);
  expect(stdout).toContain('.github/workflows/rollcall.yml was there already and is kept');
  expect(readFileSync(join(root, '.github/workflows/rollcall.yml'), 'utf8')).toBe('mine\n');
});

test('prints and writes nothing with --dry-run', async () => {
  const root = folder(twoExports);

  const { exit, stdout } = await runCommand(Init, ['--dry-run'], root);

  expect(exit).toBe(0);
  expect(stdout).toContain('--- rollcall.yaml\n# Proposed by');
  expect(existsSync(join(root, 'rollcall.yaml'))).toBe(false);
  expect(existsSync(join(root, '.github'))).toBe(false);
});

test('prints JSON for programs, without a value of anyone', async () => {
  const { stdout } = await runCommand(Init, ['--json'], folder(twoExports));
  const result = JSON.parse(stdout);

  expect(result).toMatchObject({
    written: ['rollcall.yaml', '.github/workflows/rollcall.yml'],
    leftOut: [{ file: 'notes.csv' }],
  });
  expect(stdout).not.toMatch(/Lefèvre|Chloé|example\.org|Bakker/);
});

test('works in a folder that is no repository yet', async () => {
  const root = folder(twoExports, { git: false });

  const { exit, stdout } = await runCommand(Init, [], root);

  expect(exit).toBe(0);
  expect(stdout).toContain('Run "git init": rollcall works on commits.');
});

test.each([
  [{}, 'There is no CSV file here.'],
  [{ 'a.csv': 'x,y\n1,2\n' }, 'a.csv: its columns are not recognised.'],
])('refuses when there is nothing to go by (%#)', async (files, message) => {
  const root = folder(files);

  const { exit, error } = await runCommand(Init, [], root);

  expect(exit).toBe(3);
  expect(error?.code).toBe('NOTHING_RECOGNISED');
  expect(error?.message).toContain(message);
  expect(existsSync(join(root, 'rollcall.yaml'))).toBe(false);
});

test('states the encoding and the delimiter only where detection needs them', async () => {
  const doubtful = Buffer.concat([
    Buffer.from('Matricule;Nom;Prénom;Courriel\r\n1;', 'latin1'),
    Buffer.from([0xa4]),
    Buffer.from('uro;A;a@example.org\r\n'),
  ]);
  const root = folder({ 'hr/un.csv': doubtful });

  await runCommand(Init, [], root);
  const text = readFileSync(join(root, 'rollcall.yaml'), 'utf8');

  expect(text).toContain('encoding: windows-1252');
  expect(text).not.toContain('delimiter');
});

test('states a delimiter where the file does not decide, by the columns it gives', async () => {
  const people = 'Matricule;Prénom;Service, site;Courriel\n1;A;RH, Lyon;a@example.org\n2;B;RH, Paris;b@example.org\n';
  const root = folder({ 'hr/people.csv': people });

  await runCommand(Init, [], root);

  expect(readFileSync(join(root, 'rollcall.yaml'), 'utf8')).toContain('delimiter: ;');
});

test('lists the files of a source that has several, and what it does not use', async () => {
  const site = (id: string) => `id,first_name,last_name,Badge\n${id},A,B,x\n`;
  const root = folder({ 'hr/a.csv': site('1'), 'hr/b.csv': site('2'), 'hr/c.csv': site('3'), 'hr/d.csv': site('4') });

  const { stdout } = await runCommand(Init, [], root);
  const text = readFileSync(join(root, 'rollcall.yaml'), 'utf8');

  expect(stdout).toContain('4 files of employees');
  expect(stdout).toContain('3 columns recognised, not used: "Badge"');
  expect(text).toContain('# Not used: "Badge". To use one, name its field under "columns"');
});
