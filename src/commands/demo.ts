import { setTimeout as sleep } from 'node:timers/promises';
import { tellStory } from '../demo/story.ts';
import { loadConnectors } from '../host.ts';
import { BaseCommand } from './base.ts';
import { Flags } from './oclif.ts';

/** Milliseconds to read a chapter. */
const readingMs = 3500;

export default class Demo extends BaseCommand {
  static override readonly summary = 'tell the whole story in a minute, on simulators';
  static override readonly description =
    'Makes a git repository in a temporary folder, starts the simulators of two HR systems on this machine and runs the ' +
    'real commands: check, first sync, review, merge, a mass removal that is stopped, a record that fails and heals.';
  static override readonly flags = {
    fast: Flags.boolean({ description: 'without time to read; so it is in a pipe' }),
    keep: Flags.boolean({ description: 'leave the repository there to look at' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Demo);
    const connectors = await loadConnectors({ config: this.config, wanted: ['officevibe', 'springest'] });
    const isSlow = process.stdout.isTTY === true && !flags.fast;
    const paint = (code: number, text: string): string => (this.isColored ? `\u001b[${code}m${text}\u001b[0m` : text);
    let chapter = 0;
    const folder = await tellStory({
      command: [process.execPath, process.argv[1] ?? ''],
      connectors,
      keep: flags.keep,
      tell: (text) => {
        chapter += 1;
        this.print(`\n${paint(1, `${chapter}. ${text}`)}`);
      },
      show: (command) => this.print(`\n${paint(36, `$ ${command}`)}`),
      pause: () => (isSlow ? sleep(readingMs) : Promise.resolve()),
    });
    this.print(
      `\n${paint(1, 'That was the real thing: real commits, the real commands, simulators in place of the vendors.')}`,
    );
    this.print(
      flags.keep
        ? `The repository is in ${folder}.`
        : 'Try it on your own files: rollcall init, rollcall sandbox, rollcall plan --sandbox.',
    );
  }
}
