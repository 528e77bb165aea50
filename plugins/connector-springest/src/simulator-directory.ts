/** An approver as one was sent. */
export type Approver = { readonly email: string; readonly label: string; readonly can_approve: boolean };

/** One account of the simulated site. A text field that was never sent is not among `texts`. */
export type Person = {
  readonly id: string;
  readonly external_id: string;
  readonly email: string;
  readonly active: boolean;
  readonly texts: { readonly [field: string]: string };
  readonly approvers: readonly Approver[];
  readonly tags: readonly string[];
};

/** All accounts of a site. Addresses are compared without regard to letter case. */
export interface Directory {
  people(): readonly Person[];
  byExternalId(externalId: string): Person | undefined;
  byEmail(email: string): Person | undefined;
  nextId(): string;
  /** Adds the person, or takes the place of the one with the same id. */
  put(person: Person): void;
}

export function createDirectory(start: readonly Person[]): Directory {
  const byId = new Map<string, Person>();
  const idByExternalId = new Map<string, string>();
  const idByEmail = new Map<string, string>();
  const find = (id: string | undefined): Person | undefined => (id === undefined ? undefined : byId.get(id));

  const put = (person: Person): void => {
    const before = byId.get(person.id);
    if (before) {
      idByExternalId.delete(before.external_id);
      idByEmail.delete(before.email.toLowerCase());
    }
    byId.set(person.id, person);
    if (person.external_id !== '') idByExternalId.set(person.external_id, person.id);
    if (person.email !== '') idByEmail.set(person.email.toLowerCase(), person.id);
  };
  for (const person of start) put(person);

  return {
    people: () => [...byId.values()],
    byExternalId: (externalId) => find(idByExternalId.get(externalId)),
    byEmail: (email) => find(idByEmail.get(email.toLowerCase())),
    nextId: () => String(1001 + byId.size),
    put,
  };
}
