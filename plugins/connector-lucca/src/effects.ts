import type { EffectDeclaration } from '../../../src/contract/index.ts';

/** What a change sets off in Lucca beyond its data (fact sheet §4, §5 and §8). */
export const effects: readonly EffectDeclaration[] = [
  {
    id: 'access-opens',
    text: 'Makes the person and a first work contract; access begins on its first day. Lucca may tell people of it by mail.',
    kind: 'employees',
    operations: ['create'],
    reversible: true,
  },
  {
    id: 'access-ends',
    text: 'Ends the work contract, and with it the access; the file stays among the former employees.',
    kind: 'employees',
    operations: ['leave'],
    reversible: true,
  },
  {
    id: 'access-returns',
    text: 'Opens a new work contract, or takes the end of the last one away, and with it gives the access back.',
    kind: 'employees',
    operations: ['return'],
    reversible: true,
  },
  {
    id: 'end-announced',
    text: 'Puts an end on the work contract; access ends after that day.',
    kind: 'employees',
    operations: ['update'],
    field: 'dtContractEnd',
    reversible: true,
  },
  {
    id: 'establishment-rewritten',
    text: 'Changes the establishment of the running contract from its first day on. For a move in the middle of it, end the contract in Lucca and open another.',
    kind: 'employees',
    operations: ['update'],
    field: 'establishment',
    reversible: true,
  },
  {
    id: 'rights-change',
    text: 'Changes what the person may see and do in Lucca.',
    kind: 'employees',
    operations: ['create', 'update', 'return'],
    field: 'role',
    reversible: true,
  },
];
