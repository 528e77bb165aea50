import { expect, test } from '@jest/globals';
import type { SystemLedger } from '../../../src/engine/ledger.ts';
import type { MappedRecord } from '../../../src/engine/map/map.ts';
import { buildBase, commitsOf, noBase, renameInBase } from '../../../src/engine/plan/base.ts';
import { causeOf } from '../../../src/engine/plan/cause.ts';
import { goneFields, whyIncomplete } from '../../../src/engine/plan/completeness.ts';
import { compareIdentities } from '../../../src/engine/plan/identity.ts';
import { matchLive } from '../../../src/engine/plan/match.ts';
import { recordRun } from '../../../src/engine/record.ts';
import { shardOf } from '../../../src/engine/shard-of.ts';
import {
  liveRecord,
  makeBase,
  makeDesired,
  makeMapping,
  makePlan,
  makeReceipt,
  makeRoster,
  makeState,
  makeSystem,
  overPerson,
  person,
  today,
} from '../worlds.ts';

const mapping = makeMapping();
const at = { commit: 'before', date: today };
const head = { commit: 'head', date: today };
const summary = { run: 'run-2', at: '', commit: 'head', counts: {}, releases: [] };

const ledger: SystemLedger = {
  version: 1,
  system: 'model-nl',
  connector: 'model',
  connectorVersion: '1.0.0',
  mapping: 1,
  account: 'one',
  applied: at,
  attempted: [],
  exceptions: {},
  remote: {},
  runs: [],
};

test('asks for each commit and day once', () => {
  const exceptions = {
    'employees/1': { applied: { commit: 'c0', date: today }, tried: [at], why: 'uncertain' },
  } as const;
  const attempted = [
    { ...head, run: 'run-1' },
    { ...at, run: 'run-0' },
  ];
  expect(commitsOf({ ...ledger, exceptions, attempted }).map((one) => one.commit)).toEqual(['before', 'head', 'c0']);
  expect(buildBase(undefined, () => new Map(), mapping)).toBe(noBase);
});

test('an id that changed keeps its record, its exception and what was tried', () => {
  const before = makeDesired({ people: [person('1')] });
  const record = before.get('employees/1');
  const desired = makeDesired({
    people: [person('A1', { former_id: '1' }), person('2', { former_id: '9' }), person('3', { former_id: null })],
  });
  const base = renameInBase(
    makeBase(before, {
      exceptions: new Map([['employees/1', at]]),
      tried: new Map([['employees/1', [record, undefined]]]),
    }),
    desired,
  );
  expect([...base.records.keys()]).toEqual(['employees/A1']);
  expect([...base.exceptions.keys()]).toEqual(['employees/A1']);
  expect(base.tried.get('employees/A1')).toEqual([record]);
  expect(base.renamed).toEqual(new Map([['employees/1', 'employees/A1']]));
});

test('a rename that is held stays under the name it had, and one done for one person leaves no trace of it', () => {
  const before = makeDesired({ people: [person('1')] });
  const desired = makeDesired({ people: [person('A1', { former_id: '1' })] });
  const state = makeState({ desired, base: renameInBase(makeBase(before), desired) });
  const hold = { kind: 'employees', key: 'A1', why: 'held', findings: [] } as const;
  const input = { ledger, state, at: head, run: summary, receipts: [], isPartial: false };
  expect(recordRun({ ...input, plan: makePlan({ holds: [hold] }) }).exceptions).toEqual({
    'employees/1': { applied: at, why: 'held' },
    'employees/A1': { applied: null, why: 'held' },
  });
  const done = [makeReceipt({ key: 'A1' })];
  expect(recordRun({ ...input, plan: makePlan(), receipts: done, isPartial: true }).exceptions).toEqual({
    'employees/1': { applied: null, why: 'pending' },
    'employees/A1': { applied: head, why: 'pending' },
  });
});

test('a change that drift held back is planned again, and a half-done one may be there', () => {
  const before = makeDesired({ people: [person('1')] });
  const desired = makeDesired({ people: [person('1', { job_title: 'Smith' }), person('2')] });
  const state = makeState({ desired, base: makeBase(before) });
  const drift = { kind: 'employees', key: '1', type: 'inactive', fields: {} } as const;
  const input = { ledger, state, at: head, run: summary, isPartial: false };
  expect(recordRun({ ...input, plan: makePlan({ drift: [drift] }), receipts: [] }).exceptions).toEqual({
    'employees/1': { applied: at, why: 'pending' },
  });
  const steps = [makeReceipt({ key: '2' }), makeReceipt({ key: '2', outcome: 'refused' })];
  expect(recordRun({ ...input, plan: makePlan(), receipts: steps }).exceptions).toEqual({
    'employees/2': { applied: null, why: 'uncertain', tried: [head] },
  });
  const lost = [makeReceipt({ key: '2', outcome: 'accepted' })];
  const partial = recordRun({ ...input, plan: makePlan(), receipts: lost, isPartial: true });
  expect(partial.exceptions).toEqual({ 'employees/2': { applied: null, why: 'accepted', tried: [head] } });
  expect(partial.applied).toEqual(at);
});

