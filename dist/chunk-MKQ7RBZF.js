import { createRequire as __createRequire } from 'node:module';
import { dirname as __dirnameOf } from 'node:path';
import { fileURLToPath as __pathOf } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __pathOf(import.meta.url);
const __dirname = __dirnameOf(__filename);
function placeOfTree({commit,name}){return commit!==void 0?`commit ${name}`:name==="working tree"?`the ${name}`:name}export{placeOfTree};
