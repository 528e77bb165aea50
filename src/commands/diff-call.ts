export const diffFormats = ['table', 'json', 'markdown', 'html'] as const;

/** What `rollcall diff` was asked for. */
export interface DiffCall {
  readonly base: string;
  readonly head: string;
  readonly key: readonly string[];
  readonly format: (typeof diffFormats)[number];
  /** Changes shown of each kind, 0 for all; undefined when not said. */
  readonly limit: number | undefined;
  readonly distinguishEmpty: boolean;
  readonly exitCode: boolean;
  readonly paths: readonly string[];
  readonly config: string;
  /** True when the path of rollcall.yaml was given. */
  readonly needsConfig: boolean;
}

/** More changes than this push the summary off the screen. */
export const onTerminal = 50;
