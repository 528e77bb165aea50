import { createRequire as __createRequire } from 'node:module';
import { dirname as __dirnameOf } from 'node:path';
import { fileURLToPath as __pathOf } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __pathOf(import.meta.url);
const __dirname = __dirnameOf(__filename);
import{a as n}from"./chunk-IILYJGYG.js";function a({kinds:e},r){return e?.includes(r)??!0}n(a,"takesKind");function d(e,r,o){return e[r].find(l=>l.name===o)?.class??"secret"}n(d,"classOf");export{a,d as b};
