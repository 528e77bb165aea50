import { createRequire as __createRequire } from 'node:module';
import { dirname as __dirnameOf } from 'node:path';
import { fileURLToPath as __pathOf } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __pathOf(import.meta.url);
const __dirname = __dirnameOf(__filename);
import{a as n}from"./chunk-IILYJGYG.js";function a(e,r){return`${e}/${r}`}n(a,"recordName");function d(e){return a(e.kind,e.key)}n(d,"nameOfChange");export{a,d as b};
