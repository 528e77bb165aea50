import { createRequire as __createRequire } from 'node:module';
import { dirname as __dirnameOf } from 'node:path';
import { fileURLToPath as __pathOf } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __pathOf(import.meta.url);
const __dirname = __dirnameOf(__filename);
import{readSources}from"./chunk-6JOYTYAF.js";import"./chunk-MKQ7RBZF.js";import"./chunk-MRQX3F7R.js";import"./chunk-VDT6OPCC.js";export{readSources};
