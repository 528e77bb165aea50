import fc from 'fast-check';
import type { LiveRecord, Value } from '../../src/contract/index.ts';
import type { Mapping } from '../../src/engine/map/mapping.ts';
import type { SystemRules } from '../../src/engine/rules.ts';
import { type Commit, makeVendor, type World } from './model.ts';
import {
  makeConnector,
  makeMapping,
  makeRoster,
  makeSystem,
  peopleKind,
  person,
  type Row,
  wholeKinds,
} from './worlds.ts';

const ids = ['1', '2', '3', '4', '5', '6'];

/** One version of one person: everything that may differ from commit to commit. */
const row = fc.record({
  mail: fc.constantFrom('own', 'own', 'own', 'own', 'p1', 'p2', 'shared', null),
  title: fc.constantFrom('Baker', 'Miller', null),
  boss: fc.constantFrom(null, ...ids),
  status: fc.constantFrom('active', 'active', 'active', 'inactive', null),
  name: fc.constantFrom('Anna', 'Bo'),
  isHeld: fc.boolean().map((held) => held),
  place: fc.constantFrom('NL', 'NL', 'FR'),
});

export interface People {
  readonly rows: readonly Row[];
  readonly held: readonly string[];
}

/** Some people; an address stands for one of them only, as the check of the roster sees to. */
export const people: fc.Arbitrary<People> = fc
  .dictionary(fc.constantFrom(...ids), row, { minKeys: 1, maxKeys: ids.length, noNullPrototype: true })
  .map((versions) => {
    const taken = new Set<string>();
    const rows = Object.entries(versions).map(([id, version]): Row => {
      const wanted = version.mail === 'own' ? `p${id}` : version.mail;
      const mail = wanted === null || taken.has(wanted) ? null : wanted;
      if (mail !== null) taken.add(mail);
      return person(id, {
        email: mail === null ? null : `${mail}@firm.example`,
        first_name: version.name,
        job_title: version.title,
        manager_id: version.boss !== null && version.boss in versions ? version.boss : null,
        status: version.status,
        location: version.place,
      });
    });
    const held = Object.entries(versions).flatMap(([id, version]) =>
      version.isHeld && Number(id) % 3 === 0 ? [id] : [],
    );
    return { rows, held };
  });

/** Teams that people may be in, with somebody above. */
export const teams = fc.record({
  ids: fc.uniqueArray(fc.constantFrom('t1', 't2', 't3'), { minLength: 1 }),
  of: fc.dictionary(fc.constantFrom(...ids), fc.constantFrom('t1', 't2', 't3'), { noNullPrototype: true }),
});

/** What somebody put there by hand: accounts with our keys, with our addresses, or with neither. */
export const strangers: fc.Arbitrary<readonly LiveRecord[]> = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom('1', '2', '8', '9'),
      hasKey: fc.boolean(),
      active: fc.boolean(),
      title: fc.constantFrom<Value>('Baker', 'Smith', null),
    }),
    { maxLength: 3, selector: (one) => one.id },
  )
  .map((all) =>
    all.map(({ id, hasKey, active, title }) => ({
      kind: 'employees' as const,
      remote: `s${id}`,
      ...(hasKey && { key: id }),
      active,
      fields: {
        ...(hasKey && { key: id }),
        mail: `p${id}@firm.example`,
        name: 'Stranger',
        title,
        ...(hasKey && { boss: null }),
      },
    })),
  );

export type Shape = 'listed' | 'asked' | 'whole';

export function mappingOf(shape: Shape, over: Partial<SystemRules> = {}): Mapping {
  const kinds = shape === 'whole' ? wholeKinds() : [peopleKind(shape === 'asked' ? { list: 'by-key' } : {})];
  return makeMapping({ connector: makeConnector(kinds), system: makeSystem(over) });
}

export function commitOf(
  name: string,
  { rows, held }: People,
  team: { readonly ids: readonly string[]; readonly of: Readonly<Record<string, string>> } = { ids: [], of: {} },
): Commit {
  return {
    commit: name,
    date: '2026-03-02',
    roster: makeRoster({
      people: rows,
      held,
      teams: team.ids.map((id) => ({ id, name: `Team ${id}`, parent_id: null })),
      memberships: Object.entries(team.of)
        .filter(([id, of]) => team.ids.includes(of) && rows.some((one) => one.id === id))
        .map(([id, of]) => ({ team_id: of, employee_id: id, member: true, manager: false })),
    }),
  };
}

/** A world of several commits, none of them applied. */
export function worlds(shape: Shape, over: Partial<SystemRules> = {}, commits = 3): fc.Arbitrary<World> {
  return fc
    .tuple(
      fc.array(fc.tuple(people, teams), { minLength: commits, maxLength: commits }),
      strangers,
      fc.constantFrom<'report' | 'correct'>('report', 'correct'),
    )
    .map(([rosters, live, drift]) => ({
      // Counterexamples are read by people: rows instead of everything that was made of them.
      [fc.toStringMethod]: () => JSON.stringify({ rosters, live, drift }),
      mapping: mappingOf(shape, { drift, ...over }),
      vendor: makeVendor(shape === 'whole' ? live.map(({ key: _, ...record }) => record) : live),
      history: rosters.map(([one, team], index) =>
        commitOf(`c${index + 1}`, one, shape === 'whole' ? team : undefined),
      ),
      ledger: undefined,
    }));
}

/** The same world as of its first commits only. */
export function upTo(world: World, count: number): World {
  return { ...world, history: world.history.slice(0, count) };
}
