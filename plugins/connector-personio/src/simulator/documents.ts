import type { SimulatedRequest, SimulatedResponse, Value } from '../../../../src/contract/index.ts';
import { bodyOf, isDay, legacyError, problem, referredId, timestamp } from './answer.ts';
import { cursorPage } from './pages.ts';
import { isAmong, isBefore, notFound } from './persons.ts';
import { nameOf, nextId, type State, type StoredDocument } from './state.ts';

/** Endings of the specification's own error message. */
const endings =
  'pdf, docx, doc, jpg, zip, png, txt, jpeg, odt, xlsx, rtf, htm, xls, p7s, pptx, pages, rar, ppt, gif, tif, html, msg, asc, tiff, wps, bmp, 7z, csv, ics, vcf, dotx, numbers, eps, gz, ods, otf, odp, odg, rtfd, txz, webarchive, xml, xps, md, fax';

/** `GET /v1/company/document-categories`. */
export function listCategories(state: State): SimulatedResponse {
  const data = state.categories.map(
    ({ id, name }): Value => ({ id: Number(id), type: 'DocumentCategory', attributes: { name } }),
  );
  return { status: 200, json: { success: true, data } };
}

/** `POST /v1/company/documents`: multipart only; the same file twice is there twice (§8). */
export function uploadDocument(state: State, request: SimulatedRequest): SimulatedResponse {
  const parts = new Map((request.parts ?? []).map((part) => [part.name, part]));
  const text = (name: string): string => parts.get(name)?.text ?? '';
  const file = parts.get('file');
  const missing = ['title', 'employee_id', 'category_id'].filter((name) => text(name) === '');
  if (missing.length > 0 || !file || text('title').length > 255) {
    const data = Object.fromEntries(missing.map((name): [string, Value] => [name, [`The ${name} field is required.`]]));
    return legacyError(422, 'The given data was invalid.', { code: 0, error_data: data });
  }
  const person = state.people.find(({ id }) => id === text('employee_id'));
  if (!person) return legacyError(404, `No query results for model [Employee] ${text('employee_id')}`);
  const category = nameOf(state.categories, text('category_id'));
  if (category === undefined) {
    return legacyError(404, `No query results for model [DocumentCategory] ${text('category_id')}`);
  }
  const ending = /\.([^.]+)$/.exec(file.fileName ?? '')?.[1]?.toLowerCase() ?? '';
  if (!endings.split(', ').includes(ending)) return badFile(`The file must be a file of type: ${endings}.`);
  if (file.bytes > 30_000_000) return badFile('The file may not be greater than 30000 kilobytes.');
  const date = text('date');
  if (date !== '' && !isDay(date)) return legacyError(422, 'The given data was invalid.', { code: 0 });
  const stored: StoredDocument = {
    id: nextId(state),
    owner: person.id,
    name: text('title'),
    category: text('category_id'),
    date: date === '' ? null : date,
    comment: text('comment') === '' ? null : text('comment'),
    size: file.bytes,
    digest: file.digest,
    fileName: file.fileName ?? '',
    created_at: timestamp(request.nowMs),
  };
  state.documents.push(stored);
  return {
    status: 201,
    json: {
      success: true,
      data: {
        id: Number(stored.id),
        type: 'Document',
        attributes: {
          title: stored.name,
          date: stored.date ?? '',
          comment: stored.comment ?? '',
          employee: { type: 'Employee', attributes: { id: labelled('ID', Number(person.id), 'integer', 'id') } },
          category: { id: Number(stored.category), type: 'DocumentCategory', attributes: { name: category } },
        },
      },
    },
  };
}

function labelled(label: string, value: Value, type: string, universal: string): Value {
  return { label, value, type, universal_id: universal };
}

function badFile(message: string): SimulatedResponse {
  return legacyError(422, 'The given data was invalid.', { code: 0, error_data: { file: [message] } });
}

/** `GET /v2/document-management/documents`: `owner_id` is mandatory (§8). */
export function listDocuments(state: State, request: SimulatedRequest): SimulatedResponse {
  const { owner_id: owner, category_id: category, 'created_at.gte': from, 'created_at.lt': until } = request.query;
  if (!owner) return problem(400, 'The owner_id is required.');
  const found = state.documents.filter(
    (one) =>
      one.owner === owner &&
      isAmong(one.category, category) &&
      (from === undefined || Date.parse(one.created_at) >= Date.parse(from)) &&
      isBefore(one.created_at, until),
  );
  return cursorPage(request, found.map(toDocument), {
    usual: 100,
    most: 200,
    link: '/v2/document-management/documents',
  });
}

/** `GET …/{id}/download`: the content is not kept, so its size and digest stand for it. */
export function downloadDocument(state: State, id: string): SimulatedResponse {
  const found = state.documents.find((one) => one.id === id);
  if (!found) return notFound;
  const headers = { 'content-type': 'application/octet-stream' };
  return { status: 200, headers, text: `simulated file of ${found.size} bytes, SHA-256 ${found.digest}` };
}

/** `PATCH …/{id}`: null is not allowed. */
export function changeDocument(state: State, request: SimulatedRequest, id: string): SimulatedResponse {
  const found = state.documents.find((one) => one.id === id);
  if (!found) return notFound;
  const body = bodyOf(request);
  if (!body || Object.values(body).includes(null)) return problem(400, 'null is not allowed.');
  const { name, comment, date, category } = body;
  if (name !== undefined && (typeof name !== 'string' || name === '' || name.length > 256))
    return problem(400, 'The name is invalid.');
  if (date !== undefined && !isDay(date)) return problem(400, 'The date is invalid.');
  const categoryId = category === undefined ? undefined : referredId(category);
  if (category !== undefined && nameOf(state.categories, categoryId ?? null) === undefined) return notFound;
  if (typeof name === 'string') found.name = name;
  if (typeof comment === 'string') found.comment = comment;
  if (date !== undefined) found.date = String(date);
  if (categoryId) found.category = categoryId;
  return { status: 200, json: toDocument(found) };
}

export function deleteDocument(state: State, id: string): SimulatedResponse {
  if (!state.documents.some((one) => one.id === id)) return notFound;
  state.documents = state.documents.filter((one) => one.id !== id);
  return { status: 204, text: '' };
}

function toDocument({ id, owner, name, category, date, comment, size, created_at }: StoredDocument): Value {
  return {
    id,
    name,
    date,
    comment,
    category: { id: category },
    owner: { id: owner },
    document_type: 'UPLOADED',
    size,
    created_at,
    virus_scan: { status: 'CLEAN' },
  };
}
