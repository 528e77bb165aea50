import type { Context } from '../../../../src/contract/index.ts';
import { type Listed, listByCursor } from '../api/pages.ts';
import { paths } from './directory.ts';
import { type Person, person } from './schema.ts';

/** Everybody in Personio, inactive people included. */
export async function listPeople(context: Context): Promise<Listed<Person>> {
  const listed = await listByCursor<Person>(context, {
    path: paths.persons,
    // 10 without saying so, 50 at most: 100 is refused (fact sheet §4).
    limit: 50,
    item: person,
    what: 'people',
    about: { kind: 'employees', access: 'read' },
  });
  // A credential for documents alone may not list people: the first list of the run is kept for it.
  if (!listed.refused) await context.once('people', async () => ({ items: listed.items.map(({ id }) => id) }));
  return listed;
}

/** Ids of everybody, as the first list of the run had them. */
export async function loadPeople(context: Context): Promise<Listed<string>> {
  return context.once('people', async () => {
    const listed = await listByCursor<Person>(context, {
      ...{ path: paths.persons, limit: 50, item: person, what: 'people' },
      about: { kind: 'employees', access: 'read' },
    });
    return listed.refused ? listed : { items: listed.items.map(({ id }) => id) };
  });
}
