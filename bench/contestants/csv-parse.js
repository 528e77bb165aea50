import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { compare } from './maps.js';

const [base, head, key] = process.argv.slice(2);
const read = (file) => parse(readFileSync(file), { columns: true, bom: true });
compare(read(base), read(head), key);
