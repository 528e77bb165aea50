import { createRequire as __createRequire } from 'node:module';
import { dirname as __dirnameOf } from 'node:path';
import { fileURLToPath as __pathOf } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __pathOf(import.meta.url);
const __dirname = __dirnameOf(__filename);
import{__esm}from"./chunk-F2ZSMNDQ.js";var os_default,EOL,init_os=__esm({"builtin:os"(){os_default=process.getBuiltinModule("os"),EOL=process.getBuiltinModule("os").EOL}});var appendFileSync,constants,existsSync,promises,readFileSync,init_fs=__esm({"builtin:fs"(){appendFileSync=process.getBuiltinModule("fs").appendFileSync,constants=process.getBuiltinModule("fs").constants,existsSync=process.getBuiltinModule("fs").existsSync,promises=process.getBuiltinModule("fs").promises,readFileSync=process.getBuiltinModule("fs").readFileSync}});export{os_default,EOL,init_os,appendFileSync,constants,existsSync,promises,readFileSync,init_fs};
