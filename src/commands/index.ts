import type { Command } from '@oclif/core';
import Connectors from './connectors/index.ts';
import ConnectorsShow from './connectors/show.ts';
import Diff from './diff.ts';
import Sandbox from './sandbox.ts';

/** Every command by its id. Explicit, so that the same list works from sources, compiled and bundled. */
export const commands: Readonly<Record<string, Command.Class>> = {
  connectors: Connectors,
  'connectors:show': ConnectorsShow,
  diff: Diff,
  sandbox: Sandbox,
};
