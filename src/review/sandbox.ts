import { pad, painter, textWidth } from './paint.ts';

export interface ShownSandbox {
  readonly systems: readonly {
    readonly name: string;
    readonly connector: string;
    readonly title: string;
    readonly endpoint: string;
  }[];
  readonly without: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** What a person who started the sandbox needs to know: where to look, and what to run next. */
export function describeSandbox(
  sandbox: ShownSandbox,
  options: { readonly color: boolean; readonly stateDir: string },
): string {
  const paint = painter(options.color);
  const { systems, without, environment } = sandbox;
  const width = (texts: readonly string[]) => Math.max(0, ...texts.map(textWidth));
  const names = width(systems.map((system) => system.name));
  const titles = width(systems.map((system) => system.title));
  const [example] = systems;
  const variables = Object.entries(environment);
  return [
    paint.bold('The sandbox is running. Nothing here reaches a vendor.'),
    '',
    ...systems.map(
      ({ name, title, endpoint }) => `  ${paint.cyan(pad(name, names))}  ${pad(title, titles)}  ${endpoint}/_rollcall/`,
    ),
    ...without.map((name) => `  ${paint.yellow(pad(name, names))}  has no simulator: its connector brings none`),
    '',
    'In another terminal, in this repository:',
    `  ${paint.green('rollcall plan --sandbox')}`,
    `  ${paint.green('rollcall apply --sandbox')}`,
    '',
    ...(example
      ? [
          'Or point a system at its simulator in rollcall.yaml:',
          `  ${example.name}:`,
          `    endpoint: ${example.endpoint}`,
          ...(variables.length > 0
            ? ['with these in the environment:', ...variables.map(([name, value]) => `  export ${name}=${value}`)]
            : []),
          '',
        ]
      : []),
    paint.dim(`What they hold is kept in ${options.stateDir}; --reset starts with empty accounts.`),
    paint.dim('Ctrl-C stops them.'),
  ].join('\n');
}

/** The same for programs, as one line when everything runs. */
export function sandboxJson({ systems, without, environment }: ShownSandbox): unknown {
  return {
    systems: systems.map(({ name, connector, endpoint }) => ({
      name,
      connector,
      endpoint,
      page: `${endpoint}/_rollcall/`,
    })),
    without,
    environment,
  };
}