test('keeps remote ids of what is ours, under the names of now', () => {
  const desired = makeDesired({ people: [person('1')] });
  const matched = new Map([['employees/1', liveRecord('r1')]]);
  const input = {
    state: makeState({ desired, matched, base: makeBase(desired) }),
    plan: makePlan(),
    at: head,
    run: summary,
    isPartial: false,
  };
  const receipts = [makeReceipt({ key: '1', remote: 'r9' }), makeReceipt({ key: '~x', remote: 'r3' })];
  expect(recordRun({ ...input, ledger: { ...ledger, remote: { 'employees/5': 'r5' } }, receipts }).remote).toEqual({
    'employees/1': 'r9',
  });
});

const before = makeRoster({ people: [person('1'), person('2')], files: { 2: 'lyon.csv' } });
const record = makeDesired({ people: [person('1'), person('2')], files: { 2: 'lyon.csv' } }).get(
  'employees/2',
) as MappedRecord;

test('takes nobody for gone where a row, a file or a column of their source is missing', () => {
  const reason = (now: Parameters<typeof makeRoster>[0]): string | undefined =>
    whyIncomplete(record, makeRoster(now), before)?.reason;
  const incomplete = [{ source: 'hr', kind: 'employees', reason: 'a row could not be read' }] as const;
  expect(reason({ people: [person('1')], incomplete })).toBe('a row could not be read');
  expect(reason({ people: [person('1')] })).toContain('lyon.csv');
  expect(reason({ people: [person('1', { job_title: undefined })], files: { 1: 'lyon.csv' } })).toContain('job_title');
  expect(reason({ people: [person('1'), person('2')], files: { 2: 'paris.csv' } })).toBeUndefined();
  expect(whyIncomplete({ ...record, source: 'other' }, before, before)).toBeUndefined();
});

test('names the columns that values are made of and that are gone', () => {
  const now = makeRoster({ people: [person('1', { job_title: undefined, last_name: undefined, status: undefined })] });
  expect(goneFields(now, before, mapping).map((one) => one.field)).toEqual(['job_title', 'status']);
  expect(goneFields(now, before, makeMapping({ system: makeSystem({ sources: ['other'] }) }))).toEqual([]);
});

const cause = (over: Partial<Parameters<typeof causeOf>[0]>) => {
  const base = makeBase(makeDesired({ people: [person('1', { manager_id: '2' }), person('2')] }));
  const desired = makeDesired({ people: [person('1', { manager_id: '2' }), person('2')] }).get('employees/1');
  const historySince = () => ({ commitsOf: () => [], config: [] });
  return causeOf({ name: 'employees/1', reason: 'git', desired, base, mapping, historySince, today, ...over });
};

test('a row that moved is caused by its commits', () => {
  const desired = makeDesired({ people: [person('1', { job_title: 'Smith' })] }).get('employees/1');
  const historySince = () => ({ commitsOf: () => ['c9'], config: ['c8'] });
  expect(cause({ desired, historySince })).toMatchObject({ type: 'commits', commits: ['c9'], place: { line: 2 } });
  expect(cause({ desired: undefined, historySince })).toEqual({ type: 'commits', commits: ['c9'] });
});

test('a row that did not move is caused by rollcall.yaml, by a manager, or by the day', () => {
  const config = () => ({ commitsOf: () => [], config: ['c8'] });
  expect(cause({ historySince: config })).toEqual({ type: 'config', commits: ['c8'] });
  expect(cause({ desired: undefined, historySince: config })).toEqual({ type: 'config', commits: ['c8'] });
  expect(cause({ historySince: () => ({ commitsOf: () => ['c9'], config: [] }) })).toMatchObject({
    type: 'commits',
    commits: ['c9'],
  });
  expect(cause({ today: '2026-03-09' })).toMatchObject({ type: 'date', date: '2026-03-09' });
  const moved = makeDesired({
    people: [person('1', { manager_id: '2' }), person('2', { email: 'new@firm.example' })],
  }).get('employees/1');
  expect(cause({ desired: moved, today: '2026-03-09' })).toMatchObject({ type: 'commits', commits: [] });
  expect(cause({ reason: 'drift' })).toEqual({ type: 'drift' });
  expect(cause({ reason: 'first-sync', desired: undefined })).toEqual({ type: 'first-sync' });
});

