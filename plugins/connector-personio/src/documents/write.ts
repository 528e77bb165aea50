import type { Context, Finding, WriteChange, WriteOutcome } from '../../../../src/contract/index.ts';
import { call } from '../api/call.ts';
import { created, unwrap } from '../api/schema.ts';
import { about, warning } from '../records/finding.ts';
import type { Names } from '../records/names.ts';
import { failed, notSwitchable, refused, withoutRemote } from '../records/outcomes.ts';
import { removeRecord } from '../records/remove.ts';
import { compareStored } from '../records/stored.ts';
import { toPatch, toRecord, toUpload } from './convert.ts';
import { judgeFile } from './file.ts';
import { documentsPath, listDocuments, loadCategories, loadOwners } from './read.ts';
import { document, type PersonioDocument } from './schema.ts';

const writing = { kind: 'documents', access: 'write', isRecord: true } as const;

export const uploadPath = '/v1/company/documents';

/** Uploads, describes anew or removes one document. */
export async function writeDocument(context: Context, change: WriteChange): Promise<WriteOutcome> {
  switch (change.op) {
    case 'create':
      return upload(context, change);
    case 'update':
      return update(context, change);
    case 'delete':
      return removeRecord(context, change, documentsPath);
    case 'leave':
    case 'return':
      return refused(change, [notSwitchable(change)]);
    default:
      return change.op satisfies never;
  }
}

/**
 * Looks once more whether the document is there, since an upload cannot be told from its repetition; then uploads, and
 * takes the id from the list of the owner where v1 and v2 should not agree on it.
 */
async function upload(context: Context, change: WriteChange): Promise<WriteOutcome> {
  const named = { kind: change.kind, key: change.key };
  const trouble = await judgeFile(context, change);
  const categories = await loadCategories(context);
  const { parts, findings } = toUpload(change, categories);
  if (trouble || findings.length > 0) return refused(change, [...(trouble ? [trouble] : []), ...findings]);
  const owner = String(change.fields.owner);
  const before = await listDocuments(context, owner, true);
  if (before.refused) return refused(change, [about(before.refused, change)]);
  const [there] = sameDocuments(before.items, change, categories);
  if (there) return { ...named, status: 'done', remote: there.id, findings: [alreadyThere(change)] };

  const answer = await call(context, { method: 'POST', path: uploadPath, parts }, writing);
  if (answer.refused) return failed(change, answer);
  const id = created.safeParse(answer.json);
  const after = await listDocuments(context, owner);
  const listed = after.refused ? [] : after.items;
  const remote =
    listed.find((one) => id.success && one.id === id.data)?.id ?? sameDocuments(listed, change, categories)[0]?.id;
  if (remote !== undefined) return { ...named, status: 'done', remote };
  // It was taken: trying again would put it there twice.
  return { ...named, status: 'done', ...(id.success && { remote: id.data }), findings: [notListed(change)] };
}

/** Documents of the same title and category. */
function sameDocuments(
  documents: readonly PersonioDocument[],
  change: WriteChange,
  categories: Names,
): readonly PersonioDocument[] {
  const wanted = change.fields.category_id ?? undefined;
  return documents.filter((one) => {
    const { fields } = toRecord(one, categories);
    const isCategory =
      wanted === undefined ? fields.category === change.fields.category : fields.category_id === wanted;
    return isCategory && fields.title === String(change.fields.title).trim();
  });
}

async function update(context: Context, change: WriteChange): Promise<WriteOutcome> {
  const { remote } = change;
  if (remote === undefined) return refused(change, [withoutRemote(change)]);
  const categories = await loadCategories(context);
  const { body, findings } = toPatch(change, categories);
  if (findings.length > 0) return refused(change, findings);
  const path = `${documentsPath}/${encodeURIComponent(remote)}`;
  const answer = await call(context, { method: 'PATCH', path, body, idempotent: true }, writing);
  if (answer.refused) return failed(change, answer);
  const named = { kind: change.kind, key: change.key };
  const stored = await readBack(context, remote, answer.json);
  if (stored.refused) return { ...named, status: 'uncertain', findings: [about(stored.refused, change)] };
  const ignored = stored.document ? compareStored(change, toRecord(stored.document, categories)) : [];
  return ignored.length > 0
    ? { ...named, status: 'uncertain', findings: ignored }
    : { ...named, status: 'done', remote };
}

/** As the list of its owner has it; else, where the owner is not known, as the answer says. */
async function readBack(
  context: Context,
  remote: string,
  answer: unknown,
): Promise<{ readonly document?: PersonioDocument; readonly refused?: Finding }> {
  const owner = (await loadOwners(context)).get(remote);
  const listed = owner === undefined ? undefined : await listDocuments(context, owner, true);
  if (listed?.refused) return { refused: listed.refused };
  const found = listed?.items.find(({ id }) => id === remote) ?? document.safeParse(unwrap(answer)).data;
  return found ? { document: found } : {};
}

function alreadyThere(change: WriteChange): Finding {
  return warning(
    {
      code: 'document-there',
      who: 'data',
      message: 'A document of this title and category is there already; nothing was uploaded.',
      next: 'Give the row another title if it is another document.',
    },
    change,
  );
}

function notListed(change: WriteChange): Finding {
  return warning(
    {
      code: 'document-not-listed',
      who: 'vendor',
      message: 'Personio took the document and does not list it yet; it may still be looked through for viruses.',
      next: 'Look at the profile of the person in a while.',
    },
    change,
  );
}
