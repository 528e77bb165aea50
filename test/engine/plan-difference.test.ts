import { expect, test } from '@jest/globals';
import { planDifference } from '../../src/engine/plan/plan-difference.ts';
import { change, finding, hold, open, plan, system } from '../review/plans.ts';

const joins = (key: string) => change({ op: 'create', key, fields: { name: open(undefined, key) }, effects: ['mail'] });
const moves = (key: string, fields: Readonly<Record<string, string>>) =>
  change({
    op: 'update',
    key,
    fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, open('before', value)])),
  });
const mail = (count: number) => ({ id: 'mail', text: 'Sends a mail.', count, reversible: false });

test('leaves out what would happen anyway, with its effects and calls', () => {
  const base = plan({ systems: [system({ changes: [joins('1')], effects: [mail(1)] })] });
  const head = plan({ systems: [system({ changes: [joins('1'), joins('2'), joins('3')], effects: [mail(3)] })] });

  const { plan: told, systems } = planDifference(head, base);

  expect(told.systems[0]?.changes.map(({ key }) => key)).toEqual(['2', '3']);
  expect(told.systems[0]).toMatchObject({ verdict: 'ready', calls: 2, effects: [{ id: 'mail', count: 2 }] });
  expect(systems).toEqual([{ name: 'springest-nl', pending: 1, cancelled: 0 }]);
});

test('keeps of a change that both have the fields that differ', () => {
  const base = plan({ systems: [system({ changes: [moves('1', { team: 'A', title: 'Clerk' })] })] });
  const head = plan({ systems: [system({ changes: [moves('1', { team: 'B', title: 'Clerk', floor: '2' })] })] });

  const [told] = planDifference(head, base).plan.systems;

  expect(Object.keys(told?.changes[0]?.fields ?? {})).toEqual(['team', 'floor']);
});

test('counts what is not needed any more', () => {
  const base = plan({ systems: [system({ changes: [joins('1'), moves('2', { team: 'A' })] })] });
  const head = plan({ systems: [system({ changes: [] })] });

  const { plan: told, systems } = planDifference(head, base);

  expect(told.systems[0]).toMatchObject({ verdict: 'nothing', changes: [] });
  expect(systems).toEqual([{ name: 'springest-nl', pending: 0, cancelled: 2 }]);
});

test('keeps the stops and the verdict of the whole: they decide whether it is applied', () => {
  const stop = { limit: 'leave', permitted: 1, planned: 9, ours: 10, message: 'Nine would leave.' };
  const base = plan({ systems: [system({ changes: [joins('1')] })] });
  const head = plan({ systems: [system({ changes: [joins('1')], verdict: 'stopped', stops: [stop] })] });

  const [told] = planDifference(head, base).plan.systems;

  expect(told).toMatchObject({ verdict: 'stopped', stops: [stop], changes: [] });
});

test('tells findings and held records that are new, wherever their line has moved', () => {
  const old = finding({ key: '7', place: { file: 'people.csv', line: 8, column: 1 } });
  const moved = { ...old, place: { file: 'people.csv', line: 9, column: 1 } };
  const fresh = finding({ key: '8' });
  const base = plan({ findings: [old], systems: [system({ holds: [hold({ key: '7', findings: [old] })] })] });
  const head = plan({
    findings: [moved, fresh],
    systems: [system({ holds: [hold({ key: '7', findings: [moved] }), hold({ key: '8', findings: [fresh] })] })],
  });

  const { plan: told } = planDifference(head, base);

  expect(told.findings).toEqual([fresh]);
  expect(told.systems[0]?.holds.map(({ key }) => key)).toEqual(['8']);
});

test('takes a system that the base does not have as it is', () => {
  const head = plan({ systems: [system({ name: 'new', changes: [joins('1')] })] });

  expect(planDifference(head, plan({ systems: [] })).plan.systems).toEqual(head.systems);
});
