import type { SimulatedResponse, Value } from '../../../src/contract/index.ts';
import { cultures } from './assumptions.ts';
import { page, type Query } from './simulator-newer.ts';
import type { Named, State } from './simulator-state.ts';

/** `GET …/establishments`, `…/legal-units`, `…/departments` and two lists: archived ones only when asked for (§5). */
export function listStructure(state: State, what: string, query: Query): SimulatedResponse | undefined {
  const isAsked = (one: { readonly isArchived: boolean }): boolean =>
    (query.isArchived ?? 'false').split(',').includes(String(one.isArchived));
  const found = <Unit extends Named>(units: readonly Unit[]): readonly Unit[] => units.filter(isFound(query));
  const filters = ['id', 'search', 'isArchived'];
  switch (what) {
    case 'legal-units':
      return page(found(state.legalUnits.filter(isAsked)).map(legalUnit), query, filters, 100);
    case 'establishments': {
      const units = found(state.establishments.filter(isAsked));
      return page(
        units.map((one) => establishment(state, one)),
        query,
        filters,
        100,
      );
    }
    case 'departments':
      return page(found(state.departments).map(department), query, ['id', 'search'], 100);
    case 'occupation-categories':
      return page(named(['Ouvrier', 'Employé', 'Cadre']), query, ['id'], 100);
    case 'countries':
      return page(named(['France', 'Suisse']), query, ['id'], 100);
    default:
      return undefined;
  }
}

/** Lists that numbers of contracts and users point at (§4 and §5). */
export function referenceList(path: string): readonly Named[] | undefined {
  switch (path) {
    case '/directory/api/work-contract-archetypes':
      return named(['CDI', 'CDD', 'Stage']);
    case '/directory/api/work-contract-hiring-types':
      return named(['Embauche', 'Mutation']);
    case '/directory/api/work-contract-temporary-contract-grounds':
      return named(['Remplacement', 'Accroissement temporaire']);
    case '/directory/api/work-contract-termination-reasons':
      return named(['Démission', 'Fin de contrat']);
    case '/api/v3/cultures':
      return Object.entries(cultures).map(([name, id]) => ({ id, name }));
    case '/api/v3/publicHolidayCalendars':
      return named(['France']);
    default:
      return undefined;
  }
}

function named(names: readonly string[]): { readonly id: number; readonly name: string }[] {
  return names.map((name, index) => ({ id: index + 1, name }));
}

function isFound({ id, search }: Query): (unit: Named & { readonly code?: string }) => boolean {
  const wanted = search?.trim().toLowerCase();
  return (unit) =>
    (id === undefined || id.split(',').includes(String(unit.id))) &&
    (wanted === undefined || `${unit.name} ${unit.code ?? ''}`.toLowerCase().includes(wanted));
}

function legalUnit(one: State['legalUnits'][number]): Value {
  const { id, name, code, siren, ape, country, headquartersId, isArchived } = one;
  const currencyCode = country === 'CH' ? 'CHF' : 'EUR';
  const defaultTimeZone = country === 'CH' ? 'Europe/Zurich' : 'Europe/Paris';
  return {
    ...{
      id,
      name,
      code,
      countryId: 1,
      country: { id: 1, name: country, code: country, currencyCode, defaultTimeZone },
    },
    ...{ legalIdentificationNumber: siren, activityCode: ape, headquartersId, isArchived },
    createdAt: '2020-01-01T00:00:00',
  };
}

function establishment(state: State, one: State['establishments'][number]): Value {
  const { id, name, code, legalUnitId, siret, ape, isArchived, address } = one;
  const unit = state.legalUnits.find((legal) => legal.id === legalUnitId);
  const usersCount = new Set(state.contracts.filter((own) => own.establishmentId === id).map((own) => own.ownerId))
    .size;
  return {
    ...{ id, name, code, legalUnitId, legalIdentificationNumber: siret, activityCode: ape, isArchived },
    legalUnit: unit ? { id: unit.id, name: unit.name, code: unit.code } : null,
    ...{ calendarId: 1, timezoneId: 'Europe/Paris', usersCount, createdAt: '2020-01-01T00:00:00', author: null },
    address: address === undefined ? { street: '1 rue de l’Exemple', zipCode: '75001', city: 'Paris' } : address,
  };
}

/** `parentId` is a path (§5). */
function department(one: State['departments'][number]): Value {
  const { id, name, code, isActive, headId } = one;
  return {
    ...{ id, name, code, isActive, headId, description: '', parentId: '/', parentLuccaId: null },
    ...{ hierarchy: `/${id}/`, sortOrderInSiblings: 0 },
    ...{ createdAt: '2020-01-01T00:00:00', lastModifiedAt: '2020-01-01T00:00:00' },
  };
}
