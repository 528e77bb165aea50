import { randomUUID } from 'node:crypto';
import { chmod, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RollcallError } from '../../contract/index.ts';

/** A file of the repository with what shall stand in it. */
export interface FileToWrite {
  /** Path within the repository. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes files whole or not at all: each beside its place first, and only when all are there do they take their places.
 * @throws RollcallError `FILE_UNREADABLE` when one cannot be written; then no file was changed.
 */
export async function writeFiles(root: string, files: readonly FileToWrite[]): Promise<void> {
  const ready: { readonly from: string; readonly to: string }[] = [];
  try {
    for (const { file, bytes } of files) {
      const to = join(root, file);
      const from = join(dirname(to), `.rollcall-${randomUUID()}`);
      ready.push({ from, to });
      await mkdir(dirname(to), { recursive: true });
      await writeFile(from, bytes, { flag: 'wx' });
      const mode = await modeOf(to);
      if (mode !== undefined) await chmod(from, mode);
    }
    for (const { from, to } of ready) await rename(from, to);
  } catch (cause) {
    await Promise.all(ready.map(({ from }) => rm(from, { force: true })));
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new RollcallError('FILE_UNREADABLE', `The files cannot be written${code}.`, { cause });
  }
}

async function modeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ mode }) => mode & 0o777,
    () => undefined,
  );
}
