import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shareWith } from '../../../src/engine/check/share.ts';
import { mapRoster } from '../../../src/engine/map/map.ts';
import type { Mapping } from '../../../src/engine/map/mapping.ts';
import type { Roster } from '../../../src/engine/roster.ts';
import { commitOf, people, teams } from '../random-worlds.ts';
import {
  makeConnector,
  makeMapping,
  makeRoster,
  makeSystem,
  overPerson,
  peopleKind,
  person,
  type Row,
  wholeKinds,
} from '../worlds.ts';

const head = '2026-03-02';

/** A version as it is read after another one. */
function readAfter(known: Roster, roster: Roster): Roster {
  const shared = (kind: keyof Roster['records']) =>
    new Map([...roster.records[kind]].map(([key, record]) => [key, shareWith(known.records[kind].get(key), record)]));
  const { absences, attendances, documents } = roster.records;
  const own = { employees: shared('employees'), teams: shared('teams'), memberships: shared('memberships') };
  return { ...roster, records: { ...own, absences, attendances, documents } };
}

function mapAfter(mapping: Mapping, known: Roster, roster: Roster, day: string) {
  const mapped = mapRoster(known, mapping, head);
  return { mapped, after: mapRoster(roster, mapping, day, { roster: known, mapping, today: head, mapped }) };
}

test('takes over who says the same, on any day, and maps who does not', () => {
  const known = makeRoster({
    people: [person('1'), person('2'), person('3'), person('4', { end_date: '2026-03-01' })],
  });
  const changed = {
    people: [person('1'), person('2', { job_title: 'Miller' }), person('4', { end_date: '2026-03-01' })],
  };
  const mapping = makeMapping();

  const { mapped, after } = mapAfter(mapping, known, readAfter(known, makeRoster(changed)), '2026-02-27');

  expect(after.get('employees/1')).toBe(mapped.get('employees/1'));
  expect(after.get('employees/2')?.fields.title).toBe('Miller');
  expect([...after.keys()]).toEqual(['employees/1', 'employees/2', 'employees/4']);
  expect([mapped, after].map((one) => one.get('employees/4')?.state)).toEqual(['inactive', 'active']);
});

test('takes over the values of who stands on another line, and says the line', () => {
  const known = makeRoster({ people: [person('1'), person('2')] });
  const moved = readAfter(known, makeRoster({ people: [person('0'), person('1'), person('2', { email: null })] }));

  const { mapped, after } = mapAfter(makeMapping(), known, moved, head);

  expect(after.get('employees/1')?.fields).toBe(mapped.get('employees/1')?.fields);
  expect(after.get('employees/1')?.place.line).toBe(3);
});

test('leaves out a team of another source once nobody is in it', () => {
  const membership = { team_id: 't1', employee_id: '1', member: true, manager: false };
  const ofOther = (memberships: readonly Row[]): Roster => {
    const roster = makeRoster({
      people: [person('1')],
      teams: [{ id: 't1', name: 'Team', parent_id: null }],
      memberships,
    });
    const teams = [...roster.records.teams].map(([key, team]) => [key, { ...team, source: 'other' }] as const);
    return { ...roster, records: { ...roster.records, teams: new Map(teams) } };
  };
  const known = ofOther([{ ...membership, id: 't1/1' }]);
  const mapping = makeMapping({ connector: makeConnector(wholeKinds()), system: makeSystem({ sources: ['hr'] }) });

  const { mapped, after } = mapAfter(mapping, known, readAfter(known, ofOther([])), head);

  expect([mapped, after].map((one) => one.has('teams/t1'))).toEqual([true, false]);
});

const guarded = peopleKind({
  fields: peopleKind().fields.map((field) =>
    field.name === 'title' ? { ...field, from: 'end_date', guard: { pastDays: 1, futureDays: 1 } } : field,
  ),
});
const mappings: readonly Mapping[] = [
  makeMapping(),
  makeMapping({ connector: makeConnector([guarded]) }),
  makeMapping({ connector: makeConnector(wholeKinds()), system: makeSystem({ only: overPerson('location == "NL"') }) }),
  makeMapping({ connector: makeConnector(wholeKinds()), system: makeSystem({ sources: ['other'] }) }),
  makeMapping({ system: makeSystem({ skip: overPerson('manager != null && manager.manager == null') }) }),
  makeMapping({ connector: makeConnector([peopleKind({ active: 'status != "leave" && end_date != today' })]) }),
  makeMapping({ system: makeSystem({ active: overPerson('end_date == null || end_date > today') }) }),
];

/** Two versions of some people, most of whom are the same in both, be it on other lines. */
const versions = fc
  .tuple(
    people,
    people,
    teams,
    fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }),
    fc.nat(3),
    fc.infiniteStream(dates()),
  )
  .map(([known, other, team, dice, turn, ends]) => {
    const rows = known.rows.map((row): Row => ({ ...row, end_date: ends.next().value ?? null }));
    const edited = rows.flatMap((row, index) => (dice[index] === 0 ? other.rows.slice(index, index + 1) : [row]));
    const moved = turn === 0 ? edited.toReversed() : edited;
    const held = dice[0] === 1 ? other.held : known.held;
    const teamless = turn === 1 ? { ids: team.ids.slice(1), of: team.of } : team;
    return [commitOf('c', { rows, held: known.held }, team), commitOf('c', { rows: moved, held }, teamless)] as const;
  });

test('gives what mapping anew gives', () => {
  fc.assert(
    fc.property(versions, dates(), fc.constantFrom(...mappings), ([known, version], day, mapping) => {
      const roster = readAfter(known.roster, version.roster);
      const { after } = mapAfter(mapping, known.roster, roster, day ?? head);
      expect([...after]).toEqual([...mapRoster(version.roster, mapping, day ?? head)]);
    }),
    { numRuns: 1500 },
  );
});

function dates() {
  return fc.constantFrom('2026-02-27', '2026-03-01', head, '2026-03-03', null);
}
