import type { EffectDeclaration } from '../../../src/contract/index.ts';

/** What a change sets off in Supermood beyond its data (fact sheet §2 and §4). */
export const effects: readonly EffectDeclaration[] = [
  {
    id: 'surveys-begin',
    text: 'The person is in the mailing lists from now on and gets the surveys sent to them.',
    kind: 'employees',
    operations: ['create', 'return'],
    reversible: true,
  },
  {
    id: 'surveys-end',
    text: 'Takes the person out of the mailing lists of all surveys and SuperLike and out of the participation rate. Whoever has a role there can still sign in.',
    kind: 'employees',
    operations: ['leave'],
    reversible: true,
  },
  {
    id: 'person-erased',
    text: 'Erases the person for good. Earlier answers are taken to stay in the results without a name.',
    kind: 'employees',
    operations: ['delete'],
    reversible: false,
  },
  {
    id: 'access-moves',
    text: "Changes the address that opens the participant's space and gets the invitations.",
    kind: 'employees',
    operations: ['update', 'return'],
    field: 'email',
    reversible: true,
  },
  {
    id: 'language-changes',
    text: 'The next surveys come in another language.',
    kind: 'employees',
    operations: ['update', 'return'],
    field: 'language',
    reversible: true,
  },
  {
    id: 'texts-by-phone',
    text: 'Surveys may reach the person by SMS, where the account manager has switched that on.',
    kind: 'employees',
    operations: ['create', 'update', 'return'],
    field: 'phoneNumber',
    reversible: true,
  },
];
