import type { Change } from '../engine/change.ts';

/** One thing to read: a change, and with a person's change the teams they join and leave by it. */
export interface Entry {
  readonly change: Change;
  readonly teams?: TeamMove;
}

export interface TeamMove {
  readonly left: readonly string[];
  readonly joined: readonly JoinedTeam[];
}

export interface JoinedTeam {
  readonly team: string;
  readonly asManager: boolean;
}

/**
 * Puts memberships with their people: that somebody moves is one thing to read, not a membership less and one more.
 * Somebody of whom only memberships change gets an entry that stands for them. What cannot be undone stays by itself.
 * @param isLasting true for a change that cannot be undone
 */
export function toEntries(changes: readonly Change[], isLasting: (change: Change) => boolean): readonly Entry[] {
  const moves = new Map<string, Change[]>();
  const people = new Set<string>();
  for (const change of changes) {
    if (change.kind === 'employees') people.add(change.key);
    else if (isPlainMove(change) && !isLasting(change)) {
      const person = personOf(change);
      const others = moves.get(person);
      if (others) others.push(change);
      else moves.set(person, [change]);
    }
  }
  const told = new Set<string>();
  return changes.flatMap((change): readonly Entry[] => {
    const isMove = isPlainMove(change) && !isLasting(change);
    const person = isMove ? personOf(change) : change.key;
    if (isMove && people.has(person)) return [];
    const memberships = (isMove || change.kind === 'employees') && !told.has(person) ? moves.get(person) : undefined;
    if (memberships === undefined) return isMove ? [] : [{ change }];
    told.add(person);
    return [{ change: isMove ? standIn(change, person) : change, teams: teamMove(memberships) }];
  });
}

/** Keys of memberships are `team/person`; a concealed one cannot be taken apart and stays by itself. */
function isPlainMove({ kind, op, key }: Change): boolean {
  return kind === 'memberships' && op !== 'update' && key.includes('/');
}

function personOf({ key }: Change): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

function teamMove(memberships: readonly Change[]): TeamMove {
  const team = ({ key }: Change): string => key.slice(0, key.lastIndexOf('/'));
  const isGoing = ({ op }: Change): boolean => op === 'delete' || op === 'leave';
  return {
    left: memberships.filter(isGoing).map(team),
    joined: memberships
      .filter((one) => !isGoing(one))
      .map((one) => ({
        team: team(one),
        asManager: one.fields.manager?.class === 'open' && one.fields.manager.after === true,
      })),
  };
}

function standIn(membership: Change, person: string): Change {
  return { ...membership, op: 'update', kind: 'employees', key: person, fields: {}, desired: {} };
}
