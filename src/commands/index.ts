import type { Command } from '@oclif/core';
import Apply from './apply.ts';
import Check from './check.ts';
import Connectors from './connectors/index.ts';
import ConnectorsShow from './connectors/show.ts';
import Demo from './demo.ts';
import Diff from './diff.ts';
import Drift from './drift.ts';
import Export from './export.ts';
import Init from './init.ts';
import Plan from './plan.ts';
import Pull from './pull.ts';
import Sandbox from './sandbox.ts';
import Status from './status.ts';

/** Every command by its id. Explicit, so that the same list works from sources, compiled and bundled. */
export const commands: Readonly<Record<string, Command.Class>> = {
  apply: Apply,
  check: Check,
  connectors: Connectors,
  'connectors:show': ConnectorsShow,
  demo: Demo,
  diff: Diff,
  drift: Drift,
  export: Export,
  init: Init,
  plan: Plan,
  pull: Pull,
  sandbox: Sandbox,
  status: Status,
};
