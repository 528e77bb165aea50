// Writes schema/rollcall.schema.json, which editors use to complete and check rollcall.yaml.
import { mkdirSync, writeFileSync } from 'node:fs';
import { configJsonSchema } from '../src/io/config-schema.ts';

mkdirSync('schema', { recursive: true });
writeFileSync('schema/rollcall.schema.json', `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
