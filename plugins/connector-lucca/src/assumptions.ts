/** Something this connector takes for granted that Lucca has not written down. `section` is that of the fact sheet. */
export interface Assumption {
  readonly section: string;
  readonly text: string;
}

/** Calls a minute that this connector makes of the 50 that all integrations of a tenant share (fact sheet §7). */
export const callsPerMinute = 40;

/** Most users a page may hold, and most contracts (§3, §5); units of the structure come by the hundred (§5). */
export const pageSizes = { users: 1000, contracts: 1000, structure: 100 } as const;

/** Property of a user that holds the social-security number; its name was not found (§4). */
export const socialSecurityProperty = 'insuranceNumber';

/** Lucca's numbers of languages (§4). */
export const cultures: Readonly<Record<string, number>> = {
  'fr-FR': 1036,
  'en-US': 1033,
  'de-DE': 1031,
  'es-ES': 1034,
  'it-IT': 1040,
  'en-GB': 2057,
  'nl-BE': 2067,
};

/** What Lucca calls a gender that is not told, and one that is neither of the two (§4). */
export const genders = { none: 'Undefined', other: 'Misc' } as const;

/** All of them, so that a test tenant can settle them one by one. */
export const assumptions: readonly Assumption[] = [
  { section: '§1', text: 'Every host of the list takes the same calls.' },
  { section: '§3', text: 'collection.count may be asked for together with other fields.' },
  {
    section: '§3',
    text: 'notify=false keeps Lucca from telling people about a change; it is sent only where notify is false.',
  },
  { section: '§3', text: 'An error is {"Status", "Message"}, {"message"} or a bare text, also with status 200.' },
  { section: '§4', text: 'The body of a user is flat; wrap_data puts it into {"data": …}.' },
  {
    section: '§4',
    text: `The social-security number is the property ${socialSecurityProperty}; it is written and never read.`,
  },
  {
    section: '§4',
    text: 'nationalityId, gender and the phone numbers can be asked for by the names they are written with.',
  },
  { section: '§4', text: 'A custom field that extendedData does not show is unknown, not empty.' },
  { section: '§4', text: 'The manager of somebody who has none is null or the person itself.' },
  { section: '§4', text: `${genders.other} stands for a gender that is neither Male nor Female.` },
  { section: '§4', text: 'Validation errors are 400 with a text that names the property.' },
  {
    section: '§5',
    text: 'PATCH of a contract takes the fields of POST, each by itself; null for endsOn takes the end away.',
  },
  { section: '§5', text: 'Contracts can be filtered by ownerId and isApplicable.' },
  { section: '§5', text: 'An overlap of contracts is answered with 400 and a text about overlapping or startsOn.' },
  { section: '§6', text: 'Names of 255 characters and employee numbers of 50 are the longest in the older API too.' },
  { section: '§7', text: 'The 50 calls a minute of the newer API count for the older ones too.' },
  { section: '§9', text: 'The hour of hire is judged in Europe/Paris; a whole day is the finest that a run knows.' },
];

/** What the data sheet says about them. */
export const experimental =
  'Not yet tried on a Lucca tenant: the texts of errors, the filters of contracts and some names of fields are inferred from its documents.';
