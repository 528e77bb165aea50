import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import type { Encoding } from '../../../src/io/csv/encoding.ts';
import { decode } from '../../../src/io/csv/text.ts';

const text = 'id;name\n1;Zoé\n2;Müller\n';
const latin = (content: string) => Buffer.from(content, 'latin1');
const told = (bytes: Uint8Array, stated?: Encoding) =>
  decode(bytes, 'a.csv', stated).findings.map(({ code, place }) => `${code} ${place?.line}:${place?.column}`);

test.each<[string, Uint8Array, Encoding]>([
  ['UTF-8', Buffer.from(text), 'utf-8'],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
  ['UTF-16 LE with a byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
  ['UTF-16 BE with a byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be'],
  ['UTF-16 LE without one', Buffer.from(text, 'utf16le'), 'utf-16le'],
  ['UTF-16 BE without one', Buffer.from(text, 'utf16le').swap16(), 'utf-16be'],
  ['Windows-1252', latin(text), 'windows-1252'],
])('reads %s by itself and when it is stated', (_, bytes, encoding) => {
  const expected = { text, encoding, findings: [] };

  expect(decode(bytes, 'a.csv')).toEqual(expected);
  expect(decode(bytes, 'a.csv', encoding)).toEqual(expected);
});

test('takes bytes that only Windows-1252 has as proof of it', () => {
  expect(decode(latin('O\x92Neil \x9cuvre \x80 \xa4'), 'a.csv')).toEqual({
    text: 'O’Neil œuvre € ¤',
    encoding: 'windows-1252',
    findings: [],
  });
});

test('refuses bytes that Windows-1252 and ISO-8859-15 read differently, showing both characters and no more', () => {
  const bytes = latin('id\n1\nS\xbdur\n\xa4');

  const { text: none, findings } = decode(bytes, 'a.csv');

  expect(none).toBeUndefined();
  expect(findings).toMatchObject([
    {
      code: 'encoding-unclear',
      message:
        'byte 0xA4 is ¤ in Windows-1252 and € in ISO-8859-15; byte 0xBD is ½ in Windows-1252 and œ in ISO-8859-15',
      place: { line: 3, column: 2 },
      others: [{ line: 4, column: 1 }],
    },
  ]);
  expect(decode(bytes, 'a.csv', 'iso-8859-15').text).toBe('id\n1\nSœur\n€');
  expect(decode(bytes, 'a.csv', 'windows-1252').text).toBe('id\n1\nS½ur\n¤');
});

test('finds the one place in a UTF-8 file that is not UTF-8', () => {
  const bytes = Buffer.concat([Buffer.from('id\nZoé\nLéa 😀'), latin('\xe9'), Buffer.from('x\n')]);

  expect(decode(bytes, 'a.csv').text).toBeUndefined();
  expect(told(bytes)).toEqual(['invalid-bytes 3:6']);
  expect(told(bytes, 'utf-8')).toEqual(['invalid-bytes 3:6']);
});

test('refuses a file that mixes encodings', () => {
  expect(told(Buffer.concat([latin('id\n\xe9a\n\xe8b\n\xfcc\n'), Buffer.from('Zoé\n')]))).toEqual([
    'encoding-mixed 5:3',
  ]);
});

test('notices a file that was cut within a letter', () => {
  expect(told(Buffer.from('id\nZoé').subarray(0, -1))).toEqual(['invalid-bytes 2:3']);
});

test('refuses a stated encoding that the bytes disprove', () => {
  expect(told(Buffer.from('Zoé'), 'windows-1252')).toEqual(['encoding-contradicted 1:1']);
  expect(told(Buffer.from('\ufeffid', 'utf16le'), 'utf-8')).toEqual(['encoding-contradicted 1:1']);
  expect(told(latin('Zo\xe9'), 'utf-8')).toEqual(['invalid-bytes 1:3']);
  expect(told(latin('Zo\x81'), 'windows-1252')).toEqual(['invalid-bytes 1:3']);
  expect(told(latin('Zo\x92'), 'iso-8859-15')).toEqual(['invalid-bytes 1:3']);
});

test.each([
  ['MS-DOS', 'R\x82my'],
  ['Macintosh', 'R\x8emy'],
  ['Macintosh, bytes unknown to Windows', 'Fran\x8dois'],
  ['Windows-1250', 'wa\xbfny'],
  ['Windows-1251', '\xc8\xe2\xe0\xed'],
])('refuses letters saved for %s instead of reading them as signs', (_, content) => {
  expect(told(latin(content))[0]).toMatch(/^encoding-unclear 1:/);
});

test.each([
  ['a spreadsheet', Buffer.from('PK\x03\x04rest')],
  ['an old or protected Excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
  ['a PDF', Buffer.from('%PDF-1.7')],
  ['a gzip archive', gzipSync('id,name')],
  ['a web page', Buffer.from('\ufeff\r\n<!DOCTYPE html><html>')],
  ['an XML file', Buffer.from('<?xml version="1.0"?>')],
  ['JSON', Buffer.from('[\n {"id": 1}]')],
  ['an RTF', Buffer.from('{\\rtf1')],
])('says that a file named .csv is %s, and what to do', (what, bytes) => {
  const [finding] = decode(bytes, 'a.csv').findings;

  expect(finding).toMatchObject({ code: 'not-csv', scope: 'roster', message: expect.stringContaining(what) });
  expect(finding?.next).not.toBe('');
});

test('refuses zero bytes', () => {
  expect(told(Buffer.from('id,name\n1,\0'))).toEqual(['nul-character 2:3']);
});

test('points out letters that were encoded twice, all in one warning', () => {
  const { text: kept, findings } = decode(Buffer.from('id,name\n1,RÃ©my\n2,FrĂ©d\n'), 'a.csv');

  expect(kept).toContain('RÃ©my');
  expect(findings).toMatchObject([
    {
      code: 'encoded-twice',
      severity: 'warning',
      message: 'letters that were encoded twice (UTF-8 read as Windows-1252, Windows-1250) (2 places)',
      place: { line: 2, column: 4 },
      others: [{ line: 3, column: 5 }],
    },
  ]);
});
