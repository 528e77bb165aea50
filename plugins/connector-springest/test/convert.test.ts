import { expect, test } from '@jest/globals';
import type { Fields, Value } from '../../../src/contract/index.ts';
import { toNative, toRecord } from '../src/convert.ts';
import { changeOf } from './site.ts';

const manager = { email: 'Boss@example.org', label: 'Manager', can_approve: true };

/** Fields of a change and what is sent for them, beside external_id and active. */
const pairs: readonly (readonly [string, Fields, Readonly<Record<string, Value>>])[] = [
  ['texts as they are', { first_name: 'Zoë', job_title: '=1+1' }, { first_name: 'Zoë', job_title: '=1+1' }],
  ['an empty text as an empty text', { job_title: null }, { job_title: '' }],
  ['an e-mail in small letters', { email: ' Zoe@Example.org ' }, { email: 'zoe@example.org' }],
  ['no e-mail rather than an empty one', { email: null }, {}],
  ['a gender by its letter', { gender: 'f' }, { gender: 'f' }],
  ['an empty gender as an empty text', { gender: null }, { gender: '' }],
  ['a day', { birthdate: '2000-02-29' }, { birthdate: '2000-02-29' }],
  ['an empty day', { employment_end_date: null }, { employment_end_date: '' }],
  [
    'tags in small letters, each once',
    { tags: ['Sales', ' sales ', 'Zürich & co', null] },
    { tags: ['sales', 'zürich & co'] },
  ],
  ['no tags as an empty list', { tags: null }, { tags: [] }],
  ['approvers', { approvers: [manager] }, { approvers: [{ ...manager, email: 'boss@example.org' }] }],
  ['no approvers as an empty list', { approvers: [] }, { approvers: [] }],
  [
    'can_approve by default, but for a non-approving manager',
    {
      approvers: [
        { email: 'a@example.org', label: 'Higher manager' },
        { email: 'b@example.org', label: 'Non-approving manager', can_approve: true },
      ],
    },
    {
      approvers: [
        { email: 'a@example.org', label: 'Higher manager', can_approve: true },
        { email: 'b@example.org', label: 'Non-approving manager', can_approve: false },
      ],
    },
  ],
  ['nothing for what cannot be written', { learning_track_status: 'completed', external_id: '7' }, {}],
];

test.each(pairs)('sends %s', (_name, fields, native) => {
  const { body, findings } = toNative(changeOf('7', fields));
  expect(body).toEqual({ external_id: '7', active: true, ...native });
  expect(findings).toEqual([]);
});

test('sends nothing that the change does not name, and external_id first', () => {
  const { body } = toNative(changeOf('7', { email: 'a@example.org' }, { op: 'update', active: false }));
  expect(JSON.stringify(body)).toBe('{"external_id":"7","email":"a@example.org","active":false}');
});

test('leaves out a gender that Springest does not know, with a notice and without its value', () => {
  const { body, findings } = toNative(changeOf('7', { gender: 'diverse' }));
  expect(body).not.toHaveProperty('gender');
  expect(findings).toMatchObject([{ code: 'gender-not-sent', severity: 'warning', key: '7', field: 'gender' }]);
  expect(JSON.stringify(findings)).not.toContain('diverse');
});

test.each([
  ['a day that does not exist', { birthdate: '2001-02-29' }, 'bad-date', 'data'],
  ['a day in another form', { employment_end_date: '31/12/2026' }, 'bad-date', 'data'],
  ['an approver without an address', { approvers: [{ ...manager, email: null }] }, 'approver-without-email', 'data'],
  ['a label in other letters', { approvers: [{ ...manager, label: 'manager' }] }, 'bad-mapping', 'config'],
  ['an approver without a label', { approvers: [{ email: 'a@example.org' }] }, 'bad-mapping', 'config'],
  ['approvers that are no list', { approvers: 'a@example.org' }, 'bad-mapping', 'config'],
  ['tags that are no list', { tags: 'sales' }, 'bad-mapping', 'config'],
  ['a tag that is a list', { tags: [['sales']] }, 'bad-mapping', 'config'],
  ['a text that is a list', { city: ['Utrecht'] }, 'bad-mapping', 'config'],
])('refuses %s and says who can fix it', (_name, fields: Fields, code, who) => {
  expect(toNative(changeOf('7', fields)).findings).toMatchObject([{ code, who, severity: 'error', key: '7' }]);
});

test('lets a person leave although a field cannot be passed on', () => {
  const { body, findings } = toNative(
    changeOf('7', { birthdate: 'unclear', city: 'Utrecht' }, { op: 'leave', active: false }),
  );
  expect(body).toEqual({ external_id: '7', city: 'Utrecht', active: false });
  expect(findings).toMatchObject([{ code: 'bad-date', severity: 'warning' }]);
});

test('names no approvers for a closed account, but takes them all away where that is wanted', () => {
  const closed = { op: 'leave', active: false } as const;
  expect(toNative(changeOf('7', { approvers: [manager] }, closed)).body).not.toHaveProperty('approvers');
  expect(toNative(changeOf('7', { approvers: [] }, closed)).body).toHaveProperty('approvers', []);
});

test.each([
  ['an open account', { user_email: 'a@example.org', active: true }, { email: 'a@example.org', active: true }],
  ['a closed one without an address', { user_email: '', active: false }, { email: null, active: false }],
])('reads %s', (_name, native, wanted) => {
  const record = toRecord({ id: '1001', external_id: '7', learning_track_status: 'completed', ...native });
  expect(record).toEqual({
    kind: 'employees',
    remote: '1001',
    key: '7',
    active: wanted.active,
    fields: { external_id: '7', email: wanted.email, learning_track_status: 'completed' },
  });
});
