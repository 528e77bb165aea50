/** Something this connector takes for granted that Springest has not written down. `section` is that of the fact sheet. */
export interface Assumption {
  readonly section: string;
  readonly text: string;
}

/** Calls per hour: the cap of Springest's public API, taken over for Go sites (fact sheet §1). */
export const assumedCallsPerHour = 4000;

/** An external_id that no site holds, to ask whether the key works without reading a person. */
export const nobody = 'rollcall-check-nobody';

/** All of them, so that a test account can settle them one by one. */
export const assumptions: readonly Assumption[] = [
  {
    section: '§1',
    text: `Go sites take ${assumedCallsPerHour} calls an hour, as the public API does, and answer 429 above.`,
  },
  { section: '§2', text: 'The person is sent as a flat JSON object, without a wrapper key.' },
  { section: '§2', text: 'Any 2xx means done; the reply holds the id, also for an update.' },
  { section: '§2', text: 'Errors are {"error": text} or {"error": {field: text or list of texts}}, as for bookings.' },
  { section: '§2.2', text: 'A key left out is not touched; an empty text or list erases, dates included.' },
  { section: '§2.4', text: 'A known external_id with another e-mail changes the e-mail.' },
  { section: '§2.4', text: 'A known e-mail under another external_id is refused.' },
  { section: '§3', text: 'Labels are taken letter by letter; a Non-approving manager is sent with can_approve false.' },
  { section: '§4', text: 'Tags have no order, and the same tag twice is the same as once.' },
  { section: '§6', text: 'An unknown external_id is answered with 404 and a JSON error, or with [], {} or null.' },
];

/** What the data sheet says about them. */
export const experimental =
  'Not yet tried on a Springest site: the forms of replies, the rate and the rule that a field left out is kept are inferred from its articles.';
