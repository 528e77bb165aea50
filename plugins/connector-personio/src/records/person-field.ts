import type { FieldDeclaration } from '../../../../src/contract/index.ts';

/** Our key of an absence, an attendance or a document, which Personio does not keep. */
export const ownId: FieldDeclaration = {
  name: 'id',
  type: 'text',
  class: 'open',
  from: 'id',
  required: true,
  writable: 'create',
  readable: false,
};

/** Whom such a record is about, who may have left since. */
export function personField(name: string): FieldDeclaration {
  return {
    name,
    type: 'text',
    class: 'open',
    from: 'employee_id',
    required: true,
    writable: 'create',
    reference: { kind: 'employees', by: '@remote', inactive: true },
  };
}
