import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Kind, LiveRecord, ReadBatch, SnapshotRecord } from '../../../src/contract/index.ts';
import { officevibe } from '../src/index.ts';
import { type Account, changesOf, membership, openAccount, person, team } from './account.ts';

/** Names with the odd letters of real rosters, none of them blank at an end, since trimming is a matter of the engine. */
const name = fc
  .string({ unit: fc.constantFrom(...'abzÉñíŁø🐿|="\',;<>@-. '), minLength: 1, maxLength: 20 })
  .map((text) => `x${text}x`);

/** A firm: people, teams with names of their own, who is where as what, and which team is under which. */
const firm = fc
  .record({
    people: fc.uniqueArray(fc.record({ id: fc.nat(999), first: name, last: name, job: fc.option(name) }), {
      selector: (one) => one.id,
      minLength: 1,
      maxLength: 8,
    }),
    teams: fc.uniqueArray(name, { minLength: 1, maxLength: 5 }),
    links: fc.array(
      fc.record({ person: fc.nat(), team: fc.nat(), role: fc.constantFrom('member', 'manager', 'both') }),
      { minLength: 1, maxLength: 20 },
    ),
  })
  .map(({ people, teams, links }): readonly SnapshotRecord[] => {
    const memberships = links.map((link) => {
      const employeeId = String(people[link.person % people.length]?.id);
      return membership(`g${link.team % teams.length}`, employeeId, {
        member: link.role !== 'manager',
        manager: link.role !== 'member',
      });
    });
    return [
      ...people.map((one) => person(String(one.id), { firstName: one.first, lastName: one.last, jobTitle: one.job })),
      ...teams.map((one, index) => team(`g${index}`, one)),
      ...new Map(memberships.map((one) => [one.key, one])).values(),
    ];
  });

const readAll = async (account: Account, kind: Kind): Promise<readonly LiveRecord[]> => {
  const batches: ReadBatch[] = [];
  for await (const batch of officevibe.read(account.context, kind)) batches.push(batch);
  expect(batches.at(-1)?.proof).toMatchObject({ complete: true });
  return batches.flatMap((batch) => batch.records);
};

/** What is there, in words that git uses too; the administrator and rule-based teams aside. */
const live = async (account: Account) => {
  const people = await readAll(account, 'employees');
  const teams = await readAll(account, 'teams');
  const names = new Map(teams.map((one) => [one.remote, one.fields.name]));
  const memberships = await readAll(account, 'memberships');
  return {
    people: people
      .filter((one) => !one.staying)
      .map((one) => JSON.stringify([one.fields.email, one.fields.firstName, one.fields.lastName, one.fields.jobTitle]))
      .sort(),
    teams: teams
      .filter((one) => !one.untouchable)
      .map((one) => String(one.fields.name))
      .sort(),
    memberships: memberships
      .map((one) =>
        JSON.stringify([names.get(one.parts?.[0] ?? ''), one.parts?.[1], one.fields.member, one.fields.manager]),
      )
      .sort(),
  };
};

const wanted = (snapshot: readonly SnapshotRecord[]) => {
  const of = (kind: Kind) => snapshot.filter((record) => record.kind === kind);
  const names = new Map(of('teams').map((one) => [one.key, one.fields.name]));
  return {
    people: of('employees')
      .map((one) =>
        JSON.stringify([one.fields.email, one.fields.firstName, one.fields.lastName, one.fields.jobTitle ?? '']),
      )
      .sort(),
    teams: of('teams')
      .map((one) => String(one.fields.name))
      .sort(),
    memberships: of('memberships')
      .map((one) =>
        JSON.stringify([
          names.get(String(one.fields.teamId)),
          `p${one.fields.employeeId}@example.org`,
          one.fields.member,
          one.fields.manager,
        ]),
      )
      .sort(),
  };
};

test('any firm pushed and read back is the same firm, whatever was there before', async () => {
  await fc.assert(
    fc.asyncProperty(firm, firm, async (before, after) => {
      const account = openAccount();
      const first = await officevibe.write(account.context, { snapshot: before, changes: changesOf(before) });
      expect(first.every((outcome) => outcome.status === 'done')).toBe(true);
      expect(await live(account)).toEqual(wanted(before));

      const second = await officevibe.write(account.context, { snapshot: after, changes: changesOf(after) });
      expect(second.every((outcome) => outcome.status === 'done')).toBe(true);
      expect(await live(account)).toEqual(wanted(after));
      expect(account.table('People').every((row) => row[5] !== 'Deleted')).toBe(true);
    }),
    { numRuns: 60 },
  );
});
