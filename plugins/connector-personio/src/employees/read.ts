import type { Context, LiveRecord } from '../../../../src/contract/index.ts';
import { askEach } from '../api/lanes.ts';
import { type Listed, listByCursor } from '../api/pages.ts';
import { readSettings } from '../settings.ts';
import { type Surroundings, toRecord } from './convert.ts';
import { type Attributes, loadAttributes, loadDirectory, paths } from './directory.ts';
import { listPeople } from './people.ts';
import { type Employment, employment, type Person, person } from './schema.ts';

const reading = { kind: 'employees', access: 'read' } as const;

/**
 * Everybody, with the latest employment of those who are not inactive: one call a person, which is what v2 costs.
 * Of inactive people only what stands at the person itself is read; the rest is unknown.
 */
export async function readEmployees(context: Context): Promise<Listed<LiveRecord>> {
  const around = await surroundingsOf(context);
  const people = await listPeople(context);
  if (people.refused) return people;
  const asked = await askEach<Person, LiveRecord>(people.items, async (one) => {
    const latest = one.status === 'INACTIVE' ? { employment: undefined } : await readLatest(context, one.id);
    return 'refused' in latest ? { refused: latest.refused } : { answer: toRecord(one, latest.employment, around) };
  });
  return asked.refused ? { refused: asked.refused } : { items: asked.answers };
}

/** One person as they are now. */
export async function readEmployee(context: Context, remote: string): Promise<Listed<LiveRecord>> {
  const found = await readPerson(context, remote);
  if ('refused' in found) return found;
  const latest = await readLatest(context, remote);
  if ('refused' in latest) return latest;
  return { items: [toRecord(found.person, latest.employment, await surroundingsOf(context))] };
}

/** Finds a person by e-mail; undefined when there is none. */
export async function findByEmail(
  context: Context,
  email: string,
): Promise<{ readonly person: Person | undefined } | Extract<Listed<Person>, { refused: object }>> {
  const query = { email };
  const listed = await listByCursor<Person>(context, {
    ...{ path: paths.persons, query, limit: 50, item: person, what: 'people', about: reading },
  });
  if (listed.refused) return listed;
  return { person: listed.items.find((one) => one.email?.toLowerCase() === email.toLowerCase()) };
}

/**
 * The latest employment: the first of the list. Undefined when there is none to be read: users have seen single
 * employments missing (404) that were there a moment later.
 */
export async function readLatest(
  context: Context,
  remote: string,
): Promise<{ readonly employment: Employment | undefined } | Extract<Listed<Employment>, { refused: object }>> {
  const listed = await listByCursor<Employment>(context, {
    path: `${paths.persons}/${encodeURIComponent(remote)}/employments`,
    limit: 50,
    item: employment,
    what: 'employments',
    about: { ...reading, isRecord: true },
  });
  if (listed.refused) return listed.status === 404 ? { employment: undefined } : listed;
  return { employment: listed.items[0] };
}

export async function surroundingsOf(context: Context): Promise<Surroundings> {
  const [directory, attributes] = [await loadDirectory(context), await loadAttributes(context)];
  return { directory, attributes, numberId: numberIdOf(context, attributes) };
}

/** Id of the attribute that `personnel_number` names, by id or by a label that no other has. */
export function numberIdOf(context: Context, attributes: Attributes): string | undefined {
  const { personnelNumber } = readSettings(context.settings);
  if (personnelNumber === undefined) return undefined;
  const found = attributes.find(personnelNumber);
  return found.length === 1 ? found[0]?.key : undefined;
}

async function readPerson(
  context: Context,
  remote: string,
): Promise<{ readonly person: Person } | Extract<Listed<Person>, { refused: object }>> {
  const listed = await listByCursor<Person>(context, {
    ...{ path: paths.persons, query: { id: remote }, limit: 50, item: person, what: 'people', about: reading },
  });
  if (listed.refused) return listed;
  const found = listed.items.find((one) => one.id === remote);
  return found ? { person: found } : { refused: gone };
}

const gone = {
  code: 'not-there',
  severity: 'error',
  scope: 'record',
  who: 'admin',
  message: 'Personio does not know the person any more.',
  next: 'Run again: people are read anew.',
  kind: 'employees',
} as const;
