import type { Context, LiveRecord } from '../../../../src/contract/index.ts';
import { askEach } from '../api/lanes.ts';
import { type Listed, listAtOnce, listByCursor } from '../api/pages.ts';
import { loadPeople } from '../employees/people.ts';
import { createNames, type Named, type Names } from '../records/names.ts';
import { toRecord } from './convert.ts';
import { category, document, type PersonioDocument } from './schema.ts';

export const documentsPath = '/v2/document-management/documents';
export const categoriesPath = '/v1/company/document-categories';

const reading = { kind: 'documents', access: 'read' } as const;

/** Everybody's documents: Personio lists those of one owner at a time, so this is one call a person. */
export async function readDocuments(context: Context): Promise<Listed<LiveRecord>> {
  const categories = await loadCategories(context);
  // Without the names no document could be told from another, and one might be uploaded twice.
  if (categories.refused) return { refused: categories.refused };
  const people = await loadPeople(context);
  if (people.refused) return people;
  const asked = await askEach<string, Listed<PersonioDocument>>(people.items, async (owner) => {
    const listed = await listDocuments(context, owner);
    // One who was deleted since people were listed has no documents any more.
    return listed.refused && listed.status !== 404 ? { refused: listed.refused } : { answer: listed };
  });
  if (asked.refused) return { refused: asked.refused };
  // Nobody is there: it is the address that is not.
  const [first] = asked.answers;
  if (first?.refused && asked.answers.every((one) => one.refused)) return first;
  const documents = asked.answers.flatMap((one) => one.items ?? []);
  const owners = new Map(documents.map(({ id, owner }) => [id, owner.id]));
  await context.once('owners of documents', async () => owners);
  return { items: documents.map((one) => toRecord(one, categories)) };
}

/** Whose a document was when they were read, by its id: a change no longer says it, and nothing is listed without it. */
export function loadOwners(context: Context): Promise<ReadonlyMap<string, string>> {
  return context.once('owners of documents', async () => new Map());
}

/** `isRecord`: a refusal is about the record at hand, whose owner may be gone. */
export function listDocuments(context: Context, owner: string, isRecord = false): Promise<Listed<PersonioDocument>> {
  return listByCursor<PersonioDocument>(context, {
    path: documentsPath,
    query: { owner_id: owner },
    limit: 100,
    item: document,
    what: 'documents',
    about: { ...reading, isRecord },
  });
}

/** Loaded once a run, before anything is uploaded. */
export function loadCategories(context: Context): Promise<Names> {
  return context.once('document categories', async () => {
    const listed = await listAtOnce<Named>(context, {
      path: categoriesPath,
      item: category,
      what: 'document categories',
      about: reading,
    });
    return listed.refused ? createNames([], listed.refused) : createNames(listed.items);
  });
}
