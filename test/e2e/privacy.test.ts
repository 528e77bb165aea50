import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { git } from '../io/repositories.ts';
import { csv, type Firm, makeFirm, type PersonRow } from './firm.ts';

/** A person whose every private cell holds a word that must turn up nowhere. */
function canary(id: string, rest: Readonly<Record<string, string>> = {}): PersonRow {
  return {
    id,
    email: `canary-mail-${id}@firm.test`,
    first_name: `CanaryFirst${id}`,
    last_name: `CanaryLast${id}`,
    phone: `+33 99 canary ${id}`,
    gender: 'female',
    birth_date: '1971-11-17',
    birth_place: `Canaryville${id}`,
    nationality: `Canarian${id}`,
    salary: `77${id}77`,
    department: 'Sales',
    job_title: 'Clerk',
    manager_id: '',
    ...rest,
  };
}

const secrets = /canary|1971-11-17|77\d77/i;

function firmOf(rows: readonly PersonRow[]): Promise<Firm> {
  return makeFirm({
    systems: {
      springest: { connector: 'springest', rules: { fields: { tags: '[department, nationality]' } } },
      officevibe: { connector: 'officevibe', with: { sync_manager_email: 'canary-admin@firm.test' } },
    },
    config: {
      teams: { from: 'department', ids: 'hr/teams.csv' },
      fields: { employees: { salary: { class: 'secret' } } },
    },
    files: { 'hr/people.csv': csv(rows), 'hr/teams.csv': 'id,name\nT1,Sales\n' },
  });
}

/** Everything that runs leave behind: receipts, ledger entries with their messages, locks, saved plans. */
function leftovers(firm: Firm): string {
  const folder = join(firm.dir, '.git', 'rollcall');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  const texts = files
    .filter((file) => statSync(file).isFile() && !file.endsWith('key'))
    .map((file) => readFileSync(file, 'utf8'));
  const entries = git(firm.dir, 'rev-list', '--first-parent', 'refs/rollcall/ledger').split('\n');
  const ledger = entries.flatMap((entry) => [
    git(firm.dir, 'log', '-1', '--format=%B', entry),
    ...git(firm.dir, 'ls-tree', '-r', '--full-tree', entry)
      .split('\n')
      .filter((line) => line.includes('systems/'))
      .map((line) => git(firm.dir, 'cat-file', 'blob', line.split(/\s+/)[2] ?? '')),
  ]);
  return [...texts, ...ledger].join('\n');
}

function calls(firm: Firm): string {
  return Object.values(firm.systems)
    .flatMap((system) => system.calls().map((call) => call.path))
    .join('\n');
}

test('shows no private value and no key, in anything a good run prints or leaves behind', async () => {
  const rows = ['1', '2', '3', '4', '5', '6'].map((id) => canary(id));
  const firm = await firmOf(rows);

  const said: string[] = [];
  const say = async (...args: string[]): Promise<void> => {
    const { stdout, stderr } = await firm.rollcall(args);
    said.push(stdout, stderr);
  };
  await say('plan', '--verbose', '--out', join(firm.dir, '.git', 'plan.json'));
  await say('apply', '--json');
  firm.commit({
    'hr/people.csv': csv([
      ...rows.slice(1).map((row) => (row.id === '2' ? { ...row, last_name: 'CanaryNew' } : row)),
      canary('7', { manager_id: '2' }),
    ]),
  });
  await say('plan', '--json');
  await say('apply');
  await say('status');
  await say('status', '2');

  expect(said.join('\n')).toContain('springest');
  expect(said.join('\n')).not.toMatch(secrets);
  expect(readFileSync(join(firm.dir, '.git', 'plan.json'), 'utf8')).not.toMatch(secrets);
  expect(leftovers(firm)).not.toMatch(secrets);
  expect(calls(firm)).not.toContain('canary-key');
  expect(git(firm.dir, 'status', '--porcelain')).toBe('');
});

test('shows none either when systems fail, people collide and rows are wrong', async () => {
  const rows = ['1', '2', '3', '4', '5', '6'].map((id) => canary(id));
  const firm = await firmOf(rows);
  await firm.apply();
  const bad = [
    ...rows.slice(0, 4),
    canary('5', { birth_date: '1971-17-77', gender: 'canary', email: 'canary mail' }),
    canary('8', { email: 'canary-mail-2@firm.test' }),
    canary('9', { email: 'canary-mail-6@firm.test' }),
    canary('10', { manager_id: 'canary' }),
  ];
  firm.commit({ 'hr/people.csv': csv(bad) });
  const said: string[] = [];
  const say = async (args: string[], environment: Readonly<Record<string, string>> = {}): Promise<void> => {
    const { stdout, stderr } = await firm.rollcall(args, { environment });
    said.push(stdout, stderr);
  };

  await say(['check']);
  await say(['check', '--json']);
  await say(['plan', '--verbose']);
  await say(['plan', '--json']);
  firm.system('springest').fault({ html: true, times: 1, match: { method: 'POST' } });
  firm.system('officevibe').fault({ halfJson: true, times: 1, match: { method: 'POST' } });
  await say(['apply', '--json', '--allow', 'springest:leave=6', '--allow', 'officevibe:leave=6']);
  await say(['apply']);
  await say(['plan'], { SPRINGEST_KEY: 'canary-wrong-key', OFFICEVIBE_KEY: 'canary\nkey' });
  await say(['plan'], { SPRINGEST_KEY: 'canary-wrong-key', OFFICEVIBE_KEY: 'canary-wrong-key' });

  expect(said.join('\n')).toContain('springest');
  expect(said.join('\n')).not.toMatch(secrets);
  expect(leftovers(firm)).not.toMatch(secrets);
  expect(calls(firm)).not.toContain('canary');
});

test('shows personal values where they are asked for, and secret ones nowhere', async () => {
  const firm = await firmOf(['1', '2'].map((id) => canary(id)));

  const { stdout } = await firm.rollcall(['plan', '--values', '--verbose']);

  expect(stdout).toContain('CanaryFirst1');
  expect(stdout).not.toMatch(/77\d77|canary-key/);
});
