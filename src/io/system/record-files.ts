import { createHash } from 'node:crypto';
import { basename } from 'node:path/posix';
import type { FileFacts } from '../../contract/index.ts';
import type { Tree } from '../git/tree.ts';
import { folderTree } from '../git/trees.ts';

/** The files that records name: a payslip that a row of documents uploads. */
export interface RecordFiles {
  /** Undefined when there is no such file. */
  facts(path: string): Promise<FileFacts | undefined>;
  read(path: string): Promise<Uint8Array | undefined>;
}

/**
 * Looks in the tree, then in `folder`: what is too private or too large for git may lie in a folder beside it.
 * Paths stay inside: one that leads out, or through a link, is not there or refused as in any tree.
 */
export function recordFiles(tree: Tree, folder: string | undefined): RecordFiles {
  const places = [tree, ...(folder === undefined || folder === '' ? [] : [folderTree(folder)])];
  const read = async (path: string): Promise<Uint8Array | undefined> => {
    for (const place of places) {
      const bytes = await place.read(path);
      if (bytes) return bytes;
    }
    return undefined;
  };
  return {
    read,
    async facts(path) {
      const bytes = await read(path);
      if (!bytes) return undefined;
      const digest = createHash('sha256').update(bytes).digest('hex');
      return { name: basename(path), bytes: bytes.length, digest };
    },
  };
}
