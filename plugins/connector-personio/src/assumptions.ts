/** Something this connector takes for granted that Personio has not written down. `section` is that of the fact sheet. */
export interface Assumption {
  readonly section: string;
  readonly text: string;
}

/** Calls a second on GET /v2/persons and on every other v2 address, as a client measured them (fact sheet §9). */
export const measuredCallsPerSecond = { persons: 30, others: 10 } as const;

/** Largest file, "30 MB" in the documents: the smaller reading of it, in bytes (fact sheet §8). */
export const maxDocumentBytes = 30_000_000;

/** Lifts of the word "unit" of an absence type whose exact spelling is not published (fact sheet §7). */
export const unitWords = {
  day: ['day', 'days', 'daily'],
  hour: ['hour', 'hours', 'hourly'],
} as const;

/** Names under which the four boxes appear in a token's `scope`; the vendor's own examples disagree (fact sheet §3). */
export const scopeNames = {
  employees: ['employees', 'personio:persons', 'personio:person', 'personio:employees', 'personio:employment'],
  absences: ['absences', 'personio:absences', 'personio:absence-periods'],
  attendances: ['attendances', 'personio:attendances', 'personio:attendance-periods'],
  documents: ['documents', 'personio:documents'],
} as const;

/** All of them, so that a test account can settle them one by one. */
export const assumptions: readonly Assumption[] = [
  { section: '§3', text: 'A token of /v2/auth/token also opens the addresses under /v1.' },
  {
    section: '§3',
    text: 'An attribute the credential may not read is absent, one that is empty is null or an empty text.',
  },
  { section: '§4', text: 'Filters are sent again with every cursor.' },
  { section: '§5', text: 'The id of a person in v2 is the id of the employee in v1, as a text.' },
  {
    section: '§5',
    text: 'The ids of offices, departments, teams and cost centres in v1 are those of v2; legal entities are listed by v2.',
  },
  {
    section: '§5',
    text: 'The key of an attribute in /v1/company/employees/attributes is the id of the custom attribute in v2.',
  },
  { section: '§5', text: 'Every change of an employment carries status, employment_start_date and type along.' },
  { section: '§5', text: 'org_units and cost_centers that are sent replace all that are there.' },
  { section: '§5', text: 'A created person comes back with an id; without one it is looked up by its e-mail.' },
  {
    section: '§6',
    text: 'The day of an attendance is that of its start; a period that ends at or before its start ends on the next day.',
  },
  {
    section: '§7',
    text: 'The last day of an absence in days comes back as the midnight after it, and is sent as itself.',
  },
  {
    section: '§7',
    text: 'An absence type says day or hour in its unit in one of the spellings day, days, daily, hour, hours, hourly.',
  },
  {
    section: '§8',
    text: 'The ids of documents and categories in v1 are those of v2, and the title in v1 is the name in v2.',
  },
  { section: '§8', text: '30 MB are 30,000,000 bytes.' },
  { section: '§9', text: 'v2 takes 30 calls a second for persons and 10 for each other address.' },
];

/** Why the connector is marked experimental. */
export const experimental =
  'Built on the published specifications and on what other clients report; not yet tried on a Personio account. Try it on one person first.';
