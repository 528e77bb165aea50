import { beforeEach, expect, test } from '@jest/globals';
import type { WriteChange } from '../../../../src/contract/index.ts';
import { personio } from '../../src/index.ts';
import { type Account, changeOf, codesOf, desiredOf, openAccount, readAll } from '../account.ts';

const files = {
  'slips/7.pdf': { bytes: 1200, digest: 'aa' },
  'slips/huge.pdf': { bytes: 30_000_001 },
  'slips/empty.pdf': { bytes: 0 },
  'slips/run.exe': { bytes: 10 },
};

let account: Account;
let person: string;

beforeEach(() => {
  account = openAccount({ files });
  person = (account.hand('people', { email: 'ada@example.org' }) as { id: string }).id;
  account.hand('names', { categories: ['Payslips', 'Other documents'] });
});

const document = (more: WriteChange['fields'] = {}, rest: Partial<WriteChange> = {}) =>
  changeOf(
    'd1',
    {
      id: 'd1',
      owner: person,
      category: 'Payslips',
      title: 'Payslip 2026-10',
      date: '2026-10-31',
      file: 'slips/7.pdf',
      ...more,
    },
    { kind: 'documents', ...rest },
  );
const write = async (change: WriteChange) => (await personio.write(account.context, { changes: [change] }))[0];
const categoryId = (name: string) => account.state().categories.find((one) => one.name === name)?.id;
const uploads = () => account.calls.filter(({ method, path }) => method === 'POST' && path === '/v1/company/documents');
const inspect = async (changes: readonly WriteChange[], base: readonly WriteChange[] | null = null) => {
  const live = await readAll(account.nextRun(), 'documents');
  if (typeof live === 'string') throw new Error(live);
  const view = { desired: changes.map(desiredOf), live, base: base?.map(desiredOf) ?? null, baseSettings: null };
  return codesOf(await personio.inspect?.(account.nextRun(), view));
};

test('uploads a file with its parts and reads the document back', async () => {
  expect(await inspect([document()])).toEqual([]);
  expect(await write(document({ comment: 'Final' }))).toMatchObject({ status: 'done', remote: expect.any(String) });
  expect(uploads()[0]?.parts).toEqual([
    { name: 'title', text: 'Payslip 2026-10' },
    { name: 'employee_id', text: person },
    { name: 'category_id', text: categoryId('Payslips') },
    { name: 'date', text: '2026-10-31' },
    { name: 'comment', text: 'Final' },
    { name: 'file', file: 'slips/7.pdf' },
  ]);
  expect(account.state().documents).toMatchObject([{ size: 1200, digest: 'aa', fileName: '7.pdf' }]);
  expect(await readAll(account.nextRun(), 'documents')).toMatchObject([
    { fields: { owner: person, category: 'Payslips', title: 'Payslip 2026-10', date: '2026-10-31', comment: 'Final' } },
  ]);
});

test('uploads nothing twice, also when a run was killed before it could note what it did', async () => {
  const first = await write(document());
  const again = await write(document());
  expect(again).toMatchObject({ status: 'done', remote: (first as { remote: string }).remote });
  expect(codesOf(again?.findings)).toEqual(['warning document-there']);
  expect(uploads()).toHaveLength(1);
});

test('an upload without an answer is uncertain, and found by the next run', async () => {
  account.answer('POST', '/v1/company/documents', { status: 502, text: 'bad gateway' });
  expect(await write(document())).toMatchObject({ status: 'uncertain', findings: [{ code: 'vendor-fault' }] });
});

test('a document that is taken and not listed yet is done, so that it is not uploaded again', async () => {
  const list = { status: 200, json: { _data: [], _meta: { links: {} } } };
  account.answer('GET', '/v2/document-management/documents', list, list);
  const outcome = await write(document());
  expect(outcome?.status).toBe('done');
  expect(codesOf(outcome?.findings)).toEqual(['warning document-not-listed']);
});

test('without the right to list, nothing is read and nothing uploaded', async () => {
  account.hand('account', { scopes: { 'papi-client-of-the-test': ['employees:read', 'documents:write'] } });
  expect(await readAll(account.nextRun(), 'documents')).toContain('may not read documents');
  expect(await write(document())).toMatchObject({
    status: 'refused',
    findings: [{ who: 'admin', next: expect.stringContaining('"Read" under "Documents"') }],
  });
  expect(uploads()).toEqual([]);
});

