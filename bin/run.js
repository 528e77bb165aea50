#!/usr/bin/env node
// The command line: straight from the sources in this repository (Node 24 strips the types), compiled where it is published.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { refuseOldNode } from './node-version.js';

refuseOldNode();
module.enableCompileCache();
const hasSources = existsSync(new URL('../src/cli.ts', import.meta.url));
const { run } = await import(hasSources ? '../src/cli.ts' : '../lib/src/cli.js');
run(import.meta.url);
