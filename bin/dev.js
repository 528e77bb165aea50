#!/usr/bin/env node
// The command line straight from the sources: Node strips the types, nothing is built.
import { run } from '../src/cli.ts';

run(import.meta.url);
