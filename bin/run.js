#!/usr/bin/env node
// The command line: straight from the sources in this repository (Node 24 strips the types), compiled where it is published.
import { refuseOldNode } from './node-version.js';

refuseOldNode();
// An import of these two would ask for all that they export, and with it load file streams before anybody wants one.
const { existsSync, readFileSync } = process.getBuiltinModule('node:fs');
const { enableCompileCache } = process.getBuiltinModule('node:module');
if (process.argv.length === 3 && process.argv[2] === '--version') tellVersion();
else await start();

async function start() {
  enableCompileCache();
  const hasSources = existsSync(new URL('../src/cli.ts', import.meta.url));
  const { run } = await import(hasSources ? '../src/cli.ts' : '../lib/src/cli.js');
  run(import.meta.url);
}

/** In the framework's words, without loading anything for them. */
function tellVersion() {
  const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  console.log(`${name}/${version} ${process.platform}-${process.arch} node-${process.version}`);
}
