// Writes schema/rollcall.schema.json, which editors use to complete and check rollcall.yaml.
// With --check it only says whether it is current.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { configJsonSchema } from '../src/io/config/config-schema.ts';

const path = 'schema/rollcall.schema.json';
const text = `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
if (!process.argv.includes('--check')) {
  mkdirSync('schema', { recursive: true });
  writeFileSync(path, text);
} else if (readFileSync(path, 'utf8') !== text) {
  console.error(`${path} is not what the code says; run "node .ci/schema.js" and commit it.`);
  process.exitCode = 1;
}
