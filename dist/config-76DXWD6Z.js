import { createRequire as __createRequire } from 'node:module';
import { dirname as __dirnameOf } from 'node:path';
import { fileURLToPath as __pathOf } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __pathOf(import.meta.url);
const __dirname = __dirnameOf(__filename);
import{i as a,j as b}from"./chunk-QSCIR4II.js";import"./chunk-5LTXB25B.js";import"./chunk-NLGCWWJY.js";import"./chunk-JBP5ECFH.js";import"./chunk-QRXZOYRH.js";import"./chunk-NCTGFJJK.js";import"./chunk-IILYJGYG.js";export{b as parseRules,a as readRules};
