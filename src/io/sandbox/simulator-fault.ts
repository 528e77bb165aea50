/**
 * How a coming call fails. Exactly one of `status`, `html`, `halfJson`, `hang` and `drop` says what the caller sees;
 * with none of them the connection is cut. `afterWrite` lets the call do its work first.
 */
export interface Fault {
  /** Answered with this status and no body, or as status of `html` and `halfJson`. */
  readonly status?: number;
  /** Sent with `status`, such as `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A login page instead of an answer. */
  readonly html?: boolean;
  /** The first half of the real answer, as if it were all. */
  readonly halfJson?: boolean;
  /** No answer, the connection stays open. */
  readonly hang?: boolean;
  /** The connection is cut. */
  readonly drop?: boolean;
  readonly afterWrite?: boolean;
  /** How many calls fail. Default 1. */
  readonly times?: number;
  /** Which calls; all when absent. `path` is the whole path, or its beginning when it ends in `*`. */
  readonly match?: { readonly method?: string; readonly path?: string };
}

/** The first fault that fits a call, used up by one; undefined when the call shall succeed. */
export function takeFault(
  faults: Fault[],
  call: { readonly method: string; readonly path: string },
): Fault | undefined {
  const index = faults.findIndex((fault) => fits(fault, call));
  const fault = faults[index];
  if (!fault) return undefined;
  const left = (fault.times ?? 1) - 1;
  if (left > 0) faults[index] = { ...fault, times: left };
  else faults.splice(index, 1);
  return fault;
}

function fits({ match }: Fault, call: { readonly method: string; readonly path: string }): boolean {
  if (match?.method !== undefined && match.method !== call.method) return false;
  if (match?.path === undefined) return true;
  return match.path.endsWith('*') ? call.path.startsWith(match.path.slice(0, -1)) : match.path === call.path;
}
