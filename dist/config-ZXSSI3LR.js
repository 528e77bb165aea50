import { createRequire as __createRequire } from 'node:module';
import { dirname as __dirnameOf } from 'node:path';
import { fileURLToPath as __pathOf } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __pathOf(import.meta.url);
const __dirname = __dirnameOf(__filename);
import{parseRules,readRules}from"./chunk-6KUKGBXO.js";import"./chunk-MKQ7RBZF.js";import"./chunk-HMEVWDEK.js";import"./chunk-FJGIDXBI.js";import"./chunk-KOOLJTIC.js";import"./chunk-BRXPB6ZD.js";import"./chunk-EHGKXLR2.js";import"./chunk-MRQX3F7R.js";import"./chunk-VDT6OPCC.js";export{parseRules,readRules};
