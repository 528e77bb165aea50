import { expect, test } from '@jest/globals';
import { createLatency } from '../../../src/io/system/latency.ts';

const call = (ms: number, status?: number) => ({ route: 'GET /users', isRead: true, ms, ...(status && { status }) });

test('gives the middle of the calls that went well', () => {
  const latency = createLatency();
  expect(latency.median()).toBeUndefined();

  for (const one of [call(100, 200), call(900, 200), call(120, 201), call(1, 429), call(30_000)]) latency.note(one);

  expect(latency.median()).toBe(120);
});

test('forgets what is long ago', () => {
  const latency = createLatency();
  for (let at = 0; at < 600; at += 1) latency.note(call(100, 200));
  for (let at = 0; at < 500; at += 1) latency.note(call(300, 200));

  expect(latency.median()).toBe(300);
});
