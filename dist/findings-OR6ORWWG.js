import { createRequire as __createRequire } from 'node:module';
import { dirname as __dirnameOf } from 'node:path';
import { fileURLToPath as __pathOf } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __pathOf(import.meta.url);
const __dirname = __dirnameOf(__filename);
import{h as a,i as b}from"./chunk-DPHKYD2V.js";import"./chunk-IILYJGYG.js";export{b as countFindings,a as describeFindings};
