#!/usr/bin/env node
// The command line as it is shipped: compiled to lib/. Node keeps what it compiled for the next start.
import { enableCompileCache } from 'node:module';

enableCompileCache();
const { run } = await import('../lib/src/cli.js');
run(import.meta.url);
