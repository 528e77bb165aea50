/**
 * What the vendor's pages do not say, and what this connector takes it to be. Each line is a place to look first when
 * a real account answers differently. All of them are chosen so that being wrong ends in a refused read, not in a leaver.
 */
export const assumptions = {
  /** `memberGroups` and `managedGroups` of GET /users hold the names of teams. Ids are understood too. */
  groupsAreNamedBy: 'name',
  /** GET /users lists people who are Created, Invited or Active, and leaves deactivated and deleted ones out. */
  deactivatedPeopleAreListed: false,
  /** GET /groups counts in `userCount` the members of the team itself, and in `managerCount` its managers. */
  groupCountsAreOfTheTeamItself: true,
  /** A person whom absence deactivated comes back when the files name them again; one deactivated by hand does not. */
  absenceIsUndoneByPresence: true,
  /** Row messages of POST /sync end with the faulty id: `… (ExternalId: 17)`. Without it the whole kind is uncertain. */
  rowMessagesNameTheId: true,
  /** A property that a pushed person does not carry stays as it is; an empty text clears it. */
  propertiesLeftOutStay: true,
  /** GET /feedback answers with `feedbackCount` and `feedbacks`, as the lists of people and teams are made. */
  feedbackIsCounted: true,
  /** POST /engagement reads; one known script sends a GET instead. */
  engagementIsAskedByPost: true,
  /** Nothing is published about a rate. */
  callsPerMinute: 60,
} as const;
