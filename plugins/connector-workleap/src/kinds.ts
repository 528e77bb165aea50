import type { FieldDeclaration, KindDeclaration } from '../../../src/contract/index.ts';

const key = (name: string): FieldDeclaration => ({
  name,
  type: 'text',
  class: 'open',
  from: 'id',
  required: true,
  readable: false,
});

const named = (name: string, from: string): FieldDeclaration => ({
  name,
  type: 'text',
  class: 'personal',
  from,
  required: true,
  maxLength: 50,
  normal: ['trim'],
});

/**
 * The three kinds that one push states together. People can be looked up, teams and memberships cannot. Names follow the
 * vendor's table of renamed columns; lengths are those of its page on the CSV upload.
 */
export const kinds: readonly KindDeclaration[] = [
  {
    kind: 'employees',
    identity: { key: 'externalMemberId', also: 'email' },
    list: 'uncounted',
    write: 'snapshot',
    // Who is active. Anybody else is erased, which the read says of each.
    absence: 'deactivates',
    operations: {
      create: { reversible: true, needs: 'invite', when: { setting: 'automatic_invite', equals: true } },
      update: { reversible: true },
      leave: { reversible: true },
      return: { reversible: true },
      delete: { reversible: false, needs: 'delete' },
    },
    fields: [
      key('externalMemberId'),
      { name: 'email', type: 'text', class: 'personal', from: 'email', required: true, normal: ['trim', 'lowercase'] },
      named('firstName', 'first_name'),
      named('lastName', 'last_name'),
      { name: 'jobTitle', type: 'text', class: 'open', from: 'job_title', maxLength: 255, normal: ['trim'] },
      { name: 'imageUrl', type: 'text', class: 'personal', from: 'image_url', readable: false, normal: ['trim'] },
      {
        name: 'languagePreferences',
        type: 'text',
        class: 'personal',
        from: 'language',
        readable: false,
        options: ['fr', 'en', 'es', 'pt', 'de'],
        normal: ['trim', 'lowercase'],
      },
      { name: 'productAssignations', type: 'list', class: 'open', readable: false, normal: ['trim', 'set'] },
    ],
    extraFields: { type: 'text', class: 'personal', readable: false, normal: ['trim'] },
  },
  {
    kind: 'teams',
    identity: { key: 'externalTeamId', also: 'teamName' },
    list: 'none',
    write: 'snapshot',
    absence: 'deletes',
    operations: {
      create: { reversible: true },
      update: { reversible: true },
      delete: { reversible: false, needs: 'remove_team' },
    },
    fields: [
      key('externalTeamId'),
      { name: 'teamName', type: 'text', class: 'open', from: 'name', required: true, maxLength: 50, readable: false },
      {
        name: 'parentTeamId',
        type: 'text',
        class: 'open',
        from: 'parent_id',
        readable: false,
        reference: { kind: 'teams', by: 'externalTeamId' },
      },
    ],
  },
  {
    kind: 'memberships',
    identity: { key: 'id', parts: ['teams', 'employees'] },
    list: 'none',
    write: 'snapshot',
    absence: 'deletes',
    operations: { create: { reversible: true }, update: { reversible: true }, delete: { reversible: true } },
    fields: [
      {
        name: 'externalTeamId',
        type: 'text',
        class: 'open',
        from: 'team_id',
        required: true,
        writable: 'create',
        readable: false,
        reference: { kind: 'teams', by: 'externalTeamId' },
      },
      {
        name: 'externalMemberId',
        type: 'text',
        class: 'open',
        from: 'employee_id',
        required: true,
        writable: 'create',
        readable: false,
        reference: { kind: 'employees', by: 'externalMemberId' },
      },
      { name: 'member', type: 'boolean', class: 'open', from: 'member == true', readable: false },
      { name: 'manager', type: 'boolean', class: 'open', from: 'manager == true', readable: false },
    ],
  },
];
