import { createRequire as __createRequire } from 'node:module';
import { dirname as __dirnameOf } from 'node:path';
import { fileURLToPath as __pathOf } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __pathOf(import.meta.url);
const __dirname = __dirnameOf(__filename);
import{checkRoster}from"./chunk-3XN4WK6V.js";import"./chunk-HMEVWDEK.js";import"./chunk-FJGIDXBI.js";import"./chunk-BZGC2OQF.js";import"./chunk-KOOLJTIC.js";import"./chunk-MRQX3F7R.js";import"./chunk-VDT6OPCC.js";export{checkRoster};
