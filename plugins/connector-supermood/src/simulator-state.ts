/** A coworker as one account keeps them. Filters that were never set are not among `attributes`. */
export type Coworker = {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string | null;
  readonly personalIdentifier: string | null;
  readonly phoneNumber: string | null;
  readonly language: string;
  readonly active: boolean;
  readonly attributes: { readonly [name: string]: string | number };
  /** A role in the app; granted there, and no part of coworker data (§4). */
  readonly role: string | null;
};

export type AnalysisFilter = {
  readonly id: string;
  readonly name: string;
  readonly type: 'list' | 'text' | 'date' | 'number';
  readonly values: readonly string[];
};

/** Made in the app under Integrations (§1). */
export type ServiceAccount = {
  readonly id: string;
  readonly password: string;
  readonly managesUsers: boolean;
};

/** Who wrote what: each integration can be traced by its service account (§1). */
export type Trace = { readonly account: string; readonly call: string };

/** What one simulated account remembers. */
export type State = {
  coworkers: Coworker[];
  filters: AnalysisFilter[];
  /** In a rehearsal, where not all filters of the real account are known. */
  takesAnyFilter: boolean;
  /** Beside those that the host was given. */
  serviceAccounts: ServiceAccount[];
  tokens: { readonly token: string; readonly account: string; readonly endsMs: number }[];
  traces: Trace[];
  /** Absent: no limit, since none is known (§5, rule 7). */
  rate: { readonly calls: number; readonly perMs: number } | null;
  calls: number[];
  /** Done by somebody in the app once this page of the list was given out. */
  whileReading: {
    readonly page: number;
    readonly remove?: string;
    readonly add?: { readonly [name: string]: string };
  }[];
  /** Ids are never given twice. */
  lastId: number;
};

/** Filters that an account has on its first day in the simulator; a customer's are their own (§2). */
const firstFilters: readonly AnalysisFilter[] = [
  { id: 'f1', name: 'Department', type: 'list', values: [] },
  { id: 'f2', name: 'Country', type: 'list', values: [] },
  { id: 'f3', name: 'Profession', type: 'list', values: [] },
  { id: 'f4', name: 'Gender', type: 'list', values: [] },
  { id: 'f5', name: 'Manager', type: 'text', values: [] },
  { id: 'f6', name: 'Start date', type: 'date', values: [] },
  { id: 'f7', name: 'Weekly hours', type: 'number', values: [] },
];

export function emptyState(): State {
  return {
    coworkers: [],
    filters: [...firstFilters],
    takesAnyFilter: false,
    serviceAccounts: [],
    tokens: [],
    traces: [],
    rate: null,
    calls: [],
    whileReading: [],
    lastId: 0xb1ef,
  };
}

export function nextId(state: State): string {
  do state.lastId += 1;
  while (state.coworkers.some(({ id }) => id === state.lastId.toString(16)));
  return state.lastId.toString(16);
}

/** Takes the place of the one with the same id, or comes last. */
export function put(state: State, coworker: Coworker): void {
  const at = state.coworkers.findIndex((one) => one.id === coworker.id);
  if (at === -1) state.coworkers.push(coworker);
  else state.coworkers[at] = coworker;
}
