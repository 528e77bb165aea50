import type { FieldChange } from '../engine/change.ts';
import type { Entry } from './entry.ts';
import { plainLine } from './escape.ts';
import type { Outline, SystemOutline } from './outline.ts';

/** Where people go from and to: places are teams, departments and the like, by what the files and systems call them. */
export interface Moves {
  readonly system: string;
  /** The field that says where somebody works; absent for teams that people are members of. */
  readonly field?: string;
  /** Most people first. */
  readonly arrows: readonly Arrow[];
}

/** People who go the same way. Nowhere is `outside`: who joins comes from there, who leaves goes there. */
export interface Arrow {
  readonly from: Place;
  readonly to: Place;
  readonly people: number;
}

/** `none` is a person without a team or department, who is there all the same. */
export type Place = { readonly type: 'outside' | 'none' } | { readonly type: 'named'; readonly name: string };

/**
 * The picture of what moves that says most: of all systems and fields the one by which most people move, as long as it
 * touches at most `mostPlaces`. Values of `open` fields only; undefined when nobody goes from one place to another.
 */
export function movesOf(told: Outline, mostPlaces: number): Moves | undefined {
  const fitting = told.systems
    .flatMap(systemMoves)
    .filter((moves) => movers(moves) > 0 && placesOf(moves).size <= mostPlaces);
  return fitting.reduce<Moves | undefined>(
    (best, moves) => (best === undefined || movers(moves) > movers(best) ? moves : best),
    undefined,
  );
}

/** Every place of the arrows once, under a text that tells it from the others. */
export function placesOf({ arrows }: Pick<Moves, 'arrows'>): ReadonlyMap<string, Place> {
  return new Map(arrows.flatMap(({ from, to }) => [from, to]).map((place) => [placeId(place), place]));
}

/** What tells a place from the others. */
export function placeId(place: Place): string {
  return place.type === 'named' ? `named ${place.name}` : place.type;
}

/** Fields that name a part of the firm, not a person's own tag or contract. */
const partOfFirm = /department|team|group|unit|division|service|establishment|location|legal_entity/i;

/** Teams first, then fields in the order in which they are met: the first of equals is taken. */
function systemMoves({ plan, sections }: SystemOutline): readonly Moves[] {
  const entries = [...sections.values()].flat().filter(({ change }) => change.kind === 'employees');
  const fields = new Set(
    entries.flatMap(({ change }) => Object.keys(change.fields).filter((name) => partOfFirm.test(name))),
  );
  const byTeam = entries.flatMap(teamSteps);
  return [
    { system: plan.name, arrows: counted(byTeam) },
    ...[...fields].map((field) => ({
      system: plan.name,
      field,
      arrows: counted(entries.flatMap((entry) => fieldSteps(entry, field))),
    })),
  ];
}

type Step = readonly [from: Place, to: Place];

const outside: Place = { type: 'outside' };

function teamSteps({ change, teams }: Entry): readonly Step[] {
  if (teams === undefined) return [];
  const left = teams.left.map(named);
  const joined = teams.joined.map(({ team }) => named(team));
  if (change.op === 'leave' || change.op === 'delete') return left.map((from) => [from, outside]);
  if (change.op === 'create' || change.op === 'return') return joined.map((to) => [outside, to]);
  if (left.length === 0) return joined.map((to) => [{ type: 'none' }, to]);
  if (joined.length === 0) return left.map((from) => [from, { type: 'none' }]);
  return left.flatMap((from) => joined.map((to): Step => [from, to]));
}

function fieldSteps({ change }: Entry, name: string): readonly Step[] {
  const field = change.fields[name];
  if (field === undefined || field.class !== 'open') return [];
  const to = placeOf(field.after);
  if (change.op === 'create') return to?.type === 'named' ? [[outside, to]] : [];
  if (change.op === 'leave' || change.op === 'delete') return [];
  const from = field.before.known ? placeOf(field.before.value) : undefined;
  if (from === undefined || to === undefined) return [];
  return change.op === 'return' ? [[outside, to]] : [[from, to]];
}

/** Lists and objects are no places. */
function placeOf(value: FieldChange['after']): Place | undefined {
  if (value === null || value === '') return { type: 'none' };
  return typeof value === 'string' ? named(value) : undefined;
}

function named(name: string): Place {
  return { type: 'named', name: plainLine(name) };
}

function counted(steps: readonly Step[]): readonly Arrow[] {
  const arrows = new Map<string, { from: Place; to: Place; people: number }>();
  for (const [from, to] of steps) {
    const id = JSON.stringify([placeId(from), placeId(to)]);
    const arrow = arrows.get(id);
    if (arrow) arrow.people += 1;
    else arrows.set(id, { from, to, people: 1 });
  }
  return [...arrows.values()].sort((a, b) => b.people - a.people);
}

/** People who go from one place to another; joins and leaves alone make no picture. */
function movers({ arrows }: Moves): number {
  return arrows
    .filter(({ from, to }) => from.type !== 'outside' && to.type !== 'outside')
    .reduce((sum, { people }) => sum + people, 0);
}
