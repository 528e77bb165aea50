import type { Context, Finding } from '../../../../src/contract/index.ts';
import { listAtOnce, listByCursor, listByOffset } from '../api/pages.ts';
import { createNames, type Named, type Names } from '../records/names.ts';
import { type Attribute, attribute, legalEntity, type NamedEmployee, namedEmployee } from './schema.ts';

/** Names of what employments point at. v2 gives ids only; v1 shows both for whatever an employee has (fact sheet §5b). */
export interface Directory {
  readonly offices: Names;
  readonly departments: Names;
  readonly teams: Names;
  readonly costCenters: Names;
  readonly legalEntities: Names;
}

export const paths = {
  persons: '/v2/persons',
  legacyEmployees: '/v1/company/employees',
  attributes: '/v1/company/employees/attributes',
  legalEntities: '/v2/legal-entities',
} as const;

const reading = { kind: 'employees', access: 'read' } as const;

/** Loaded once a run. Where a list cannot be had, its names are unknown and say why. */
export function loadDirectory(context: Context): Promise<Directory> {
  return context.once('directory', async () => {
    const employees = await listByOffset<NamedEmployee>(context, {
      path: paths.legacyEmployees,
      // 50 without saying so, 100 at most (fact sheet §4).
      limit: 100,
      item: namedEmployee,
      what: 'employees',
      about: reading,
    });
    const entities = await listByCursor<Named>(context, {
      path: paths.legalEntities,
      limit: 50,
      item: legalEntity,
      what: 'legal entities',
      about: reading,
    });
    const seen = employees.refused ? [] : employees.items.map(({ attributes }) => attributes);
    const names = (things: Iterable<Named | undefined>): Names =>
      createNames(
        [...things].filter((one) => one !== undefined),
        employees.refused,
      );
    return {
      offices: names(seen.map(({ office }) => office?.value)),
      departments: names(seen.map(({ department }) => department?.value)),
      teams: names(seen.map(({ team }) => team?.value)),
      costCenters: names(seen.flatMap(({ cost_centers: centers }) => centers)),
      legalEntities: entities.refused ? createNames([], entities.refused) : createNames(entities.items),
    };
  });
}

/** The attributes that the credential may read, with labels, types and options. */
export interface Attributes {
  readonly all: readonly Attribute[];
  /** Attributes of this id or label; several when two have the same label. */
  find(name: string): readonly Attribute[];
  readonly refused?: Finding;
}

/** Loaded once a run. */
export function loadAttributes(context: Context): Promise<Attributes> {
  return context.once('attributes', async () => {
    const listed = await listAtOnce<Attribute>(context, {
      path: paths.attributes,
      item: attribute,
      what: 'attributes',
      about: reading,
    });
    const all = listed.refused ? [] : listed.items;
    const byKey = new Map(all.map((one) => [one.key, one]));
    const byLabel = Map.groupBy(all, (one) => one.label);
    return {
      all,
      find: (name) => {
        const keyed = byKey.get(name);
        return keyed ? [keyed] : (byLabel.get(name) ?? []);
      },
      ...(listed.refused && { refused: listed.refused }),
    };
  });
}
