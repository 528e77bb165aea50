import type { EffectDeclaration } from '../../../src/contract/index.ts';

/** What a change sets off in Springest beyond its data (fact sheet §3 to §5). */
export const effects: readonly EffectDeclaration[] = [
  {
    id: 'account-opens',
    text: 'Opens an account on this site. Whether Springest sends an invitation is not documented.',
    kind: 'employees',
    operations: ['create'],
    reversible: true,
  },
  {
    id: 'account-closes',
    text: 'Closes the account: the person cannot use the site any more. People who still have them as approver keep one who cannot approve.',
    kind: 'employees',
    operations: ['leave'],
    reversible: true,
  },
  {
    id: 'account-reopens',
    text: 'Opens the closed account again, with its bookings.',
    kind: 'employees',
    operations: ['return'],
    reversible: true,
  },
  {
    id: 'erasure-starts',
    text: 'Starts the agreed period after which Springest removes the personal data; this cannot be undone. The date itself does not close the account.',
    kind: 'employees',
    operations: ['create', 'update', 'leave', 'return'],
    field: 'employment_end_date',
    reversible: false,
  },
  {
    id: 'approvers-see',
    text: "Lets the approvers see the person's bookings, compliance status and budgets. A Manager approves bookings, a Higher manager those above a price, a Non-approving manager none.",
    kind: 'employees',
    operations: ['create', 'update', 'return'],
    field: 'approvers',
    reversible: true,
  },
  {
    id: 'tracks-assigned',
    text: 'Assigns every learning track that has one of the tags, where the site uses learning tracks.',
    kind: 'employees',
    operations: ['create', 'update', 'return'],
    field: 'tags',
    reversible: true,
  },
  {
    id: 'address-changes',
    text: "Changes the account's e-mail address; single sign-on may find the account by it.",
    kind: 'employees',
    operations: ['update', 'return'],
    field: 'email',
    reversible: true,
  },
];
