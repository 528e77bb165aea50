/** Where one record stands in one system. */
export interface StatusRow {
  /** Key of the record: of a person in `status ID`. */
  readonly key: string;
  readonly system: string;
  /**
   * `applied`: the system holds what git says. `pending`: a change is due and not yet made. `waiting`: nobody needs
   * to act, a date or an address has to come. `failed`: the last attempt was refused or is doubtful.
   * `drifted`: live moved, git did not. `never`: nothing was ever applied there.
   */
  readonly state: 'applied' | 'pending' | 'waiting' | 'failed' | 'drifted' | 'never';
  /** Commit and day (yyyy-mm-dd) since which it has been so; absent where nobody knows. */
  readonly since?: { readonly commit: string; readonly date: string };
  /** One plain sentence without values: why it waits, what failed. */
  readonly detail?: string;
}
