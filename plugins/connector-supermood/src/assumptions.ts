/** Something this connector takes for granted that Supermood has not published. `section` is that of the fact sheet. */
export interface Assumption {
  readonly section: string;
  readonly text: string;
}

/** Gentle on purpose: no limit of the API is known (fact sheet §5). */
export const assumedCallsPerSecond = 5;

/** Languages in which surveys are taken to be available (fact sheet §2). */
export const assumedLanguages = ['fr', 'en', 'es', 'de', 'it', 'pt', 'nl'] as const;

/** All of them, so that the vendor's API file or a test account can settle them one by one. */
export const assumptions: readonly Assumption[] = [
  { section: '§5', text: 'Addresses, names in JSON, paging, statuses and error bodies are those of src/adapter.ts.' },
  { section: '§5', text: 'The service account goes along as HTTP Basic; `auth: token` asks for a token first.' },
  {
    section: '§5',
    text: `${assumedCallsPerSecond} calls a second are fine; above some rate the API answers 429 with Retry-After.`,
  },
  { section: '§5', text: 'A change leaves alone what is not named in it; null clears a value.' },
  { section: '§5', text: 'Filters go by their name, and within `attributes` only those that are named change.' },
  { section: '§5', text: 'E-mail, personal identifier and phone number are unique over active and inactive people.' },
  { section: '§2', text: 'A filter that is left out of a reply is unknown, one that is null is empty.' },
  { section: '§2', text: 'An unknown value of a list filter is added to the filter.' },
  { section: '§2', text: 'Languages are two letters, dates yyyy-mm-dd, phone numbers E.164.' },
  { section: '§4', text: 'A deletion cannot be undone; earlier answers stay in the results without a name.' },
];

/** What the data sheet says about them. */
export const experimental =
  'Written without the API description that Supermood hands to its customers: addresses, names and replies are assumed. Compare them with that file and try one person on a test account first.';
