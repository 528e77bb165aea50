import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { officevibe } from '../../plugins/connector-officevibe/src/index.ts';
import { RollcallError } from '../../src/contract/index.ts';
import { type Pulled, pull } from '../../src/pull.ts';
import { describePull, pullJson } from '../../src/review/pull.ts';
import { git } from '../io/repositories.ts';
import { csv, type Firm, makeFirm, people, readText } from './firm.ts';

const teamFile = 'id,name\nT1,Sales\nT2,Support\n';

function firmOf(files: Readonly<Record<string, string | Uint8Array>>, config = {}): Promise<Firm> {
  return makeFirm({
    systems: { officevibe: { connector: 'officevibe' } },
    config: { teams: { from: 'department', ids: 'hr/teams.csv' }, ...config },
    files: { 'hr/teams.csv': teamFile, ...files },
  });
}

interface Wish {
  readonly adopt?: boolean;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly source?: string;
  readonly system?: string;
}

function pullInto(firm: Firm, wish: Wish = {}): Promise<Pulled> {
  return pull({
    directory: firm.dir,
    config: 'rollcall.yaml',
    connectors: async (wanted) => new Map(wanted.map((id) => [id, officevibe])),
    environment: firm.environment,
    now: Date.now,
    network: { sleep: async () => {} },
    system: 'officevibe',
    ...wish,
  });
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const thrown = await work.catch((error: unknown) => error);
  return thrown instanceof RollcallError ? thrown.code : `no refusal: ${String(thrown)}`;
}

function told(pulled: Pulled): string {
  return describePull({ ...pulled, isDryRun: false }, { color: false });
}

test('writes one changed cell, and the plan after it is empty', async () => {
  const before = csv(people(5));
  const firm = await firmOf({ 'hr/people.csv': before });
  await firm.apply();
  await firm.system('officevibe').byHand('users', { email: 'p3@firm.test', lastName: 'Meyer' });

  const pulled = await pullInto(firm);

  expect(readText(firm.dir, 'hr/people.csv')).toBe(before.replace('Last3', 'Meyer'));
  expect(told(pulled)).toContain('hr/people.csv: 1 cell, 0 new rows');
  firm.commit({}, 'Pull');
  expect((await firm.plan()).of('officevibe').changes).toEqual([]);
});

test('gives back the file that was applied, byte for byte, whatever Excel made of it', async () => {
  const rows = [
    'Matricule;Nom;Prénom;Courriel;Service;Entrée;Poste',
    '007;"Müller ""M""";Zoé;zoe@firm.test;Sales;05/11/2019;"Agent; nuit"',
    '',
    '008; L’Œuvre ;Éric;ERIC@firm.test;Support;31/12/2020;',
    '009;Noël;Anaïs;anais@firm.test;Sales;01/02/2021;Agent',
  ];
  const bytes = Buffer.from(rows.join('\r\n').replace('’', '\u0092').replace('Œ', '\u008c'), 'latin1');
  const firm = await firmOf(
    { 'hr/people.csv': bytes },
    {
      sources: {
        hr: {
          employees: 'hr/people.csv',
          key: 'Matricule',
          columns: {
            Nom: 'last_name',
            Prénom: 'first_name',
            Courriel: 'email',
            Service: 'department',
            Entrée: 'start_date',
            Poste: 'job_title',
          },
        },
      },
    },
  );
  expect((await firm.apply()).code).toBe(0);

  const same = await pullInto(firm);
  await firm.system('officevibe').byHand('users', { email: 'anais@firm.test', lastName: 'Noël-L’Œil' });
  const moved = await pullInto(firm);

  expect([same.files, moved.files]).toEqual([[], ['hr/people.csv']]);
  const meant = Buffer.from(bytes.toString('latin1').replace('009;Noël', '009;Noël-L\u0092\u008cil'), 'latin1');
  expect(readFileSync(join(firm.dir, 'hr/people.csv')).equals(meant)).toBe(true);
});

test('makes a file of whom the system has, and a sync of it changes nobody', async () => {
  const firm = await firmOf({});
  for (const id of [1, 2, 3]) {
    const named = { firstName: `First${id}`, lastName: `Last${id}` };
    await firm.system('officevibe').byHand('users', { email: `p${id}@firm.test`, ...named });
  }

  const first = await pullInto(firm);
  const text = readText(firm.dir, 'hr/people.csv');
  firm.commit({}, 'First import');
  const plan = await firm.plan();

  expect(text.split('\n').slice(0, 3)).toEqual([
    'id,email,first_name,last_name,job_title,department,status',
    'officevibe-1,admin@firm.test,,Administrator,,,',
    'officevibe-2,p1@firm.test,First1,Last1,,,',
  ]);
  expect(told(first)).toContain('4 new rows');
  expect(told(first)).not.toContain('@');
  expect(plan.of('officevibe').changes.map(({ op }) => op)).toEqual(['update', 'update', 'update']);
  await firm.apply();
  expect((await pullInto(firm)).files).toEqual([]);
});

test('takes over who is in the system only when it is asked to', async () => {
  const before = csv(people(2));
  const firm = await firmOf({ 'hr/people.csv': before });
  await firm.apply();
  await firm.system('officevibe').byHand('users', { email: 'new@firm.test', firstName: 'Nia', lastName: 'New' });

  const counted = await pullInto(firm);
  const adopted = await pullInto(firm, { adopt: true });

  expect(counted.files).toEqual([]);
  expect(counted.pull.notAdopted).toContainEqual(expect.objectContaining({ kind: 'employees', why: 'not-asked' }));
  expect(adopted.pull.rows.map(({ key, keyFrom }) => `${key} ${keyFrom}`)).toEqual([
    'officevibe-1 made',
    'officevibe-2 made',
  ]);
  expect(readText(firm.dir, 'hr/people.csv')).toBe(
    `${before}officevibe-1,admin@firm.test,,Administrator,,,\nofficevibe-2,new@firm.test,Nia,New,,,\n`,
  );
});

