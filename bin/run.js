#!/usr/bin/env node
// The command line as it is shipped: compiled to lib/.
import { run } from '../lib/src/cli.js';

run(import.meta.url);
