import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { compare } from './maps.js';

const [base, head, key] = process.argv.slice(2);
const read = (file) =>
  Papa.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''), { header: true, skipEmptyLines: true }).data;
compare(read(base), read(head), key);
