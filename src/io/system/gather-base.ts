import type { Stop } from '../../engine/change.ts';
import { type AppliedAt, revealNames, type SystemLedger } from '../../engine/ledger.ts';
import { type MappedRoster, mapRoster } from '../../engine/map/map.ts';
import { createMapping } from '../../engine/map/mapping.ts';
import { canonical } from '../../engine/normal.ts';
import { type Base, buildBase, commitsOf, noBase } from '../../engine/plan/base.ts';
import { goneFields } from '../../engine/plan/completeness.ts';
import type { Shard } from '../../engine/shard.ts';
import { concealWith, nameOfKey } from '../ledger/digest-key.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Moment } from '../moment.ts';
import type { System } from './system.ts';

export interface BaseOptions {
  readonly system: System;
  readonly moment: Moment;
  readonly ledger: Ledger;
  readonly desired: MappedRoster;
  readonly shard?: Shard;
  /** Conceals names where ids are not open. */
  readonly key: Buffer;
}

export interface FoundBase {
  readonly entry: SystemLedger | undefined;
  readonly base: Base;
  readonly conditions: readonly Stop[];
}

/** What was last applied, or why it cannot be told: then it is unknown, not empty, and stops the plan until released. */
export async function gatherBase({ system, moment, ledger, key, desired, shard }: BaseOptions): Promise<FoundBase> {
  const lost = (message: string): FoundBase => ({
    entry: undefined,
    base: noBase,
    conditions: [{ limit: 'base', permitted: 0, planned: 1, ours: 0, message }],
  });
  const { name } = system.rules;
  if (ledger.stateOf(name) === 'lost')
    return lost(`What was last applied is lost: ${ledger.lostBecause ?? 'the ledger is gone'}.`);
  const stored = await ledger.read(name);
  if (stored?.concealed !== undefined && stored.concealed !== nameOfKey(key)) {
    return lost('The names in the ledger were concealed with another key (ROLLCALL_KEY).');
  }
  if (!stored) return { entry: undefined, base: noBase, conditions: [] };
  if (stored.connector !== system.connector.id || stored.account !== system.fingerprint) {
    return lost(`${name} is another account than the one that was last applied to.`);
  }
  const rosters = new Map<string, MappedRoster>();
  const conditions: Stop[] = [];
  for (const at of commitsOf(stored)) {
    const mapped = await mappedAt(at, { system, moment, desired }).catch(() => undefined);
    if (!mapped)
      return lost(`The roster of commit ${at.commit.slice(0, 7)}, which was last applied, cannot be read any more.`);
    rosters.set(`${at.commit} ${at.date}`, mapped);
  }
  const entry =
    stored.concealed === undefined
      ? stored
      : revealNames(stored, namesIn([desired, ...rosters.values()]), concealWith(key));
  if (entry.applied) {
    const { commit, date } = entry.applied;
    if (!(await moment.repository.isAncestor(commit, moment.commit))) {
      const message = `The commit ${commit.slice(0, 7)} that was last applied is not part of this history any more.`;
      conditions.push({ limit: 'rewritten', permitted: 0, planned: 1, ours: 0, message });
    }
    const { roster } = await moment.at(commit, date);
    const gone = goneFields(moment.roster, roster, system.mapping);
    if (gone.length > 0) {
      const names = gone.map(({ field, source }) => `${field} (${source})`).join(', ');
      const message = `Columns that ${name} is made of are gone from the files: ${names}.`;
      conditions.push({ limit: 'column_gone', permitted: 0, planned: gone.length, ours: 0, message });
    }
  }
  const together = shard?.inTurn === false ? shard : undefined;
  const base = buildBase(entry, (at) => rosters.get(`${at.commit} ${at.date}`) ?? new Map(), system.mapping, together);
  return { entry, base, conditions };
}

/** The roster of a commit through the mapping of that commit, on the day it was applied. */
async function mappedAt(
  { commit, date }: AppliedAt,
  { system, moment, desired }: Pick<BaseOptions, 'system' | 'moment' | 'desired'>,
): Promise<MappedRoster> {
  const { rules, roster } = await moment.at(commit, date);
  const then = rules.systems.find((one) => one.name === system.rules.name);
  if (!then) throw new TypeError(`${system.rules.name} was not configured at ${commit}`);
  const { mapping } = system;
  const isSame = canonical([then, rules.fields]) === canonical([mapping.system, moment.rules.fields]);
  const own = isSame ? mapping : createMapping(system.connector, then, rules.fields);
  return mapRoster(roster, own, date, { roster: moment.roster, mapping, today: moment.today, mapped: desired });
}

function namesIn(rosters: readonly MappedRoster[]): ReadonlySet<string> {
  return new Set(rosters.flatMap((mapped) => [...mapped.keys()]));
}
