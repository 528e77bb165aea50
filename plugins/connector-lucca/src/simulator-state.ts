import type { Value } from '../../../src/contract/index.ts';

/** One simulated tenant. § numbers are the sections of the fact sheet it was written from. */
export interface State {
  users: User[];
  contracts: Contract[];
  legalUnits: LegalUnit[];
  establishments: Establishment[];
  departments: Department[];
  roles: Named[];
  /** Values that the tenant fills in by itself (§4); no call shows them. */
  defaults: {
    login: boolean;
    legalEntityId?: number;
    departmentId?: number;
    rolePrincipalId?: number;
    cultureID?: number;
  };
  /** What a type of contract makes mandatory beside the four that every contract needs (§5). */
  neededByType: Record<number, string[]>;
  /** Custom fields of the HR file; null: whatever is called e_…, for a tenant that nobody has described. */
  customFields: string[] | null;
  /** Property of the social-security number; its name was not found (§4), so that it is what the customer says. */
  socialSecurityProperty: string;
  rights: Rights;
  nextId: number;
  /** Moments of the calls of the last minute, of all integrations together (§7). */
  calls: number[];
}

/** What the role of the key may do (§2). */
export interface Rights {
  users: boolean;
  futureEmployees: boolean;
  formerEmployees: boolean;
  contracts: boolean;
  structure: boolean;
  /** Properties that it may not see: they simply do not come. */
  hidden: string[];
}

export interface Named {
  id: number;
  name: string;
}

export interface User {
  id: number;
  login: string;
  mail: string;
  /** Whatever else was sent, by the property's own name. */
  texts: Record<string, Value>;
  departmentId: number;
  managerId: number | null;
  rolePrincipalId: number;
  habilitedRoles: number[];
  cultureID: number;
  modifiedAt: string;
}

export interface Contract {
  id: number;
  ownerId: number;
  typeId: number;
  startsOn: string;
  endsOn: string | null;
  establishmentId: number;
  /** trialPeriodDays, terminationReasonId and the like. */
  others: Record<string, Value>;
}

export interface LegalUnit extends Named {
  code: string;
  siren: string;
  ape: string;
  country: string;
  headquartersId: number | null;
  isArchived: boolean;
}

export interface Establishment extends Named {
  code: string;
  legalUnitId: number;
  siret: string;
  ape: string;
  isArchived: boolean;
  /** Null where none is entered; absent: a made-up one. */
  address?: { street: string; zipCode: string; city: string } | null;
}

export interface Department extends Named {
  code: string;
  isActive: boolean;
  headId: number | null;
}

/** A made-up tenant: one French legal unit with two establishments, a Swiss one with one, and nobody in it. */
export function emptyTenant(): State {
  const establishment = (
    id: number,
    name: string,
    code: string,
    legalUnitId: number,
    siret: string,
  ): Establishment => ({
    ...{ id, name, code, legalUnitId, siret },
    ape: legalUnitId === 1 ? '62.01Z' : '',
    isArchived: false,
  });
  const department = (id: number, name: string, code: string): Department => ({
    ...{ id, name, code },
    isActive: true,
    headId: null,
  });
  return {
    users: [],
    contracts: [],
    legalUnits: [
      {
        ...{ id: 1, name: 'Example SAS', code: 'EX', siren: '732829320', ape: '62.01Z', country: 'FR' },
        ...{ headquartersId: 11, isArchived: false },
      },
      {
        ...{ id: 2, name: 'Example SA', code: 'CH', siren: '', ape: '', country: 'CH' },
        ...{ headquartersId: 13, isArchived: false },
      },
    ],
    establishments: [
      establishment(11, 'Paris', 'PAR', 1, '73282932000074'),
      establishment(12, 'Lyon', 'LYO', 1, '73282932000082'),
      establishment(13, 'Genève', 'GVA', 2, ''),
    ],
    departments: [
      department(21, 'Sales', 'SAL'),
      department(22, 'Engineering', 'ENG'),
      department(23, 'People', 'PEO'),
    ],
    roles: [
      { id: 31, name: 'Collaborateur' },
      { id: 32, name: 'Manager' },
      { id: 33, name: 'Administrateur' },
    ],
    defaults: { login: false },
    neededByType: {},
    customFields: null,
    socialSecurityProperty: 'insuranceNumber',
    rights: {
      ...{ users: true, futureEmployees: true, formerEmployees: true, contracts: true, structure: true },
      hidden: [],
    },
    nextId: 400,
    calls: [],
  };
}

/** The contract that is shown on the user: the current one, else the next, else the last (§4). */
export function applicableContract(state: State, ownerId: number, today: string): Contract | undefined {
  const own = state.contracts
    .filter((contract) => contract.ownerId === ownerId)
    .toSorted((one, other) => (one.startsOn < other.startsOn ? -1 : 1));
  const current = own.find((one) => one.startsOn <= today && (one.endsOn === null || one.endsOn >= today));
  return current ?? own.find((one) => one.startsOn > today) ?? own.at(-1);
}

/** Whether two contracts of one person share a day (§5). */
export function overlaps(state: State, contract: Omit<Contract, 'others' | 'typeId' | 'establishmentId'>): boolean {
  return state.contracts.some(
    (other) =>
      other.ownerId === contract.ownerId &&
      other.id !== contract.id &&
      other.startsOn <= (contract.endsOn ?? '9999-12-31') &&
      contract.startsOn <= (other.endsOn ?? '9999-12-31'),
  );
}
