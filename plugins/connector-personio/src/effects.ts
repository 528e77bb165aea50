import type { EffectDeclaration } from '../../../src/contract/index.ts';

/** What a change sets off in Personio beyond its data. What is not documented is said to be so. */
export const effects: readonly EffectDeclaration[] = [
  {
    id: 'person-created',
    text: 'Creates a person in Personio, which counts as an employee of the plan. Whether Personio sends an invitation is not documented.',
    kind: 'employees',
    operations: ['create'],
    reversible: false,
  },
  {
    id: 'person-inactive',
    text: 'Sets the employment to inactive, without a termination: its day, kind and reason cannot be written by the API and are entered in Personio by hand.',
    kind: 'employees',
    operations: ['leave'],
    reversible: true,
  },
  {
    id: 'person-active-again',
    text: 'Sets the latest employment to active again; a new contract of somebody who comes back is entered in Personio by hand.',
    kind: 'employees',
    operations: ['return'],
    reversible: true,
  },
  {
    id: 'log-in-address-changes',
    text: 'Changes the e-mail with which the person signs in to Personio.',
    kind: 'employees',
    operations: ['update', 'return'],
    field: 'email',
    reversible: true,
  },
  {
    id: 'supervisor-sees',
    text: 'Lets the supervisor see and approve what Personio lets supervisors see and approve.',
    kind: 'employees',
    operations: ['create', 'update', 'return'],
    field: 'supervisor',
    reversible: true,
  },
];
