// Writes the pages that are made from the code. With --check it only says whether they are current.
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { actionPage } from '../src/review/action-page.ts';
import { errorsPage } from '../src/review/errors-page.ts';

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const pages = {
  'docs/errors.md': errorsPage(),
  'docs/action.md': actionPage(read('docs/action.md'), parse(read('action.yml'))),
};
const isCheck = process.argv.includes('--check');
for (const [path, text] of Object.entries(pages)) {
  const file = new URL(`../${path}`, import.meta.url);
  if (!isCheck) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${path} is not what the code says; run "node .ci/docs.js" and commit it.`);
    process.exitCode = 1;
  }
}
