import type { StreamedDiff } from '../engine/diff/kind-diff.ts';
import { openSides } from '../io/sides.ts';
import { gatherChanges, streamSides } from '../record-diff.ts';
import { diffJson } from '../review/diff-json.ts';
import { isDifferent } from '../review/diff-words.ts';
import { type DiffCall, onTerminal } from './diff-call.ts';

/** Prints the difference and gives the exit code. */
export async function runDiff(call: DiffCall): Promise<number> {
  const sides = await openSides(call.base, call.head, process.cwd());
  const key = call.key.flatMap((names) => names.split(',')).map((name) => name.trim());
  const diffs = await streamSides(sides, { ...call, key });
  await write(await render(diffs, call));
  for (const note of await sides.notes) process.stderr.write(`${note}\n`);
  return call.exitCode && diffs.some(isDifferent) ? 9 : 0;
}

/** What people read is loaded when it is asked for. */
async function render(streamed: readonly StreamedDiff[], call: DiffCall): Promise<Iterable<string | Uint8Array>> {
  if (call.format === 'json') return diffJson(streamed);
  const diffs = streamed.map(gatherChanges);
  const isTerminal = process.stdout.isTTY === true;
  const limit = (call.limit ?? (isTerminal ? onTerminal : 0)) || Number.POSITIVE_INFINITY;
  switch (call.format) {
    case 'markdown':
      return (await import('../review/diff-markdown.ts')).diffMarkdown(diffs, { limit });
    case 'html':
      return (await import('../review/diff-html.ts')).diffHtml(diffs, { limit, base: call.base, head: call.head });
    case 'table':
      return (await import('../review/diff-terminal.ts')).diffTerminal(diffs, {
        color: isTerminal && process.stdout.hasColors(),
        limit,
        // Some terminals do not know their width and say 0.
        ...(isTerminal && process.stdout.columns > 0 ? { width: process.stdout.columns } : {}),
      });
  }
}

/** Writes as fast as the reader takes it; a reader who stops early (`| head`) is content. */
async function write(pieces: Iterable<string | Uint8Array>): Promise<void> {
  const { stdout } = process;
  let wake: (() => void) | undefined;
  let isClosed = stdout.destroyed;
  const close = () => {
    isClosed = true;
    wake?.();
  };
  const drain = () => wake?.();
  stdout.on('error', close).on('drain', drain);
  for (const piece of pieces) {
    if (isClosed) break;
    if (stdout.write(piece)) continue;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  stdout.off('error', close).off('drain', drain);
}
