/** A set of files at one moment: a commit, the working tree, or a folder. Paths are relative and use `/`. */
export interface Tree {
  /** Commit id, or undefined for a working tree or folder. */
  readonly commit: string | undefined;
  /** How findings and messages name it: `working tree`, `3f2c1ab`. */
  readonly name: string;
  /** Paths that match a glob, sorted. */
  list(glob: string): Promise<readonly string[]>;
  /** The bytes of a file, or undefined when it is not there. */
  read(path: string): Promise<Uint8Array | undefined>;
}

/** Where a file is missing, within a sentence: `the working tree`, `commit 1b49da7`, or the folder. */
export function placeOfTree({ commit, name }: Tree): string {
  if (commit !== undefined) return `commit ${name}`;
  return name === 'working tree' ? `the ${name}` : name;
}
