// Writes schema/rollcall.schema.json, which editors use to complete and check rollcall.yaml.
// With --check it only says whether it is current.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { configJsonSchema } from '../src/io/config/config-schema.ts';

const path = 'schema/rollcall.schema.json';
const schema = configJsonSchema();
if (!process.argv.includes('--check')) {
  mkdirSync('schema', { recursive: true });
  writeFileSync(path, `${JSON.stringify(schema, null, 2)}\n`);
  // The formatter has its own way with short lists, so the contents are compared and not the letters.
} else if (JSON.stringify(JSON.parse(readFileSync(path, 'utf8'))) !== JSON.stringify(schema)) {
  console.error(`${path} is not what the code says; run "node .ci/schema.js" and commit it.`);
  process.exitCode = 1;
}
