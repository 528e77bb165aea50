import { Command, type Config, Flags } from './oclif.ts';

/** A command of ours. */
export type CommandClass = typeof BaseCommand & Command.Class & (new (argv: string[], config: Config) => BaseCommand);

/**
 * What all commands share: `--config`, `--json`, and where their words go.
 * Results go to stdout, progress to stderr and only on a terminal. A refusal is thrown as a RollcallError
 * and told once, by `cli.ts`; a command that has told everything itself ends with `this.exit(code)`.
 */
export abstract class BaseCommand extends Command {
  static override readonly baseFlags = {
    config: Flags.string({
      char: 'c',
      default: 'rollcall.yaml',
      description: 'the configuration to use',
      helpGroup: 'GLOBAL',
      helpValue: 'FILE',
    }),
    json: Flags.boolean({ description: 'print JSON for programs', helpGroup: 'GLOBAL' }),
  };

  /** Runs the command with a configuration that is loaded; oclif's own `run` would load it once more. */
  static async start(
    this: new (
      argv: string[],
      config: Config,
    ) => BaseCommand,
    argv: string[],
    config: Config,
  ): Promise<void> {
    await new this(argv, config)._run();
  }

  #hasProgress = false;

  /** Shows what is being done, on a line of its own that the next words replace. */
  protected progress(step: string): void {
    this.#hasProgress = true;
    process.stderr.write(`\r\u001b[2K${step} …`);
  }

  /** Takes the line of progress away. */
  protected clearProgress(): void {
    if (this.#hasProgress) process.stderr.write('\r\u001b[2K');
    this.#hasProgress = false;
  }

  /** Prints a result for people. */
  protected print(text: string): void {
    this.clearProgress();
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** Prints a result for programs, as one line. */
  protected printJson(value: unknown): void {
    this.clearProgress();
    process.stdout.write(`${JSON.stringify(value)}\n`);
  }

  /** True when stdout shows colours; NO_COLOR is honoured. */
  protected get isColored(): boolean {
    return process.stdout.isTTY === true && process.stdout.hasColors();
  }

  /** True when someone watches: progress is shown on stderr then, and nowhere else. */
  protected get isWatched(): boolean {
    return process.stderr.isTTY === true;
  }

  /** `cli.ts` decides the exit code and the words. */
  protected override async catch(error: Error): Promise<never> {
    this.clearProgress();
    throw error;
  }
}
