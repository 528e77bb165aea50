import { createRequire as __createRequire } from 'node:module';
import { dirname as __dirnameOf } from 'node:path';
import { fileURLToPath as __pathOf } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __pathOf(import.meta.url);
const __dirname = __dirnameOf(__filename);
import{a}from"./chunk-6ZPYEUQJ.js";import"./chunk-5LTXB25B.js";import"./chunk-NLGCWWJY.js";import"./chunk-VJLLIY4B.js";import"./chunk-JBP5ECFH.js";import"./chunk-NCTGFJJK.js";import"./chunk-IILYJGYG.js";export{a as checkRoster};
