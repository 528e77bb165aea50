import type { FieldDeclaration, KindDeclaration } from '../../../src/contract/index.ts';

const id: FieldDeclaration = { name: 'id', type: 'text', class: 'open', from: 'id', required: true, readable: false };

/**
 * The three kinds that one push states together. Lengths: the vendor's page on the CSV upload.
 * The key is a field that is never given back, so that a record which no run has pushed yet is a change by itself:
 * only a push makes the app store our id.
 */
export const kinds: readonly KindDeclaration[] = [
  {
    kind: 'employees',
    identity: { key: 'id', also: 'email' },
    list: 'counted',
    remoteIsPersonal: true,
    write: 'snapshot',
    absence: 'deactivates',
    operations: {
      create: { reversible: true, needs: 'invite', when: { setting: 'invite_new_users', equals: true } },
      update: { reversible: true },
      leave: { reversible: true },
      return: { reversible: true },
    },
    fields: [
      id,
      { name: 'email', type: 'text', class: 'personal', from: 'email', required: true, normal: ['trim', 'lowercase'] },
      {
        name: 'firstName',
        type: 'text',
        class: 'personal',
        from: 'first_name',
        required: true,
        maxLength: 50,
        normal: ['trim'],
      },
      {
        name: 'lastName',
        type: 'text',
        class: 'personal',
        from: 'last_name',
        required: true,
        maxLength: 50,
        normal: ['trim'],
      },
      { name: 'jobTitle', type: 'text', class: 'open', from: 'job_title', maxLength: 255, normal: ['trim'] },
      { name: 'imageUrl', type: 'text', class: 'personal', from: 'image_url', readable: false, normal: ['trim'] },
      {
        name: 'language',
        type: 'text',
        class: 'personal',
        from: 'language',
        readable: false,
        options: ['fr', 'en', 'es', 'pt', 'de'],
        normal: ['trim', 'lowercase'],
      },
    ],
    extraFields: { type: 'text', class: 'personal', readable: false, normal: ['trim'] },
  },
  {
    kind: 'teams',
    identity: { key: 'id', also: 'name' },
    list: 'counted',
    write: 'snapshot',
    absence: 'deletes',
    operations: {
      create: { reversible: true },
      update: { reversible: true },
      delete: { reversible: false, needs: 'remove_team' },
    },
    fields: [
      id,
      { name: 'name', type: 'text', class: 'open', from: 'name', required: true, maxLength: 50 },
      {
        name: 'parentId',
        type: 'text',
        class: 'open',
        from: 'parent_id',
        readable: false,
        reference: { kind: 'teams', by: 'id' },
      },
    ],
  },
  {
    kind: 'memberships',
    identity: { key: 'id', parts: ['teams', 'employees'] },
    list: 'counted',
    remoteIsPersonal: true,
    write: 'snapshot',
    absence: 'deletes',
    operations: {
      create: { reversible: true },
      update: { reversible: true },
      delete: { reversible: true },
    },
    fields: [
      {
        name: 'teamId',
        type: 'text',
        class: 'open',
        from: 'team_id',
        required: true,
        writable: 'create',
        reference: { kind: 'teams', by: 'id' },
      },
      {
        name: 'employeeId',
        type: 'text',
        class: 'open',
        from: 'employee_id',
        required: true,
        writable: 'create',
        reference: { kind: 'employees', by: 'id' },
      },
      { name: 'member', type: 'boolean', class: 'open', from: 'member == true' },
      { name: 'manager', type: 'boolean', class: 'open', from: 'manager == true' },
    ],
  },
];
