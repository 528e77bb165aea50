import type { Context, Fields, Finding } from '../../../../src/contract/index.ts';
import { recordError } from '../records/finding.ts';
import { readSettings } from '../settings.ts';
import { fileTypes } from './fields.ts';

/** Why the file of a row cannot be uploaded; undefined when it can. Its name tells of a person and is not said. */
export async function judgeFile(
  context: Context,
  record: { readonly key: string; readonly fields: Fields },
): Promise<Finding | undefined> {
  const path = record.fields.file;
  const complain = (code: string, message: string, next: string): Finding =>
    recordError({ code, who: 'data', message, next }, { kind: 'documents', key: record.key, field: 'file' });
  if (typeof path !== 'string' || path === '') {
    return complain('file-missing', 'The row names no file.', 'Fill in the path of the file.');
  }
  const ending = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase();
  if (ending === undefined || !fileTypes.has(ending)) {
    return complain(
      'file-type-refused',
      `Personio does not take files that end in ${ending === undefined ? 'nothing' : 'this'}.`,
      'Save the document as PDF.',
    );
  }
  const facts = await context.file(path);
  if (!facts) {
    return complain(
      'file-missing',
      'The file of the row is not there.',
      'Put it into the repository, or into the folder that ROLLCALL_FILES names, and write its path as it is there.',
    );
  }
  const { maxDocumentBytes } = readSettings(context.settings);
  if (facts.bytes > maxDocumentBytes) {
    return complain(
      'file-too-large',
      `The file is larger than ${maxDocumentBytes} bytes.`,
      'Make it smaller, for example by saving scans with less detail.',
    );
  }
  if (facts.bytes === 0) return complain('file-empty', 'The file is empty.', 'Put the right file there.');
  return undefined;
}
