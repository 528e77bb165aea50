import { createRequire as __createRequire } from 'node:module';
import { dirname as __dirnameOf } from 'node:path';
import { fileURLToPath as __pathOf } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __pathOf(import.meta.url);
const __dirname = __dirnameOf(__filename);
function takesKind({kinds},kind){return kinds?.includes(kind)??!0}function classOf(fields,kind,name){return fields[kind].find(field=>field.name===name)?.class??"secret"}export{takesKind,classOf};
