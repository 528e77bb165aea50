#!/usr/bin/env node
// The command line as it is published: compiled code under lib/.
import { refuseOldNode } from './node-version.js';

refuseOldNode();
const { run } = await import('../lib/src/cli.js');
run(import.meta.url);
