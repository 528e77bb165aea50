import type { Value } from '../contract/index.ts';
import type { NamedValues, RecordChange, StreamedDiff } from '../engine/diff/kind-diff.ts';
import { bytesJson } from './diff-json-bytes.ts';

/**
 * `diff --json` in pieces of a bounded size, so that no text grows with the number of changes:
 * `{"kinds":[{"kind","file"?,"only"?,"key","summary","columns","changes":[…]}]}`, one change a line.
 * `renamed` stands under `columns` only where a column was renamed. Values are shown as they are: this is the user's own file.
 */
export function* diffJson(diffs: Iterable<StreamedDiff>): Generator<string | Uint8Array> {
  yield '{"kinds":[';
  let first = true;
  for (const diff of diffs) {
    yield first ? '\n' : ',\n';
    yield* kindJson(diff);
    first = false;
  }
  yield ']}\n';
}

function* kindJson({ changes, columns, ...diff }: StreamedDiff): Generator<string | Uint8Array> {
  const { renamed, ...others } = columns;
  const head = JSON.stringify({ ...headOf(diff), columns: renamed.length > 0 ? columns : others });
  yield `${head.slice(0, -1)},"changes":[`;
  yield* changes.asBytes === undefined ? changesJson(changes) : bytesJson(changes.asBytes);
  yield ']}';
}

function* changesJson(changes: Iterable<RecordChange>): Generator<string> {
  const openings = new Map<string, string>();
  let batch = '';
  let between = '\n';
  for (const change of changes) {
    batch += `${between}${changeJson(change, openings)}`;
    between = ',\n';
    if (batch.length < batchLength) continue;
    yield batch;
    batch = '';
  }
  yield batch;
}

/** Characters gathered before they are handed on. */
const batchLength = 65_536;

function headOf({ kind, file, only, key, summary }: Omit<StreamedDiff, 'changes' | 'columns'>) {
  return { kind, file, only, key, summary };
}

function changeJson(change: RecordChange, openings: Map<string, string>): string {
  const head = `{"op":"${change.op}","key":${valueJson(change.key)}`;
  switch (change.op) {
    case 'added':
      return `${head},"after":${record(change.after, openings)}}`;
    case 'removed':
      return `${head},"before":${record(change.before, openings)}}`;
    case 'changed': {
      let fields = '';
      for (const { name, before, after } of change.fields) {
        const between = fields === '' ? '' : ',';
        fields += `${between}${valueJson(name)}:{"before":${valueJson(before)},"after":${valueJson(after)}}`;
      }
      return `${head},"fields":{${fields}}}`;
    }
  }
}

/**
 * Written out by hand: an object would move a column called `2024` to the front and lose one called `__proto__`.
 * `openings` has what stands before the text of each column, so that few parts are put together.
 */
function record({ names, values }: NamedValues, openings: Map<string, string>): string {
  let fields = '';
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? null;
    let opening = openings.get(name);
    if (opening === undefined) {
      opening = `,${JSON.stringify(name)}:"`;
      openings.set(name, opening);
    }
    fields += fields === '' ? opening.slice(1) : opening;
    if (typeof value === 'string') {
      fields += needsEscape.test(value) ? JSON.stringify(value).slice(1, -1) : value;
      fields += '"';
    } else {
      fields = `${fields.slice(0, -1)}${JSON.stringify(value)}`;
    }
  }
  return `{${fields}}`;
}

/** What `JSON.stringify` gives; most text needs no escaping, which is found out faster. */
function valueJson(value: Value): string {
  return typeof value === 'string' && !needsEscape.test(value) ? `"${value}"` : JSON.stringify(value);
}

/** Quotes, backslashes, control characters, and halves of characters, which may stand alone. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes exactly these
const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/;
