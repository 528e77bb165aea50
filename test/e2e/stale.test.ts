import { expect, test } from '@jest/globals';
import { clone, git } from '../io/repositories.ts';
import { activeIn, csv, type Firm, type FirmSetup, makeFirm, people, person, springestPeople } from './firm.ts';

const one: FirmSetup['systems'] = { springest: { connector: 'springest' } };

async function syncedFirm(remote = true): Promise<Firm> {
  const firm = await makeFirm({ systems: one, remote, files: { 'hr/people.csv': csv(people(8)) } });
  expect((await firm.apply()).code).toBe(0);
  return firm;
}

function writes(firm: Firm): number {
  return firm.system('springest').writes().length;
}

test('rolls nothing back when an old commit is run again', async () => {
  const firm = await syncedFirm();
  const old = git(firm.dir, 'rev-parse', 'HEAD');
  firm.commit({ 'hr/people.csv': csv(people(10)) });
  await firm.apply();
  const before = writes(firm);
  git(firm.dir, 'checkout', '--quiet', '--detach', old);

  const refused = await firm.apply();

  expect(refused.code).toBe(5);
  expect(refused.words).toContain('HEAD_BEHIND');
  expect(writes(firm)).toBe(before);
  expect(activeIn(firm.system('springest')).length).toBe(10);
});

test('does not apply a commit that is not merged', async () => {
  const firm = await syncedFirm();
  const before = writes(firm);
  git(firm.dir, 'checkout', '--quiet', '-b', 'joiner');
  firm.edit({ 'hr/people.csv': csv(people(9)) });
  git(firm.dir, 'commit', '--quiet', '-am', 'Add a joiner');

  const plan = await firm.plan();
  const apply = await firm.apply();

  expect([plan.code, apply.code]).toEqual([0, 5]);
  expect(plan.of('springest').changes.length).toBe(1);
  expect(writes(firm)).toBe(before);
});

test('plans edits that are not committed, and refuses to apply them', async () => {
  const firm = await syncedFirm();
  const before = writes(firm);
  firm.edit({ 'hr/people.csv': csv(people(9)) });

  const plan = await firm.plan();
  const apply = await firm.apply();

  expect([plan.code, plan.plan.uncommitted, plan.of('springest').changes.length]).toEqual([0, true, 1]);
  expect(apply.code).toBe(5);
  expect(apply.words).toContain('UNCOMMITTED');
  expect(writes(firm)).toBe(before);
});

test('fetches the ledger into a fresh clone, which knows what was applied', async () => {
  const firm = await syncedFirm();
  const fresh = firm.clone();

  const same = await firm.apply({ directory: fresh });
  firm.commit({ 'hr/people.csv': csv(people(8).slice(1)) });
  git(fresh, 'pull', '--quiet');
  const leaver = await firm.rollcall(['apply', '--json'], { directory: fresh });

  expect(same.receipts).toEqual([]);
  expect(leaver.code).toBe(0);
  expect(leaver.json[0]).toMatchObject({ op: 'leave', key: '1', outcome: 'done' });
});

test('knows what was applied in a clone without history, too', async () => {
  const firm = await syncedFirm();
  firm.commit({ 'hr/people.csv': csv(people(8).slice(1)) });
  const shallow = clone(`file://${firm.bare}`, '--depth', '1');

  const leaver = await firm.apply({ directory: shallow });

  expect(leaver.receipts.map((receipt) => `${receipt.op} ${receipt.key} ${receipt.outcome}`)).toEqual(['leave 1 done']);
});

test('stops when the ledger is lost, until that is released for the system', async () => {
  const firm = await syncedFirm();
  const before = writes(firm);
  git(firm.bare ?? '', 'update-ref', '-d', 'refs/rollcall/ledger');
  firm.commit({ 'hr/people.csv': csv(people(9)) });

  const plan = await firm.plan();
  const here = await firm.apply();
  const elsewhere = await firm.apply({ directory: firm.clone() });
  const written = writes(firm);
  const released = await firm.apply({ allow: ['springest:base=1'] });
  const next = await firm.plan();

  expect([plan.code, here.code, elsewhere.code]).toEqual([5, 5, 5]);
  expect(here.words).toContain('LEDGER_LOST');
  expect(here.words).toContain('--allow springest:base=1');
  expect(written).toBe(before);
  expect(released.code).toBe(0);
  expect(released.receipts.every((receipt) => receipt.op !== 'leave')).toBe(true);
  expect(next.of('springest').changes).toEqual([]);
  expect(springestPeople(firm.system('springest')).length).toBe(9);
});

test('stops when the ledger was set back behind what this clone has seen', async () => {
  const firm = await syncedFirm();
  const old = git(firm.bare ?? '', 'rev-parse', 'refs/rollcall/ledger');
  firm.commit({ 'hr/people.csv': csv(people(9)) });
  await firm.apply();
  git(firm.bare ?? '', 'update-ref', 'refs/rollcall/ledger', old);

  const stopped = await firm.apply();

  expect([stopped.code, stopped.error?.code]).toEqual([5, 'LEDGER_LOST']);
});

