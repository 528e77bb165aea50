import { expect, test } from '@jest/globals';
import { neededKinds } from '../../../src/engine/plan/needed-kinds.ts';
import { makeConnector, makeMapping, makeState, peopleKind, wholeKinds } from '../worlds.ts';

test('reads what nobody has records of where it is asked to, and what that is made of', () => {
  const [, , memberships] = wholeKinds();
  const kinds = [peopleKind(), { ...wholeKinds()[1], write: 'record' }, { ...memberships, write: 'record' }];
  const mapping = makeMapping({ connector: makeConnector(kinds as ReturnType<typeof wholeKinds>) });

  expect(neededKinds(makeState({ mapping }))).toEqual([]);
  expect(neededKinds(makeState({ mapping, alsoRead: ['employees'] }))).toEqual(['employees']);
  expect(neededKinds(makeState({ mapping, alsoRead: ['memberships'] }))).toEqual(['employees', 'teams', 'memberships']);
});
