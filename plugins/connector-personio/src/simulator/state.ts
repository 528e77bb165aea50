import type { Value } from '../../../../src/contract/index.ts';

export type Named = { id: string; name: string };

/** An employment as it is stored; `department` and `team` stand apart and come out as org_units. */
export type StoredEmployment = {
  id: string;
  status: string;
  type: string;
  position: string | null;
  supervisor: string | null;
  office: string | null;
  department: string | null;
  team: string | null;
  legal_entity: string | null;
  subcompany: string | null;
  cost_centers: { id: string; weight: number }[];
  weekly_working_hours: number | null;
  full_time_weekly_working_hours: number | null;
  employment_start_date: string | null;
  employment_end_date: string | null;
  contract_end_date: string | null;
  probation_end_date: string | null;
  termination: { termination_date: string; last_working_day: string; type: string; reason: string } | null;
};

export type StoredPerson = {
  id: string;
  email: string;
  first_name: string;
  last_name: string;
  preferred_name: string | null;
  gender: string;
  language_code: string | null;
  custom: Record<string, Value>;
  /** Newest first. */
  employments: StoredEmployment[];
  created_at: string;
  updated_at: string;
};

/** A custom attribute that the account has made, in the words of v1. */
export type StoredAttribute = { key: string; label: string; type: string; options: string[] };

export type StoredType = {
  id: string;
  name: string;
  unit: 'day' | 'hour';
  needsCertificate: boolean;
  needsSubstitute: boolean;
};

export type StoredAbsence = {
  id: string;
  person: string;
  type: string;
  /** Local, yyyy-mm-ddThh:mm:ss; of an absence in days: midnight of the first and, exclusive, after the last day. */
  start: string;
  startHalf: string;
  end: string | null;
  endHalf: string | null;
  comment: string | null;
  /** Who stands in; never given back (§7). */
  substitute?: string | null;
  status: string;
  updated_at: string;
};

export type StoredProject = { id: string; name: string; status: string };

export type StoredAttendance = {
  id: string;
  person: string;
  type: string;
  start: string;
  end: string | null;
  comment: string | null;
  project: string | null;
  status: string;
  updated_at: string;
};

export type StoredDocument = {
  id: string;
  owner: string;
  name: string;
  category: string;
  date: string | null;
  comment: string | null;
  size: number;
  digest: string;
  fileName: string;
  created_at: string;
};

/** `scopes`: only those that were asked for; all of the credential when none were named. */
export type StoredToken = { token: string; clientId: string; endsMs: number; scopes?: string[] };

/** Everything a simulated account remembers. Changed in place, by the simulator's own files only. */
export type State = {
  /** Boxes ticked, by client id; a credential that is not named has all of them. */
  scopes: Record<string, string[]>;
  /** "Readable employee attributes": keys of v1; null means all of them. */
  readable: string[] | null;
  /**
   * Where users report otherwise than the specifications say: empty values are null or an empty text instead of absent, and
   * custom attributes have types in small letters and real numbers (§5).
   */
  asReported: boolean;
  /** Calls a second on one address of v2; null: not held to, since no figure is published (§9). */
  callsPerSecond: number | null;
  offices: Named[];
  departments: Named[];
  teams: Named[];
  legal_entities: Named[];
  subcompanies: Named[];
  cost_centers: Named[];
  attributes: StoredAttribute[];
  people: StoredPerson[];
  absenceTypes: StoredType[];
  absences: StoredAbsence[];
  projects: StoredProject[];
  attendances: StoredAttendance[];
  categories: Named[];
  documents: StoredDocument[];
  tokens: StoredToken[];
  /** Calls of the running window, by rate. */
  windows: Record<string, { startMs: number; calls: number }>;
  next: number;
  /** Local time that the account is in; only shown. */
  timezone: string;
};

/**
 * An account that has nobody in it yet, with the absence types and document categories of the specification's examples;
 * all else is made by hand in Personio.
 */
export function createState(): State {
  return {
    scopes: {},
    readable: null,
    asReported: false,
    callsPerSecond: null,
    offices: [],
    departments: [],
    teams: [],
    legal_entities: [],
    subcompanies: [],
    cost_centers: [],
    attributes: [],
    people: [],
    absenceTypes: [
      firstType(1, 'Paid vacation', 'day'),
      firstType(2, 'Sick leave', 'day'),
      firstType(3, 'Home office', 'hour'),
    ],
    absences: [],
    projects: [],
    attendances: [],
    categories: [
      { id: '1', name: 'Certificates of employment' },
      { id: '2', name: 'Other documents' },
    ],
    documents: [],
    tokens: [],
    windows: {},
    next: 1,
    timezone: 'Europe/Berlin',
  };
}

function firstType(number: number, name: string, unit: 'day' | 'hour'): StoredType {
  const id = `00000000-0000-4000-8000-00000000000${number}`;
  return { id, name, unit, needsCertificate: false, needsSubstitute: false };
}

/** Numbers from 1001, as Personio gives to people, offices and documents. */
export function nextId(state: State): string {
  state.next += 1;
  return String(1000 + state.next - 1);
}

/** In the form of a UUID, as employments, absences and attendances have. */
export function nextUuid(state: State): string {
  return `00000000-0000-4000-8000-${nextId(state).padStart(12, '0')}`;
}

export function nameOf(things: readonly Named[], id: string | null): string | undefined {
  return things.find((one) => one.id === id)?.name;
}

export function idOf(things: readonly Named[], name: unknown): string | undefined {
  return things.find((one) => one.name === name)?.id;
}
