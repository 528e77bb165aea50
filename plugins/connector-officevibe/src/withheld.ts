import type { WithheldDeclaration } from '../../../src/contract/index.ts';

/** What the vendor's FAQ says that nobody can export ("Quelles données puis-je exporter"). Refused by name. */
export const withheld: readonly WithheldDeclaration[] = [
  { name: 'survey-results', reason: 'the vendor exports no results of surveys; look at them in Officevibe.' },
  { name: 'custom-surveys', reason: 'the vendor exports no data of custom surveys; look at them in Officevibe.' },
  { name: 'goals', reason: 'the vendor exports no goals; look at them in Officevibe.' },
  { name: 'one-on-ones', reason: 'the vendor exports no 1-on-1s, which are between two people.' },
  { name: 'good-vibes', reason: 'the vendor exports no Good Vibes; look at them in Officevibe.' },
  { name: 'members', reason: 'it is a list of records: "rollcall pull" writes it into CSV.' },
];
