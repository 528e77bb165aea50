import type { Interfaces } from '@oclif/core';
import { commands } from './commands/index.ts';
import { Config, settings } from './commands/oclif.ts';

/**
 * Runs what the words ask for through oclif. A command of ours is found and loaded alone; oclif by itself would load
 * every command first to learn their names. Help, plugins and what is no command go oclif's own way.
 * @param pjson package.json as oclif shall see it
 */
export async function runThroughFramework(
  argv: readonly string[],
  { root, pjson }: { readonly root: string; readonly pjson: Interfaces.PJSON },
): Promise<void> {
  settings.enableAutoTranspile = false;
  const words = argv[0] === 'help' ? [...argv.slice(1), '--help'] : [...argv];
  const own = findOwn(words);
  if (own === undefined) {
    const { run } = await import('./commands/oclif-run.ts');
    await run(words, { root, pjson });
    return;
  }
  const { default: command } = await own.load();
  command.id = own.id;
  await command.start(own.argv, new EarlyConfig({ root, pjson: asHost(pjson) }));
}

/** The configuration before plugins are looked for, which the host does when connectors are wanted. No hook runs until then. */
class EarlyConfig extends Config {
  override async runHook(...[event, ...rest]: Parameters<Config['runHook']>): ReturnType<Config['runHook']> {
    return this.plugins.size > 0 ? super.runHook(event, ...rest) : { successes: [], failures: [] };
  }
}

/** So that looking for connectors loads neither every command again nor the plugin that installs plugins. */
function asHost(pjson: Interfaces.PJSON): Interfaces.PJSON {
  const { commands: _, plugins = [], ...oclif } = pjson.oclif;
  return { ...pjson, oclif: { ...oclif, plugins: plugins.filter((name) => name !== '@oclif/plugin-plugins') } };
}

/** The command that the first words name, of two words before one, unless its help is wanted. */
function findOwn(words: readonly string[]) {
  const options = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  if (options.includes('--help')) return undefined;
  for (const length of [2, 1]) {
    const id = words.slice(0, length).join(':');
    const load = Object.hasOwn(commands, id) ? commands[id] : undefined;
    if (load !== undefined) return { id, load, argv: words.slice(length) };
  }
  return undefined;
}
