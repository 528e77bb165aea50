import { expect, test } from '@jest/globals';
import Status from '../../src/commands/status.ts';
import { runCommand } from './run-command.ts';

test('refuses an empty id, as an unset variable of a script gives it', async () => {
  const { exit, error, stdout } = await runCommand(Status, ['']);

  expect({ exit, stdout, message: error?.message }).toEqual({ exit: 2, stdout: '', message: 'The ID is empty.' });
});
