import { expect, test } from '@jest/globals';
import { readEvent, type Task } from '../../src/action/event.ts';
import { RollcallError } from '../../src/contract/index.ts';

const [base, head, merge] = ['a', 'b', 'c'].map((letter) => letter.repeat(40));
const repository = { full_name: 'acme/hr', default_branch: 'main', private: true };
const pull = {
  number: 7,
  user: { login: 'clerk' },
  head: { sha: head, repo: { full_name: 'acme/hr' } },
  base: { sha: base, ref: 'main' },
};

function taskOf(name: string, payload: object, options: { command?: string; ref?: string } = {}): Task {
  const { command = '', ref = 'refs/heads/main' } = options;
  return readEvent({ name, payload: { repository, ...payload }, command, sha: String(merge), ref }).task;
}

function refusal(work: () => unknown): RollcallError | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof RollcallError) return error;
  }
  return undefined;
}

test('reviews a pull request with its merge', () => {
  const task = taskOf('pull_request', { action: 'opened', pull_request: pull });

  expect(task).toEqual({ type: 'review', base, head, merge, pull: { number: 7, author: 'clerk', head } });
});

test.each([
  ['a fork', { pull_request: { ...pull, head: { sha: head, repo: { full_name: 'eve/hr' } } } }, 'fork'],
  ['a fork that is gone', { pull_request: { ...pull, head: { sha: head, repo: null } } }, 'fork'],
  ['Dependabot', { pull_request: pull, sender: { login: 'dependabot[bot]' } }, 'fork'],
  ['another base', { pull_request: { ...pull, base: { sha: base, ref: 'evil' } } }, 'other-base'],
])('reads no system for %s', (_what, payload, why) => {
  expect(taskOf('pull_request', payload)).toMatchObject({ type: 'review', recordsOnly: why });
});

test('reviews what stands in the merge queue', () => {
  const group = { base_sha: base, head_sha: head, base_ref: 'refs/heads/main' };

  expect(taskOf('merge_group', { merge_group: group })).toEqual({ type: 'review', base, head, merge: head });
});

test.each([
  ['push', { ref: 'refs/heads/main' }, { type: 'sync', trigger: 'push' }],
  ['push', { ref: 'refs/heads/main', created: true, before: '0'.repeat(40) }, { type: 'sync', trigger: 'push' }],
  ['push', { ref: 'refs/heads/main', forced: true }, { type: 'sync', trigger: 'push' }],
  ['schedule', { schedule: '0 0 * * *' }, { type: 'sync', trigger: 'schedule' }],
  ['workflow_dispatch', { ref: 'refs/heads/main' }, { type: 'plan' }],
])('on %s with %j does %j', (name, payload, task) => {
  expect(taskOf(name, payload)).toEqual(task);
});

test('applies on request, every system', () => {
  expect(taskOf('workflow_dispatch', {}, { command: 'apply' })).toEqual({ type: 'sync' });
});

test.each([
  ['a branch that was deleted', 'push', { deleted: true }, 'refs/heads/gone'],
  ['the default branch that was deleted', 'push', { deleted: true }, 'refs/heads/main'],
  ['a push to another branch', 'push', {}, 'refs/heads/other'],
  ['a tag', 'push', {}, 'refs/tags/v1'],
  ['a pull request that was closed', 'pull_request', { action: 'closed', pull_request: pull }, 'refs/pull/7/merge'],
])('does nothing for %s', (_what, name, payload, ref) => {
  expect(taskOf(name, payload, { ref }).type).toBe('nothing');
});

test.each([
  ['pull_request_target', { pull_request: pull }, {}, 'pull_request_target hands secrets'],
  ['issue_comment', {}, {}, 'nothing to do on the event issue_comment'],
  ['pull_request', { pull_request: pull }, { command: 'apply' }, 'on pull_request it may be plan'],
  ['push', {}, { command: 'aply' }, 'on push it may be apply or plan'],
  ['workflow_dispatch', {}, { ref: 'refs/heads/other' }, 'started on refs/heads/other'],
  ['push', { repository: { full_name: 7 } }, {}, 'cannot be understood'],
])('refuses %s with %j', (name, payload, options, message) => {
  const error = refusal(() => taskOf(name, payload, options));

  expect(error?.code).toBe('USAGE');
  expect(error?.message).toContain(message);
});
