import type { Finding, LiveRecord, RequestPart, Value, WriteChange } from '../../../../src/contract/index.ts';
import type { Native } from '../attendances/convert.ts';
import { known } from '../employees/convert.ts';
import { recordError } from '../records/finding.ts';
import { type Names, resolveName } from '../records/names.ts';
import type { PersonioDocument } from './schema.ts';

/** A document in the connector's names. */
export function toRecord(document: PersonioDocument, categories: Names): LiveRecord {
  const { category } = document;
  return {
    kind: 'documents',
    remote: document.id,
    active: true,
    fields: known({
      owner: document.owner.id,
      category: category ? categories.nameOf(category.id) : category,
      category_id: category === undefined ? undefined : (category?.id ?? null),
      title: document.name,
      date: document.date ? document.date.slice(0, 10) : document.date === '' ? null : document.date,
      comment: document.comment === '' ? null : document.comment,
    }),
  };
}

/** The parts of an upload, the file as the last one; the host reads it. */
export function toUpload(
  change: WriteChange,
  categories: Names,
): { readonly parts: readonly RequestPart[]; readonly findings: readonly Finding[] } {
  const { fields } = change;
  const chosen = categoryOf(change, categories);
  if ('trouble' in chosen) {
    return { parts: [], findings: [recordError(chosen.trouble, { ...change, field: 'category' })] };
  }
  const optional = (['date', 'comment'] as const).flatMap((name): RequestPart[] =>
    fields[name] ? [{ name, text: String(fields[name]) }] : [],
  );
  const parts: readonly RequestPart[] = [
    { name: 'title', text: String(fields.title) },
    { name: 'employee_id', text: String(fields.owner) },
    { name: 'category_id', text: chosen.id },
    ...optional,
    { name: 'file', file: String(fields.file) },
  ];
  return { parts, findings: [] };
}

/** What is sent of a known document. Nothing can be emptied: null is not allowed (fact sheet §8). */
export function toPatch(change: WriteChange, categories: Names): Native {
  const { fields, changed } = change;
  const body: Record<string, Value> = {};
  const findings: Finding[] = [];
  const wires = [
    ['title', 'name'],
    ['date', 'date'],
    ['comment', 'comment'],
  ] as const;
  for (const [name, wire] of wires) {
    const value = fields[name];
    if (!changed.includes(name) || value === undefined) continue;
    if (value === null || value === '') findings.push(recordError(cannotClear(name), { ...change, field: name }));
    else body[wire] = value;
  }
  if (changed.includes('category') || changed.includes('category_id')) {
    const chosen = categoryOf(change, categories);
    if ('trouble' in chosen) findings.push(recordError(chosen.trouble, { ...change, field: 'category' }));
    else body.category = { id: chosen.id };
  }
  return { body, findings };
}

type Trouble = Pick<Finding, 'code' | 'who' | 'message' | 'next'>;

function categoryOf(
  { fields }: WriteChange,
  categories: Names,
): { readonly id: string } | { readonly trouble: Trouble } {
  if (typeof fields.category_id === 'string' && fields.category_id !== '') return { id: fields.category_id };
  const name = fields.category;
  if (typeof name !== 'string' || name === '') return { trouble: categoryMissing };
  const found = resolveName(categories, name, { what: 'document category', idField: 'category_id' });
  return found.trouble ? { trouble: found.trouble } : { id: found.id };
}

const categoryMissing: Trouble = {
  code: 'category-missing',
  who: 'data',
  message: 'Personio takes no document without a category.',
  next: 'Fill in the category of the document.',
};

function cannotClear(name: string): Trouble {
  return {
    code: 'cannot-clear',
    who: 'data',
    message: `Personio cannot empty the ${name} of a document.`,
    next: `Empty it by hand in Personio, then run again; or fill in the ${name} in the file.`,
  };
}
