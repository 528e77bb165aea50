import { expect, test } from '@jest/globals';
import { commands } from '../../src/commands/index.ts';

// oclif would wait for it at each start, and take for a saved plan what a loop of the shell reads.
test('no command takes an argument from standard input', async () => {
  const classes = await Promise.all(Object.values(commands).map(async (load) => (await load()).default));

  const args = classes.flatMap((command) => Object.entries(command.args ?? {}));

  expect(args.length).toBeGreaterThan(5);
  expect(args.filter(([, arg]) => arg.ignoreStdin !== true).map(([name]) => name)).toEqual([]);
});
