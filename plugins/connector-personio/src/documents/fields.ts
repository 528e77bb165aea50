import type { FieldDeclaration } from '../../../../src/contract/index.ts';
import { ownId, personField } from '../records/person-field.ts';

/** One file in the profile of a person (fact sheet §8). */
export const documentFields: readonly FieldDeclaration[] = [
  ownId,
  personField('owner'),
  { name: 'category', type: 'text', class: 'open', from: 'category', normal: ['trim', 'empty-is-null'] },
  { name: 'category_id', type: 'text', class: 'open', normal: ['trim', 'empty-is-null'] },
  {
    name: 'title',
    type: 'text',
    class: 'personal',
    from: 'title',
    required: true,
    maxLength: 255,
    normal: ['trim', 'empty-is-null'],
  },
  { name: 'date', type: 'date', class: 'personal', from: 'date', normal: ['empty-is-null'] },
  { name: 'comment', type: 'text', class: 'personal', from: 'note', normal: ['trim', 'empty-is-null'] },
  // Never given back: the name of a file in Personio is its title.
  { name: 'file', type: 'text', class: 'personal', from: 'file', required: true, writable: 'create', readable: false },
];

/** Endings that Personio takes (specification of POST /v1/company/documents). */
export const fileTypes: ReadonlySet<string> = new Set(
  (
    'pdf docx doc jpg zip png txt jpeg odt xlsx rtf htm xls p7s pptx pages rar ppt gif tif html msg asc tiff wps bmp 7z csv ' +
    'ics vcf dotx numbers eps gz ods otf odp odg rtfd txz webarchive xml xps md fax'
  ).split(' '),
);
