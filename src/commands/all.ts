import type { Command } from '@oclif/core';
import { commands as lazy } from './index.ts';

/** Every command, loaded: what oclif asks for where it must know them all, as for the help. */
export const commands: Readonly<Record<string, Command.Class>> = Object.fromEntries(
  await Promise.all(Object.entries(lazy).map(async ([id, load]) => [id, (await load()).default] as const)),
);
