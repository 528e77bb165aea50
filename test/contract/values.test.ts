import { expect, test } from '@jest/globals';
import { defineConnector, errors, RollcallError, strictest } from '../../src/contract/index.ts';
import { makeConnector } from '../engine/worlds.ts';

test('the strictest class wins, and nothing at all is open', () => {
  expect(strictest(['open', 'secret', 'personal'])).toBe('secret');
  expect(strictest([])).toBe('open');
});

test('gives a connector back as it is', () => {
  const connector = makeConnector();
  expect(defineConnector(connector)).toBe(connector);
});

test('every refusal has an exit code and a next step, which a message may replace', () => {
  const refused = new RollcallError('LIMITS_EXCEEDED', 'Too many.');
  expect([refused.exit, refused.next, refused.findings]).toEqual([4, errors.LIMITS_EXCEEDED.next, []]);
  expect(new RollcallError('LIMITS_EXCEEDED', 'Too many.', { next: 'Look.' }).next).toBe('Look.');
});