test('the same person under a new id is a finding; another person waits for the leaver', () => {
  const base = makeBase(makeDesired({ people: [person('1')] }));
  const renumbered = makeDesired({ people: [person('9', { email: 'P1@firm.example', first_name: 'Name 1' })] });
  expect([...compareIdentities(renumbered, base, mapping).blocked.keys()]).toEqual(['employees/9', 'employees/1']);
  const other = makeDesired({ people: [person('9', { email: 'p1@firm.example' })] });
  expect(compareIdentities(other, base, mapping).handedOver).toEqual(new Map([['employees/9', 'employees/1']]));
});

const match = (
  people: Parameters<typeof makeDesired>[0]['people'],
  live: readonly ReturnType<typeof liveRecord>[],
  base = makeBase([]),
) =>
  matchLive({ mapping, desired: makeDesired({ people: people ?? [] }), base, live, remote: { 'employees/3': 'r3' } });

test('matches by our key, then by the ledger, then by what was applied, then by what is desired', () => {
  const mail = (id: string) => ({ mail: `P${id}@firm.example ` });
  const base = makeBase(makeDesired({ people: [person('4')] }));
  const { live } = match(
    [person('1'), person('3'), person('4', { email: 'new@firm.example' }), person('5')],
    [
      liveRecord('r1', { key: '1' }),
      liveRecord('r3'),
      liveRecord('r4', { fields: mail('4') }),
      liveRecord('r5', { fields: mail('5') }),
    ],
    base,
  );
  expect([...live].map(([name, one]) => [name, one.remote])).toEqual([
    ['employees/1', 'r1'],
    ['employees/3', 'r3'],
    ['employees/4', 'r4'],
    ['employees/5', 'r5'],
  ]);
});

test('does not take a live record for ours because it has a key that nobody names', () => {
  const { live, notOurs } = match([person('1')], [liveRecord('r8', { key: '8' })]);
  expect(live.size).toBe(0);
  expect(notOurs).toHaveLength(1);
});

test('gives a live record that two claim to neither, and says so of both', () => {
  const { live, findings } = match(
    [person('1', { email: 'x@firm.example' }), person('2', { email: 'x@firm.example' })],
    [liveRecord('r', { fields: { mail: 'x@firm.example' } })],
  );
  expect(live.size).toBe(0);
  expect(findings.map((finding) => [finding.code, finding.key])).toEqual([
    ['claimed-twice', '1'],
    ['claimed-twice', '2'],
  ]);
});

test('holds nobody who is back with an address of their own for an account that two had left with', () => {
  const left = (id: string) => [
    ...makeDesired({ people: [person(id, { email: 'x@firm.example', status: 'inactive' })] }),
  ];
  const base = makeBase([...left('1'), ...left('2')]);
  const account = liveRecord('r', { fields: { mail: 'x@firm.example' } });
  const back = [person('1'), person('2')];
  expect(match(back, [{ ...account, active: false }], base).findings).toEqual([]);
  expect(match(back, [account], base).findings).toHaveLength(2);
});

test('does not take an account that the ledger knows for ours once it has got another id for good', () => {
  const live = liveRecord('r3', { key: '8', active: false });
  expect(match([person('3')], [live]).live.size).toBe(0);
  expect(match([person('3')], [{ ...live, key: '3' }]).live.size).toBe(1);
});

test('says that an account under another id has the address, unless it is off', () => {
  const fields = { mail: 'p1@firm.example' };
  expect(match([person('1')], [liveRecord('r', { key: '8', fields })]).findings).toMatchObject([
    { code: 'other-id', key: '1' },
  ]);
  expect(match([person('1')], [liveRecord('r', { key: '8', active: false, fields })]).findings).toEqual([]);
});

test('reads the fields that "only", "skip" and "active" need', () => {
  const now = makeRoster({ people: [person('1', { location: undefined })] });
  const then = makeRoster({ people: [person('1', { location: 'NL' })] });
  const picky = makeMapping({ system: makeSystem({ only: overPerson('location == "NL"') }) });
  expect(goneFields(now, then, picky).map((one) => one.field)).toEqual(['location']);
  const narrow = makeMapping({ system: makeSystem({ active: overPerson('location == "NL"') }) });
  expect(goneFields(now, then, narrow).map((one) => one.field)).toEqual(['location']);
});

test('counts what a shard tried for its own records only, and for nobody who works beside it', () => {
  const ids = Array.from({ length: 20 }, (_, index) => String(index));
  const roster = makeDesired({ people: ids.map((id) => person(id)) });
  const attempted = [{ ...head, run: 'r1', shard: { index: 1, count: 2 } }];
  const triedFor = (shard?: { index: number; count: number }): number =>
    buildBase({ ...ledger, applied: null, attempted }, () => roster, mapping, shard).tried.size;
  const own = ids.filter((id) => shardOf(`employees/${id}`, 2) === 1).length;

  expect(own).toBeGreaterThan(0);
  expect([triedFor(), triedFor({ index: 1, count: 2 }), triedFor({ index: 2, count: 2 })]).toEqual([own, own, 0]);
});
