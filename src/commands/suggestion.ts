import { RollcallError } from '../contract/index.ts';
import { suggestion } from '../engine/expression/nearest.ts';
import { commands } from './index.ts';

/** A refusal of a misspelt command or flag, with the nearest one named. Every other refusal as it is. */
export async function withSuggestion(error: RollcallError, argv: readonly string[]): Promise<RollcallError> {
  if (error.code !== 'USAGE') return error;
  const [, id] = /^command (\S+) not found$/.exec(error.message) ?? [];
  const [, flag] = /^Nonexistent flag: (--\S+)$/.exec(error.message) ?? [];
  const words = (command: string) => command.replaceAll(':', ' ');
  if (id !== undefined) {
    const known = [...Object.keys(commands), 'plugins'].map(words);
    return new RollcallError('USAGE', `there is no command "${words(id)}"${suggestion(words(id), known)}`, {
      next: 'Run "rollcall --help" for the list of commands.',
    });
  }
  const own = [2, 1].map((length) => argv.slice(0, length).join(':')).find((name) => Object.hasOwn(commands, name));
  if (flag === undefined || own === undefined) return error;
  const loaded = await commands[own]?.();
  const known = Object.keys({ ...loaded?.default.baseFlags, ...loaded?.default.flags }).map((name) => `--${name}`);
  return new RollcallError('USAGE', `"${words(own)}" has no ${flag}${suggestion(flag, known)}`, {
    next: `Run "rollcall ${words(own)} --help" for what it takes.`,
  });
}