test.each([
  ['a file that is not there', { file: 'slips/8.pdf' }, 'error file-missing file'],
  ['a file of another type', { file: 'slips/run.exe' }, 'error file-type-refused file'],
  ['a file without an ending', { file: 'slips/run' }, 'error file-type-refused file'],
  ['a file over 30 MB', { file: 'slips/huge.pdf' }, 'error file-too-large file'],
  ['an empty file', { file: 'slips/empty.pdf' }, 'error file-empty file'],
  ['an unknown category', { category: 'payslips' }, 'error name-unknown category'],
  ['no category', { category: null }, 'error category-missing category'],
])('%s holds the row before anything is sent', async (_what, more, code) => {
  expect(await inspect([document(more)])).toEqual([code]);
  expect(codesOf((await write(document(more)))?.findings)).toEqual([code]);
  expect(uploads()).toEqual([]);
});

test('titles that do not tell documents apart hold both rows', async () => {
  const other = { ...document(), key: 'd2' };
  expect(await inspect([document(), other])).toEqual(['error title-twice title', 'error title-twice title']);
});

test('two documents of one title in Personio hold the row that could be either', async () => {
  const { remote } = (await write(document())) as { remote: string };
  const state = account.state().documents[0];
  account.answer('GET', '/v2/document-management/documents', { status: 200, json: { _data: [], _meta: null } });
  await write(document());
  expect(account.state().documents).toHaveLength(2);
  expect(state?.id).toBe(remote);
  expect(await inspect([document()])).toEqual(['error document-twice title']);
});

test('another file in the row of a document that is there is told, since Personio exchanges none', async () => {
  const { remote } = (await write(document())) as { remote: string };
  const moved = document({ file: 'slips/new.pdf' }, { remote });
  expect(await inspect([moved], [document({}, { remote })])).toEqual(['warning file-not-replaced file']);
});

test('renames and files anew, empties nothing, removes', async () => {
  const { remote } = (await write(document())) as { remote: string };
  const change = { op: 'update', remote, changed: ['title', 'category'] } as const;
  const renamed = document({ title: 'Slip', category: 'Other documents' }, change);
  expect(await write(renamed)).toMatchObject({ status: 'done', remote });
  expect(account.state().documents).toMatchObject([{ name: 'Slip', category: categoryId('Other documents') }]);
  const cleared = await write(document({ date: null }, { op: 'update', remote, changed: ['date'] }));
  expect(codesOf(cleared?.findings)).toEqual(['error cannot-clear date']);
  expect(await write(document({}, { op: 'delete', remote }))).toMatchObject({ status: 'done' });
  expect(account.state().documents).toEqual([]);
});

test('a change that Personio takes and does not store is told, as the list of the owner has it', async () => {
  const { remote } = (await write(document())) as { remote: string };
  account = { ...account, context: account.nextRun() };
  expect(await readAll(account.context, 'documents')).toHaveLength(1);
  account.answer('PATCH', /documents\/\d+$/, { status: 204, text: '' });
  const change = document({ title: 'Slip' }, { op: 'update', remote, changed: ['title'] });
  const outcome = await write(change);
  expect([outcome?.status, codesOf(outcome?.findings)]).toEqual(['uncertain', ['error field-ignored title']]);
  expect(await write(change)).toMatchObject({ status: 'done', remote });
});

test('one who is deleted while documents are read has none, and the others keep theirs', async () => {
  await write(document());
  account.hand('people', { email: 'bo@example.org' });
  account.answer('GET', '/v2/document-management/documents', { status: 404, json: {} });
  expect(await readAll(account.nextRun(), 'documents')).toEqual([]);
  const gone = { status: 404, json: {} };
  account.answer('GET', '/v2/document-management/documents', gone, gone);
  expect(await readAll(account.nextRun(), 'documents')).toContain('does not know this address');
});

test('an owner who is gone holds the row and no other', async () => {
  account.answer('GET', '/v2/document-management/documents', { status: 404, json: {} });
  expect((await write(document()))?.findings).toMatchObject([{ code: 'not-there', scope: 'record', key: 'd1' }]);
});

test.each([
  [404, { message: 'No query results for model [DocumentCategory] 1', code: 0 }, 'category-gone'],
  [404, { message: 'No query results for model [Employee] 1', code: 0 }, 'employee-gone'],
  [
    422,
    { message: 'The given data was invalid.', error_data: { file: ['The file must be a file of type: pdf.'] } },
    'file-type-refused',
  ],
  [
    422,
    {
      message: 'The given data was invalid.',
      error_data: { file: ['The file may not be greater than 30000 kilobytes.'] },
    },
    'file-too-large',
  ],
  [413, { message: 'Payload Too Large' }, 'file-too-large'],
])('an error of the upload (%s) becomes a finding: %s', async (status, error, code) => {
  account.answer('POST', '/v1/company/documents', { status, json: { success: false, error } });
  expect(await write(document())).toMatchObject({
    status: 'refused',
    findings: [{ code, scope: 'record', key: 'd1' }],
  });
});
