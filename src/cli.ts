import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Interfaces } from '@oclif/core';
import { runDirectly } from './commands/direct.ts';
import type { RollcallError } from './contract/index.ts';

/**
 * Runs one command line and ends the process with its exit code. `entry` is the `import.meta.url` of a file in `bin/`.
 * Started from the sources (`bin/run.js`), commands and hooks are the sources too, so that nothing needs building.
 */
export function run(entry: string, argv: readonly string[] = process.argv.slice(2)): void {
  const root = join(dirname(fileURLToPath(entry)), '..');
  const guard = guardExit();
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  // Not awaited at the top level: a plugin that never settles would deadlock the import of this file.
  runDirectly(argv)
    .then((exit) => exit ?? runFramework(argv, root))
    .catch((thrown) => tell(thrown, argv, root))
    .then(async (exit) => {
      await flushed();
      guard.finish();
      end(exit);
    });
}

/**
 * Lets the process end by itself: `process.exit` joins V8's compiling threads, which may at that moment wait for a
 * collection by this one, and then neither goes on. Something left open (a plugin's timer) is given a second.
 */
function end(exit: number): void {
  process.exitCode = exit;
  setTimeout(() => process.exit(exit), 1000).unref();
}

async function runFramework(argv: readonly string[], root: string): Promise<number> {
  const { runThroughFramework } = await import('./framework.ts');
  await runThroughFramework(argv, { root, pjson: readPackage(root) });
  return 0;
}

/** package.json as oclif shall see it: built code when this file is built, sources when it is a source. */
function readPackage(root: string): Interfaces.PJSON {
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  if (!import.meta.url.endsWith('.ts')) return JSON.parse(text);
  return JSON.parse(text, (_name, value) =>
    typeof value === 'string' && value.startsWith('./lib/')
      ? value.replace('./lib/', './').replace(/\.js$/, '.ts')
      : value,
  );
}

/** Prints a refusal, once, where its reader looks for it, and gives the exit code. */
async function tell(thrown: unknown, argv: readonly string[], root: string): Promise<number> {
  const { toEnding } = await import('./refusal.ts');
  const ending = toEnding(thrown, root);
  if (ending.error === undefined) return ending.exit;
  const { describeError, errorJson } = await import('./review/error.ts');
  const error = await suggest(ending.error, argv);
  const options = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  if (options.includes('--json')) process.stdout.write(`${JSON.stringify(errorJson(error))}\n`);
  else process.stderr.write(`${describeError(error, { color: isColored(process.stderr) })}\n`);
  return ending.exit;
}

/** Names the nearest command or flag where a word was misspelt. */
async function suggest(error: RollcallError, argv: readonly string[]): Promise<RollcallError> {
  if (error.code !== 'USAGE') return error;
  return (await import('./commands/suggestion.ts')).withSuggestion(error, argv);
}

function isColored(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && stream.hasColors();
}

/**
 * A run that ends before it said so was cut short: a plugin called `process.exit`, or a promise never settled
 * and the event loop ran dry. Node would call both a success.
 */
function guardExit(): { finish(): void } {
  let isFinished = false;
  process.on('exit', () => {
    if (isFinished) return;
    process.exitCode = 1;
    process.stderr.write('UNEXPECTED: the run ended before it was done. What it printed is not the whole answer.\n');
  });
  return {
    finish() {
      isFinished = true;
    },
  };
}

async function flushed(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise<void>((resolve) => {
      if (stream.writable) stream.write('', () => resolve());
      else resolve();
    });
  }
}

/** A reader who stops early (`| head`) is content. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
