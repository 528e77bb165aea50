import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { jest } from '@jest/globals';
import { type Command, Config } from '@oclif/core';
import type { RollcallError } from '../../src/contract/index.ts';
import { toEnding } from '../../src/refusal.ts';

export interface CommandRun {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly error: RollcallError | undefined;
}

export const repositoryRoot = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Runs one command in this process, in a folder, and gathers what it prints and how it ends. */
export async function runCommand(
  command: Command.Class,
  argv: readonly string[],
  cwd: string = repositoryRoot,
): Promise<CommandRun> {
  const pjson = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8'));
  // Without the hooks and plugins of package.json, which point at built files.
  const config = await Config.load({ root: repositoryRoot, pjson: { ...pjson, oclif: { bin: 'rollcall' } } });
  const before = process.cwd();
  const output = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    jest.spyOn(process[name], 'write').mockImplementation((piece) => {
      output[name] += typeof piece === 'string' ? piece : Buffer.from(piece).toString('utf8');
      return true;
    }),
  );
  process.chdir(cwd);
  try {
    await command.run([...argv], config);
    return { ...output, exit: 0, error: undefined };
  } catch (thrown) {
    const { exit, error } = toEnding(thrown, repositoryRoot);
    return { ...output, exit, error };
  } finally {
    process.chdir(before);
    for (const spy of spies) spy.mockRestore();
  }
}
