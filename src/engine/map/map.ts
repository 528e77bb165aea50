import type { Fields, Finding, Kind, Value } from '../../contract/index.ts';
import { recordName } from '../change.ts';
import { hasLeft } from '../fields.ts';
import type { Roster, RosterRecord } from '../roster.ts';
import { type EarlierMapping, takeOver } from './earlier.ts';
import { ask, environmentOf } from './environment.ts';
import { type Describe, judgeFields, strangeDates } from './judge-fields.ts';
import { evaluateFields } from './map-fields.ts';
import type { MappedRecord, MappedRoster } from './mapped.ts';
import type { MappedKind, Mapping } from './mapping.ts';

export type { MappedRecord, MappedRoster } from './mapped.ts';

/**
 * The roster as one system shall hold it on one day (yyyy-mm-dd), by record name.
 * @param earlier another version of it: what both say alike is taken from there
 */
export function mapRoster(roster: Roster, mapping: Mapping, today: string, earlier?: EarlierMapping): MappedRoster {
  const mapped = new Map<string, MappedRecord>();
  const around = { roster, mapping, today, mapped, teamsHere: once(() => teamsWithMembers(roster, mapped)) };
  for (const kind of mapping.kinds) {
    const known = takeOver(kind, around, earlier);
    for (const record of roster.records[kind.declaration.kind].values()) {
      const name = recordName(record.kind, record.key);
      const parts = partsOf(record, kind);
      const taken = known(record, name, parts);
      const one = taken.isKnown ? taken.record : mapRecord(record, kind, parts, around);
      if (one) mapped.set(name, one);
    }
  }
  return mapped;
}

interface Surroundings {
  readonly roster: Roster;
  readonly mapping: Mapping;
  readonly today: string;
  /** Kinds mapped so far: what a record's parts are taken from. */
  readonly mapped: MappedRoster;
  /** Teams that somebody of this system is in. */
  readonly teamsHere: () => ReadonlySet<Value | undefined>;
}

function mapRecord(
  record: RosterRecord,
  kind: MappedKind,
  parts: readonly string[],
  around: Surroundings,
): MappedRecord | undefined {
  const { system } = around.mapping;
  if (system.sources && !system.sources.includes(record.source) && !hasMemberHere(record, around)) return undefined;
  const partState = stateOfParts(parts, around.mapped);
  if (partState === 'missing' && record.held.length === 0) return undefined;

  const describe = describer(record, around.mapping);
  const environment = environmentOf(record, around);
  const { fields, defaulted, findings } = evaluateFields(kind, environment, describe, system.blank);
  const made = (
    state: MappedRecord['state'],
    sent: Fields,
    why: readonly Finding[],
    // One by one and always in this order: there are as many of these as records.
  ): MappedRecord => ({
    kind: record.kind,
    key: record.key,
    state,
    fields: sent,
    findings: why.length > 0 ? why : none,
    source: record.source,
    place: record.place,
    parts,
    record,
    ...(defaulted.length > 0 && { defaulted }),
  });
  const stopped = (state: MappedRecord['state'], why: readonly Finding[]): MappedRecord => made(state, fields, why);
  if (record.held.length > 0) return stopped('held', record.held);
  if (partState !== 'active' && partState !== 'missing') return stopped(partState, none);

  if (record.kind === 'employees') {
    const only = system.only ? ask(system.only, environment) : true;
    if (typeof only === 'string')
      return stopped('held', [describe('only-failed', only, 'Correct "only" in rollcall.yaml.')]);
    if (!only) return undefined;
    const skip = system.skip ? ask(system.skip, environment) : false;
    if (typeof skip === 'string')
      return stopped('held', [describe('skip-failed', skip, 'Correct "skip" in rollcall.yaml.')]);
    if (skip) return stopped('skipped', none);
  }
  const isActive = record.kind === 'employees' ? askActive(around.mapping, environment) : true;
  if (typeof isActive === 'string')
    return stopped('held', [describe('active-failed', isActive, 'Correct "active" in rollcall.yaml.')]);

  const judged = [...findings, ...judgeFields(kind, fields, describe)];
  const strange = strangeDates(kind, fields, around.today, describe);
  if (!isActive || (record.kind === 'employees' && hasLeft(record.fields, around.today))) {
    // A leaver goes whatever else is wrong with the row; what is wrong is not sent along.
    return made('inactive', without(fields, [...judged, ...strange]), none);
  }
  const isWaiting = judged.some((one) => one.code === 'waiting-for-field');
  const state = judged.some((one) => one.severity === 'error') ? 'held' : isWaiting ? 'waiting' : 'active';
  return made(state, without(fields, strange), [...judged, ...strange]);
}

const none: readonly never[] = [];

/** A column that the connector's own rule would need and that is not there makes nobody leave. */
function askActive({ active }: Mapping, environment: Readonly<Record<string, unknown>>): boolean | string {
  if (!active) return true;
  if (!active.isStated && 'unknown' in active.expression.evaluate(environment)) return true;
  return ask(active.expression, environment);
}

function describer(record: RosterRecord, { system }: Mapping): Describe {
  return (code, message, next, rest = {}) => ({
    code,
    severity: 'error',
    scope: 'record',
    who: 'config',
    message,
    next,
    place: record.place,
    system: system.name,
    kind: record.kind,
    key: record.key,
    ...rest,
  });
}

function without(fields: Fields, findings: readonly Finding[]): Fields {
  if (findings.length === 0) return fields;
  const left = new Set(findings.map((finding) => finding.field));
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !left.has(name)));
}

/** A team counts where one of its people does, whichever source named it first. */
function hasMemberHere(record: RosterRecord, { teamsHere }: Surroundings): boolean {
  if (record.kind === 'memberships') return true;
  return record.kind === 'teams' && teamsHere().has(record.key);
}

function teamsWithMembers(roster: Roster, mapped: MappedRoster): ReadonlySet<Value | undefined> {
  const memberships = [...roster.records.memberships.values()];
  const here = memberships.filter(({ fields }) => mapped.has(recordName('employees', String(fields.employee_id))));
  return new Set(here.map(({ fields }) => fields.team_id));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const partFields: Readonly<Partial<Record<Kind, string>>> = { teams: 'team_id', employees: 'employee_id' };

function partsOf(record: RosterRecord, { declaration }: MappedKind): readonly string[] {
  const { parts } = declaration.identity;
  if (!parts) return none;
  return parts.map((part) => recordName(part, String(record.fields[partFields[part] ?? ''] ?? '')));
}

/** A membership is there only while its team and its person are; what holds one of them holds it too. */
function stateOfParts(parts: readonly string[], mapped: MappedRoster): MappedRecord['state'] | 'missing' {
  const states = parts.map((part) => mapped.get(part)?.state ?? 'missing');
  if (states.includes('missing') || states.includes('inactive')) return 'missing';
  return states.find((state) => state !== 'active') ?? 'active';
}
