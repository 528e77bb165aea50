import type { FoundTable } from '../../engine/propose/proposal.ts';
import { recognise } from '../../engine/propose/recognise.ts';
import type { Tree } from '../git/tree.ts';
import { readTable } from './csv.ts';
import { delimiters } from './delimiter.ts';

/** Reads every CSV file of a tree, in the order of their names; where detection stays unclear, with the reading that fits. */
export async function findTables(tree: Tree): Promise<readonly FoundTable[]> {
  const files = (await tree.list('**/*')).filter(
    (path) => /\.(csv|tsv)$/i.test(path) && !/(^|\/)(\.|node_modules\/)/.test(path),
  );
  const found: FoundTable[] = [];
  for (const file of files) {
    const bytes = await tree.read(file);
    if (bytes !== undefined) found.push(readBest(file, bytes));
  }
  return found;
}

function readBest(file: string, bytes: Uint8Array): FoundTable {
  const table = readTable(file, bytes);
  const isUnclear = (code: string) => table.findings.some((finding) => finding.code === code);
  if (isUnclear('encoding-unclear')) {
    const encoding = 'windows-1252';
    return { table: readTable(file, bytes, { encoding }), encoding };
  }
  if (isUnclear('delimiter-unclear')) {
    for (const delimiter of delimiters) {
      const read = readTable(file, bytes, { delimiter });
      if (recognise(read).kind !== undefined) return { table: read, delimiter };
    }
  }
  return { table };
}
