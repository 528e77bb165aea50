import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { diffTables } from '../../../src/engine/diff/diff.ts';
import { sourceOf } from '../../../src/engine/diff/stream/byte-source.ts';
import type { Hire } from '../../../src/engine/diff/stream/match/hands.ts';
import { type StreamTools, streamDiff } from '../../../src/engine/diff/stream/stream-diff.ts';
import { whenDone } from '../../../src/engine/diff/stream/waiting.ts';
import { readTable } from '../../../src/io/csv/csv.ts';
import { readStart } from '../../../src/io/csv/csv-start.ts';
import { type CsvFile, streamTools } from '../../../src/io/csv/diff-files.ts';
import { hireFor } from '../../../src/io/csv/hire.ts';
import { openFileSource } from '../../../src/io/file-source.ts';
import { gatherChanges } from '../../../src/record-diff.ts';
import { hireHere } from './hands.ts';

const asked = { kind: 'records', key: [] } as const;
const small = {
  windowBytes: 65_536,
  heldBytes: 100_000,
  handBytes: 50_000,
  worthHiring: 0,
  startBytes: 0,
  readsAhead: false,
};
const count = 20_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-second-hand-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** People in an order of their own: every 500th changed, every 700th gone, and some that are new. */
function shuffled(note: (id: number) => string) {
  const line = (id: number, name: string) => `${id},${name},${note(id)}\n`;
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  const base = `id,name,note\n${ids.map((id) => line(id, `Zoé ${id}`)).join('')}`;
  const turned = ids.map((_, index) => ((index * 7919) % count) + 1).filter((id) => id % 700 !== 0);
  const head = turned.map((id) => line(id, id % 500 === 0 ? `Zoë ${id}` : `Zoé ${id}`));
  for (let index = 0; index < 30; index += 1) head.splice(index * 600, 0, line(100_000 + index, 'Bo'));
  return { base, head: `id,name,note\n${head.join('')}` };
}

describe('a thread that helps', () => {
  test('finds the same, whatever its turn', async () => {
    const { base, head } = shuffled((id) => (id % 9 === 0 ? '"two\nlines"' : 'x'));
    const expected = whole(base, head);
    for (let round = 0; round < 5; round += 1) {
      const files = [file('base.csv', base), file('head.csv', head)] as const;
      const tools = { ...small, hire: hireFor(files[0].source, files[1].source) };
      expect(await compared(files, tools)).toEqual(expected);
    }
  });

  test('meets a doubled key that the other thread has the first of', async () => {
    const { base, head } = shuffled(() => 'x');
    // One at the beginning, which the first hand takes, and one at the end.
    const doubled = `${head}${head.split('\n')[1]}\n`;
    const files = [file('base.csv', base), file('head.csv', doubled)] as const;
    const tools = { ...small, hire: hireFor(files[0].source, files[1].source) };
    // Both are left to the plain reading, which names the places.
    expect(await compared(files, tools)).toBeUndefined();
  });

  test('that cannot start is done without, and a warning says so', async () => {
    const { base, head } = shuffled(() => 'x');
    const files = [file('base.csv', base), file('head.csv', head)] as const;
    const gone = { descriptor: -1, size: files[1].source.size, read: files[1].source.read };
    const warnings = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
    expect(await compared(files, { ...small, hire: hireFor(files[0].source, gone) })).toEqual(whole(base, head));
    expect(warnings.mock.calls).toEqual([[expect.stringMatching(/^The files are compared by one thread: /)]]);
    warnings.mockRestore();
  });
});

test('there is no second thread for what is in memory', () => {
  expect(hireFor(sourceOf(new Uint8Array()), sourceOf(new Uint8Array()))).toBeUndefined();
});

describe('a file that seems to be parted between records but is not', () => {
  // Whoever begins to read in the middle takes these lines for people.
  const likeRecords = `"${Array.from({ length: 12_000 }, (_, index) => `\n${500_000 + index},like,one`).join('')}\n"`;
  const { base, head } = shuffled((id) => (id === 10_000 ? likeRecords : 'x'));

  test.each([
    ['base', base, head.replace(likeRecords, 'x')],
    ['head', base.replace(likeRecords, 'x'), head],
    ['both', base, head],
  ])('is compared by one hand: %s', async (_, before, after) => {
    const sources = [before, after].map((text) => sourceOf(Buffer.from(text)));
    const [source = sourceOf(new Uint8Array()), other = source] = sources;
    let hired = 0;
    const hire: Hire = (share) => {
      hired += 1;
      return hireHere(source, other)(share);
    };
    const files = [
      { name: 'base.csv', source },
      { name: 'head.csv', source: other },
    ] as const;
    expect(await compared(files, { ...small, windowBytes: 1_048_576, hire })).toEqual(whole(before, after));
    expect(hired).toBe(1);
  });
});

function file(name: string, text: string) {
  writeFileSync(join(folder, name), text);
  return { name, source: openFileSource(join(folder, name)) };
}

async function compared([base, head]: readonly [CsvFile, CsvFile], tools: Partial<StreamTools>) {
  const [before, after] = [readStart(base.name, base.source), readStart(head.name, head.source)];
  const diff = before && after && (await whenDone(streamDiff(before, after, asked, { ...streamTools(), ...tools })));
  return diff && gatherChanges(diff);
}

function whole(base: string, head: string) {
  return diffTables(readTable('base.csv', Buffer.from(base)), readTable('head.csv', Buffer.from(head)), asked);
}
