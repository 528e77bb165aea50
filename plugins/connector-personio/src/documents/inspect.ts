import type { Context, Finding, InspectView, SnapshotRecord, WriteChange } from '../../../../src/contract/index.ts';
import { recordError, warning } from '../records/finding.ts';
import { toUpload } from './convert.ts';
import { judgeFile } from './file.ts';
import { loadCategories } from './read.ts';

/**
 * What can be said of documents before the first upload: the file and its size and type, the category, titles that do not
 * tell one document from another, and files that were exchanged after they were uploaded.
 */
export async function inspectDocuments(context: Context, view: InspectView): Promise<readonly Finding[]> {
  const desired = view.desired.filter(({ kind }) => kind === 'documents');
  if (desired.length === 0) return [];
  const categories = await loadCategories(context);
  const live = view.live.filter(({ kind }) => kind === 'documents');
  const applied = new Map((view.base ?? []).filter(({ kind }) => kind === 'documents').map((one) => [one.key, one]));
  const byName = Map.groupBy(desired, nameOf);
  const liveByName = Map.groupBy(live, nameOf);
  const findings: Finding[] = [];
  for (const record of desired) {
    const name = nameOf(record);
    if ((byName.get(name)?.length ?? 0) > 1) findings.push(titleTwice(record));
    if (record.remote !== undefined) {
      const before = applied.get(record.key)?.fields.file;
      if (before !== undefined && before !== record.fields.file) findings.push(notReplaced(record));
      continue;
    }
    if ((liveByName.get(name)?.length ?? 0) > 1) findings.push(thereTwice(record));
    const file = await judgeFile(context, record);
    if (file) findings.push(file);
    const change: WriteChange = { changed: [], ...record, op: 'create', active: true };
    findings.push(...toUpload(change, categories).findings);
  }
  return findings;
}

/** Owner, category and title tell documents apart: nothing else of them comes back. */
function nameOf({ fields }: Pick<SnapshotRecord, 'fields'>): string {
  const { owner, category, title } = fields;
  return JSON.stringify([owner, category, typeof title === 'string' ? title.trim() : title]);
}

function titleTwice(record: SnapshotRecord): Finding {
  return recordError(
    {
      code: 'title-twice',
      who: 'data',
      message:
        'Another row has the same person, category and title: Personio keeps nothing else by which to tell them apart.',
      next: 'Make the title unique, for example by the month of a payslip.',
    },
    { ...record, field: 'title' },
  );
}

function thereTwice(record: SnapshotRecord): Finding {
  return recordError(
    {
      code: 'document-twice',
      who: 'admin',
      message:
        'The person has several documents of this title and category in Personio; which one is meant cannot be told.',
      next: 'Remove or rename all but one of them in Personio.',
    },
    { ...record, field: 'title' },
  );
}

function notReplaced(record: SnapshotRecord): Finding {
  return warning(
    {
      code: 'file-not-replaced',
      who: 'data',
      message: 'The row names another file than the one that was uploaded; Personio cannot exchange a file.',
      next: 'Give the row a new id and title to upload the new file beside the old one.',
    },
    { ...record, field: 'file' },
  );
}
