import { expect, test } from '@jest/globals';
import { type Finding, RollcallError } from '../../src/contract/index.ts';
import { toEnding } from '../../src/refusal.ts';
import { describeError, errorJson } from '../../src/review/error.ts';

const finding = (message: string, line: number): Finding => ({
  code: 'bad-word',
  severity: 'error',
  scope: 'roster',
  message,
  next: 'Correct it.',
  who: 'config',
  place: { file: 'rollcall.yaml', line, column: 3 },
});

test('tells the code, what was refused, and what to do now', () => {
  const error = new RollcallError('CONNECTOR_UNKNOWN', 'connector "x" is not installed', { next: 'Install it.' });

  expect(describeError(error, { color: false })).toBe(
    'CONNECTOR_UNKNOWN: connector "x" is not installed.\nInstall it.',
  );
});

test('tells all findings with their places, and none twice', () => {
  const findings = [finding('There is no "a".', 4), finding('There is no "b".', 9)];
  const error = new RollcallError('CONFIG_INVALID', findings.map((one) => one.message).join('\n'), { findings });

  const text = describeError(error, { color: false });

  expect(text).toMatch(/^CONFIG_INVALID:\nrollcall.yaml:4:3 error There is no "a"\./);
  expect(text.match(/There is no "b"/g)).toHaveLength(1);
  expect(text).toMatch(/Correct rollcall.yaml at the place named\.$/);
});

test('lets nothing act on a terminal', () => {
  const error = new RollcallError('USAGE', 'bad \u001b[2J\u202e name');

  const text = describeError(error, { color: false });

  expect(text).not.toContain('\u001b');
  expect(text).not.toContain('\u202e');
});

test('gives the same to programs', () => {
  expect(errorJson(new RollcallError('USAGE', 'no', { next: 'Yes.' }))).toEqual({
    error: { code: 'USAGE', message: 'no', next: 'Yes.' },
  });
});

test('keeps the words of an error of ours to itself and names its place', () => {
  const root = new URL('../..', import.meta.url).pathname;

  const { exit, error } = toEnding(new TypeError('canary anna@example.com'), root);

  expect(exit).toBe(1);
  expect(error?.message).toMatch(/^TypeError at test\/review\/error.test.ts:\d+:\d+/);
  expect(error?.message).not.toContain('canary');
});

test('ends with the code a command chose, without a word', () => {
  const exit = Object.assign(new Error('EEXIT: 9'), { code: 'EEXIT', oclif: { exit: 9 } });

  expect(toEnding(exit, '/')).toEqual({ exit: 9 });
});

test.each([undefined, null, 'canary', { message: 'canary' }])('copes with %j being thrown', (thrown) => {
  const { exit, error } = toEnding(thrown, '/');

  expect(exit).toBe(1);
  expect(error?.message).not.toContain('canary');
});

test("leaves out the framework's notes on flags that nobody typed, and its broken lines", () => {
  const framework = (message: string) => Object.assign(new Error(message), { oclif: { exit: 2 } });
  const messageOf = (message: string) => toEnding(framework(message), '/').error?.message;

  expect(messageOf('Missing 1 required arg:\nhead  file\n\nNote: --key allows multiple values.\nAlso "--".')).toBe(
    'Missing 1 required arg:\nhead  file',
  );
  expect(messageOf('Parsing --port \n\tExpected an integer but received: abc')).toBe(
    'Parsing --port: Expected an integer but received: abc',
  );
});
