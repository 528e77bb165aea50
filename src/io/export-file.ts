import { randomUUID } from 'node:crypto';
import { rename, unlink, writeFile } from 'node:fs/promises';
import { RollcallError } from '../contract/index.ts';

/**
 * Writes a file that only its owner may read: all of it or nothing, in place of one that is there.
 * @throws RollcallError `FILE_UNREADABLE` when the folder is not there or may not be written to.
 */
export async function writePrivateFile(path: string, content: string | Uint8Array): Promise<void> {
  const aside = `${path}.${randomUUID().slice(0, 8)}.part`;
  try {
    await writeFile(aside, content, { mode: 0o600, flag: 'wx' });
    await rename(aside, path);
  } catch (cause) {
    await unlink(aside).catch(() => {});
    throw new RollcallError('FILE_UNREADABLE', `${path} cannot be written.`, {
      cause,
      next: 'Check the folder and its permissions.',
    });
  }
}