test('keeps the row of somebody who is gone from the system, and says so', async () => {
  const before = csv(people(3));
  const firm = await firmOf({ 'hr/people.csv': before });
  await firm.apply();
  await firm.system('officevibe').byHand('users', { email: 'p2@firm.test', status: 'Deactivated' });

  const pulled = await pullInto(firm);

  expect(pulled.files).toEqual([]);
  expect(told(pulled)).toContain('person 2: not in the system any more; the row stays unless --remove is given');
});

test('writes nothing when the system cannot be read to its end, or is not known', async () => {
  const before = csv(people(3));
  const firm = await firmOf({ 'hr/people.csv': before });
  await firm.apply();
  await firm.system('officevibe').byHand('users', { email: 'p2@firm.test', lastName: 'Meyer' });
  firm.system('officevibe').fault({ status: 500, times: 50, match: { path: '/users' } });

  expect(await refusal(pullInto(firm))).toBe('READ_INCOMPLETE');
  firm.system('officevibe').mend();
  expect(await refusal(pullInto(firm, { system: 'nowhere' }))).toBe('USAGE');
  expect(await refusal(pullInto(firm, { source: 'nowhere' }))).toBe('USAGE');
  expect(readText(firm.dir, 'hr/people.csv')).toBe(before);
});

test('writes over edits that no commit holds only when it is forced to, and nothing in a dry run', async () => {
  const before = csv(people(3));
  const firm = await firmOf({ 'hr/people.csv': before });
  await firm.apply();
  await firm.system('officevibe').byHand('users', { email: 'p2@firm.test', lastName: 'Meyer' });
  const edited = before.replace('Last1', 'Lee');
  writeFileSync(join(firm.dir, 'hr/people.csv'), edited);

  const dry = await pullInto(firm, { dryRun: true });
  const refused = await refusal(pullInto(firm));
  const between = readText(firm.dir, 'hr/people.csv');
  await pullInto(firm, { force: true });

  expect([dry.files, refused]).toEqual([['hr/people.csv'], 'UNCOMMITTED']);
  expect(between).toBe(edited);
  expect(readText(firm.dir, 'hr/people.csv')).toBe(edited.replace('Last2', 'Meyer'));
  expect(git(firm.dir, 'status', '--porcelain')).toBe('M hr/people.csv');
});

test('refuses files that are no CSV', async () => {
  const firm = await firmOf(
    { 'ov/users.json': '[{"id":"1","email":"p1@firm.test"}]' },
    { sources: { ov: { preset: 'officevibe', dir: 'ov', employees: 'ov/users.json' } } },
  );

  expect(await refusal(pullInto(firm))).toBe('USAGE');
});

test('shows no personal value unless it is asked to', async () => {
  const firm = await firmOf({ 'hr/people.csv': csv(people(3)) });
  await firm.apply();
  await firm.system('officevibe').byHand('users', { email: 'p2@firm.test', lastName: 'Canary' });

  const pulled = { ...(await pullInto(firm)), isDryRun: false };

  expect(describePull(pulled, { color: false, verbose: true })).toContain('person 2: last_name •••');
  expect(JSON.stringify(pullJson(pulled))).not.toMatch(/Canary|Last2|@/);
  const shown = describePull(pulled, { color: false, verbose: true, showPersonal: true });
  expect(shown).toContain('last_name Last2 → Canary');
});

test("makes the vendor's own three files of people, teams and members, and a sync of them changes nothing", async () => {
  const files = {
    'ov/users.csv': 'id,email,firstName,lastName,jobTitle\n1,ann@firm.test,Ann,Lee,Clerk\n2,bo@firm.test,Bo,Moe,\n',
    'ov/groups.csv': 'id,name\nT1,Sales\nT2,Support\n',
    'ov/groups-mapping.csv':
      'groupId,userId,subGroupId,isMember,isManager\nT1,1,,TRUE,FALSE\nT1,2,,TRUE,TRUE\nT2,2,,TRUE,FALSE\n',
  };
  const firm = await makeFirm({
    systems: { officevibe: { connector: 'officevibe' } },
    config: { sources: { ov: { preset: 'officevibe', dir: 'ov' } } },
    files,
  });
  expect((await firm.apply()).code).toBe(0);
  expect((await pullInto(firm)).files).toEqual([]);
  git(firm.dir, 'update-ref', '-d', 'refs/rollcall/ledger');
  firm.commit({ 'ov/users.csv': null, 'ov/groups.csv': null, 'ov/groups-mapping.csv': null });

  const pulled = await pullInto(firm);
  firm.commit({}, 'First import');
  const plan = await firm.plan();

  expect(pulled.files).toEqual(['ov/users.csv', 'ov/groups.csv', 'ov/groups-mapping.csv']);
  expect(readText(firm.dir, 'ov/groups-mapping.csv').split('\n').slice(0, 2)).toEqual([
    'groupId,userId,isMember,isManager',
    expect.stringMatching(/^\w+,officevibe-\d,true,false$/),
  ]);
  const ops = new Set(plan.of('officevibe').changes.map(({ op, fields }) => `${op} ${Object.keys(fields)}`));
  expect([...ops].sort()).toEqual(['update id', 'update id,parentId']);
});
