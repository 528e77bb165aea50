import { expect, test } from '@jest/globals';
import type { Fault } from '../../src/io/sandbox/simulator-fault.ts';
import { activeIn, csv, type Firm, listedIn, makeFirm, officevibeState, people, springestPeople } from './firm.ts';

const faults: readonly [string, Fault][] = [
  ['500', { status: 500 }],
  ['a web page', { html: true }],
  ['half a JSON', { halfJson: true }],
  ['nothing, the line open', { hang: true }],
  ['nothing, the line cut', { drop: true }],
];

/** Milliseconds: short enough for tests, and long enough for a busy machine. */
const timeoutMs = 250;

async function syncedFirm(): Promise<Firm> {
  const firm = await makeFirm({
    systems: { springest: { connector: 'springest' }, officevibe: { connector: 'officevibe' } },
    config: { teams: { from: 'department', ids: 'hr/teams.csv' } },
    files: { 'hr/people.csv': csv(people(8)), 'hr/teams.csv': 'id,name\nT1,Sales\n' },
  });
  expect((await firm.apply()).code).toBe(0);
  firm.commit({ 'hr/people.csv': csv(people(9).slice(1)) });
  return firm;
}

test.each(faults)(
  'writes nothing to a system that answers a read with %s, and goes on elsewhere',
  async (_what, fault) => {
    const firm = await syncedFirm();
    const [listed, unlisted] = [firm.system('officevibe'), firm.system('springest')];
    const before = [listed.writes().length, unlisted.writes().length];
    unlisted.fault({ ...fault, times: 1000, match: { method: 'GET' } });
    const one = await firm.apply({ system: 'springest', timeoutMs });
    const written = unlisted.writes().length;
    unlisted.mend();
    listed.fault({ ...fault, times: 1000, match: { method: 'GET' } });

    const plan = await firm.plan({ timeoutMs });
    const apply = await firm.apply({ timeoutMs });

    expect([one.code, plan.code, apply.code]).toEqual([7, 7, 7]);
    expect([one.of('springest').changes, apply.of('officevibe').changes]).toEqual([[], []]);
    expect(apply.of('officevibe').verdict).toBe('refused');
    expect(apply.of('officevibe').findings.every((finding) => finding.next !== '')).toBe(true);
    expect([listed.writes().length, written]).toEqual(before);
    expect(activeIn(unlisted)).toEqual(['2', '3', '4', '5', '6', '7', '8', '9']);
  },
);

const writeFaults: readonly [string, Fault][] = [
  ...faults,
  ['half a JSON after the write', { halfJson: true, afterWrite: true }],
  ['500 after the write', { status: 500, afterWrite: true }],
  ['nothing after the write, the line open', { hang: true, afterWrite: true }],
  ['nothing after the write, the line cut', { drop: true, afterWrite: true }],
];

test.each(writeFaults)('heals in the next run when writes were answered with %s', async (_what, fault) => {
  const firm = await syncedFirm();
  const [springest, officevibe] = [firm.system('springest'), firm.system('officevibe')];
  springest.fault({ ...fault, times: 1000, match: { method: 'POST' } });
  officevibe.fault({ ...fault, times: 1000, match: { method: 'POST' } });

  const sick = await firm.apply({ timeoutMs });
  springest.mend();
  officevibe.mend();
  const healed = await firm.apply();
  const third = await firm.plan();

  expect([6, 7]).toContain(sick.code);
  expect(healed.code).toBe(0);
  expect(third.plan.systems.map((one) => one.changes.length)).toEqual([0, 0]);
  const wanted = ['2', '3', '4', '5', '6', '7', '8', '9'];
  expect([activeIn(springest), listedIn(officevibe)]).toEqual([wanted, wanted]);
  expect(springestPeople(springest).length).toBe(9);
  expect(officevibeState(officevibe).users.filter((user) => user.externalId !== null).length).toBe(9);
});

test('repeats what may be repeated within one run', async () => {
  const firm = await syncedFirm();
  firm.system('springest').fault({ status: 503, times: 2 });
  firm.system('officevibe').fault({ status: 502, times: 2, match: { method: 'GET' } });

  const apply = await firm.apply();

  expect(apply.code).toBe(0);
});

test('leaves others alone when one system cannot be reached at all', async () => {
  const firm = await syncedFirm();
  await firm.system('springest').server.close();

  const apply = await firm.apply();

  expect(apply.code).toBe(7);
  expect(apply.of('springest').findings.map((finding) => finding.code)).toContain('system-unreachable');
  expect(listedIn(firm.system('officevibe'))).toEqual(['2', '3', '4', '5', '6', '7', '8', '9']);
});