test('stops when the history was rewritten, until that is released', async () => {
  const firm = await syncedFirm();
  firm.commit({ 'hr/people.csv': csv(people(9)) });
  await firm.apply();
  const before = writes(firm);
  git(firm.dir, 'reset', '--quiet', '--hard', 'HEAD~1');
  firm.edit({ 'hr/people.csv': csv([...people(8), person(10)]) });
  git(firm.dir, 'commit', '--quiet', '-am', 'Another history');
  git(firm.dir, 'push', '--quiet', '--force', 'origin', 'main');

  const stopped = await firm.apply();
  const written = writes(firm);
  const released = await firm.apply({ allow: ['springest:rewritten=1'] });
  const next = await firm.apply();

  expect(stopped.code).toBe(5);
  expect(stopped.words).toContain('HISTORY_REWRITTEN');
  expect(stopped.words).toContain('--allow springest:rewritten=1');
  expect(written).toBe(before);
  expect(released.code).toBe(0);
  expect(released.receipts.map((receipt) => `${receipt.op} ${receipt.key}`).toSorted()).toEqual([
    'create 10',
    'leave 9',
  ]);
  expect([next.code, next.receipts]).toEqual([0, []]);
});

test('finds in a fresh clone what was applied before a force push', async () => {
  const firm = await syncedFirm();
  firm.commit({ 'hr/people.csv': csv(people(9)) });
  await firm.apply();
  git(firm.dir, 'reset', '--quiet', '--hard', 'HEAD~1');
  git(firm.dir, 'push', '--quiet', '--force', 'origin', 'main');

  const released = await firm.apply({ directory: firm.clone(), allow: ['springest:rewritten=1'] });

  expect(released.receipts.map((receipt) => `${receipt.op} ${receipt.key} ${receipt.outcome}`)).toEqual([
    'leave 9 done',
  ]);
});

test('stops when another site stands under the name of a system', async () => {
  const firm = await syncedFirm();
  const before = writes(firm);
  firm.commit({
    'rollcall.yaml': firm.config({ springest: { connector: 'springest', with: { site: 'another' } } }),
    'hr/people.csv': csv(people(8).slice(1)),
  });

  const stopped = await firm.apply();
  const written = writes(firm);
  const released = await firm.apply({ allow: ['springest:base=1'] });

  expect(stopped.code).toBe(5);
  expect(stopped.words).toContain('another account');
  expect(written).toBe(before);
  expect(released.code).toBe(0);
  expect(released.receipts.every((receipt) => receipt.op !== 'leave')).toBe(true);
});

test('lets one of two runs at once go on, and sends the other away', async () => {
  const firm = await syncedFirm();
  firm.commit({ 'hr/people.csv': csv(people(12)) });
  const second = firm.clone();

  const outcomes = await Promise.all([firm.rollcall(['apply']), firm.rollcall(['apply'], { directory: second })]);
  const last = await firm.apply();

  const codes = outcomes.map((outcome) => outcome.code).toSorted();
  // The second may come when the first has just ended; then it has nothing to do.
  expect([
    [0, 0],
    [0, 8],
  ]).toContainEqual(codes);
  expect(last.code).toBe(0);
  expect(writes(firm)).toBe(12);
  expect(springestPeople(firm.system('springest')).length).toBe(12);
});

test('sends away a run that comes while another one writes', async () => {
  const firm = await syncedFirm();
  firm.commit({ 'hr/people.csv': csv(people(10)) });
  let meanwhile: Promise<number> | undefined;
  firm.system('springest').fault({ drop: true, afterWrite: true, match: { method: 'POST' } });
  firm.system('springest').afterWrite = () => {
    meanwhile ??= firm.apply({ directory: firm.clone() }).then((run) => run.code);
  };
  // The first run does not know what became of its write, and asks again once the other one is through.
  const sleep = async () => {
    await meanwhile;
  };

  const first = await firm.apply({ sleep });

  expect(await meanwhile).toBe(8);
  expect(first.code).toBe(0);
  expect(springestPeople(firm.system('springest')).length).toBe(10);
});

test('applies a saved plan exactly, or says what has moved', async () => {
  const firm = await syncedFirm();
  firm.commit({ 'hr/people.csv': csv(people(9)) });
  const saved = await firm.rollcall(['plan', '--out', 'plan.json']);
  const before = writes(firm);
  firm.edit({ '.gitignore': 'plan.json\n' });
  firm.commit();
  await firm.rollcall(['plan', '--out', 'plan.json']);

  const exact = await firm.rollcall(['apply', 'plan.json']);
  firm.commit({ 'hr/people.csv': csv(people(10)) });
  await firm.rollcall(['plan', '--out', 'plan.json']);
  firm.commit({ 'hr/people.csv': csv(people(10).slice(1)) });
  const moved = await firm.rollcall(['apply', 'plan.json']);

  expect([saved.code, exact.code, moved.code]).toEqual([0, 0, 5]);
  expect(moved.stderr).toContain('PLAN_STALE');
  expect(moved.stderr).toContain('leave');
  expect(writes(firm)).toBe(before + 1);
});
