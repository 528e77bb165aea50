/**
 * What the vendor's pages do not say, and what this connector takes it to be. Each line is a place to look first when a
 * real account answers differently. Numbers are the sections of the fact sheet on Officevibe.
 */
export const assumptions = {
  /** An empty search term finds everybody, whatever their state but deleted (5). */
  emptySearchFindsAll: true,
  /** A list goes on while the reply holds a `continuationToken`, which the next search sends back (5). */
  listsGoOnByToken: true,
  /** `active: false` is said of people who are Created or Invited as well as of Deactivated ones (5, 6.1). */
  inactiveMayBeInvited: true,
  /** A search may give `externalId`, `name` and `title` as SCIM does; what is not given is unknown (5). */
  searchMayGiveNames: true,
  /** A person whom POST /users/deactivate switched off is not switched on by presence, as one switched off by hand (6.5). */
  presenceWakesNobody: true,
  /** POST /users/activate takes `{userIds}` as POST /users/deactivate does (5). */
  activateTakesUserIds: true,
  /** A known person's row may leave out what is not known; what is left out stays (2). */
  fieldsLeftOutStay: true,
  /** Several products of a person stand in one text with `;` in between (2). */
  productSeparator: ';',
  /** The three parts of the CSV provisioning (5). */
  csvParts: { members: 'members', teams: 'teams', teamMappings: 'teamsMappings' },
  /** Engagement and feedback answer with `data` and `metadata.continuationToken`, as Good Vibes does (5). */
  exportsGoOnByToken: true,
  /** A missing or empty section fails the whole call, as in the legacy API (6.2). */
  emptySectionFails: true,
  /** Nothing is published about a rate (5). */
  callsPerMinute: 60,
} as const;
