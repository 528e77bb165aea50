import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { type Files, type Firm, france, openFirm, spain } from './firm-repository.ts';

const firms: Firm[] = [];
afterEach(async () => {
  await Promise.all(firms.splice(0).map((firm) => firm.server.close()));
});

const open = async (files?: Files) => {
  const firm = await openFirm(files);
  firms.push(firm);
  return firm;
};
const read = (firm: Firm, file: string) => readFileSync(join(firm.directory, file), 'utf8');

test('gives back the files that were applied, byte for byte', async () => {
  const firm = await open();
  await firm.apply();
  expect((await firm.pull()).files).toEqual([]);
  expect(read(firm, 'hr/france.csv')).toBe(`${france.join('\n')}\n`);
});

test('does not take somebody on leave, who is off there by rule, for somebody who has left', async () => {
  const firm = await open();
  await firm.apply();
  const onLeave = france.map((line) => (line.startsWith('F2') ? line.replace('active', 'leave') : line));
  firm.commit({ france: onLeave });
  await firm.hand('employees', { find: 'F2', active: false });
  await firm.hand('employees', { find: 'F3', active: false });
  expect((await firm.pull()).files).toEqual(['hr/france.csv']);
  const expected = onLeave.map((line) => (line.startsWith('F3') ? line.replace('active', 'inactive') : line));
  expect(read(firm, 'hr/france.csv')).toBe(`${expected.join('\n')}\n`);
});

test('writes what the platform changed in one cell, in the words of that file, and nothing else', async () => {
  const firm = await open();
  await firm.apply();
  await firm.hand('employees', { find: 'F1', lastName: 'Roy', attributes: { Department: 'Reception' } });
  await firm.hand('employees', { find: 'S2', active: false });
  const { files } = await firm.pull();
  expect(files).toEqual(['hr/france.csv', 'hr/spain.csv']);
  const expected = france.map((line) =>
    line.replace('F1;Ana;Ñandú;ana@example.org;Français;Soins', 'F1;Ana;Roy;ana@example.org;Français;Accueil'),
  );
  expect(read(firm, 'hr/france.csv')).toBe(`${expected.join('\n')}\n`);
  expect(read(firm, 'hr/spain.csv')).toBe(`${spain.join('\n').replace('Recepción,active', 'Recepción,inactive')}\n`);
});

test('adopts a person whom the account had already', async () => {
  const firm = await open();
  await firm.apply();
  const known = { firstName: 'Fa', lastName: 'A', email: 'fa@example.org', personalIdentifier: 'S3', language: 'es' };
  await firm.hand('employees', { ...known, attributes: { Department: 'Care' } });
  await firm.pull({ adopt: true, source: 'spain' });
  expect(read(firm, 'hr/spain.csv')).toContain('S3,Fa,A,fa@example.org');
});
