#!/usr/bin/env node
// The command line straight from the sources: Node 24 strips the types, nothing is built.
import { refuseOldNode } from './node-version.js';

refuseOldNode();
const { run } = await import('../src/cli.ts');
run(import.meta.url);
