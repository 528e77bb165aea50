import type { CommandClass } from './base.ts';

/** Every command by its id, each loaded only when it is wanted. The same list works from sources, compiled and bundled. */
export const commands: Readonly<Record<string, () => Promise<{ readonly default: CommandClass }>>> = {
  apply: () => import('./apply.ts'),
  check: () => import('./check.ts'),
  connectors: () => import('./connectors/index.ts'),
  'connectors:show': () => import('./connectors/show.ts'),
  demo: () => import('./demo.ts'),
  diff: () => import('./diff.ts'),
  drift: () => import('./drift.ts'),
  export: () => import('./export.ts'),
  init: () => import('./init.ts'),
  plan: () => import('./plan.ts'),
  pull: () => import('./pull.ts'),
  sandbox: () => import('./sandbox.ts'),
  status: () => import('./status.ts'),
};
