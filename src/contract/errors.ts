import type { Finding } from './finding.ts';

/**
 * Every way to refuse, with its exit code and the next step. `docs/errors.md` is made from this table.
 * Exit codes: 1 our fault, 2 usage, 3 roster or configuration, 4 limits, 5 stale, 6 in part, 7 a system, 8 locked, 9 differences.
 */
export const errors = {
  UNEXPECTED: { exit: 1, next: 'Please report this with the command you ran; it holds no personal value.' },
  USAGE: { exit: 2, next: 'Run the command with --help.' },
  EXPORT_WITHHELD: { exit: 2, next: 'Run "rollcall connectors show" to see what the system gives out.' },
  FILE_EXISTS: { exit: 2, next: 'Add --force to replace it, or --dry-run to see what would be written.' },
  NOTHING_RECOGNISED: {
    exit: 3,
    next: 'Put an export with a header row here, with a personnel number and names, or write rollcall.yaml by hand.',
  },
  FILE_UNREADABLE: { exit: 3, next: 'Check the path and the permissions of the file.' },
  CSV_UNREADABLE: { exit: 3, next: 'Export the file again as CSV and check its encoding and delimiter.' },
  ROSTER_REFUSED: { exit: 3, next: 'Correct the places named above and run "rollcall check".' },
  COLUMN_GONE: { exit: 3, next: 'Bring the column back, or release with --allow SYSTEM:column_gone=COUNT.' },
  CONFIG_MISSING: { exit: 3, next: 'Run "rollcall init" to propose one from the CSV files that are there.' },
  CONFIG_INVALID: { exit: 3, next: 'Correct rollcall.yaml at the place named.' },
  EXPRESSION_INVALID: { exit: 3, next: 'Correct the expression at the place named in rollcall.yaml.' },
  SECRET_MISSING: { exit: 3, next: 'Set the environment variable named, then run again.' },
  CONNECTOR_UNKNOWN: {
    exit: 3,
    next: 'Run "rollcall connectors" to see which are installed, or install it with "rollcall plugins install".',
  },
  CONNECTOR_BROKEN: { exit: 3, next: 'Update or remove the plugin named, then run again.' },
  MERGE_CONFLICT: { exit: 3, next: 'Merge the default branch into the branch, resolve what conflicts, and push.' },
  PUBLIC_REPOSITORY: {
    exit: 3,
    next: 'Make the repository private. If everybody may read these records, set the input allow_public to true.',
  },
  PERMISSION_MISSING: { exit: 3, next: 'Add the permission named to the job in the workflow.' },
  GIT_MISSING: {
    exit: 3,
    next: 'Run it inside a git repository; "git init" makes a folder one, and the files must be committed.',
  },
  GIT_FAILED: { exit: 3, next: 'Run the git command named and mend what it says.' },
  REVISION_UNKNOWN: { exit: 3, next: 'Fetch the revision named ("git fetch"), or correct its name.' },
  LIMITS_EXCEEDED: {
    exit: 4,
    next: 'Check first that the export is complete; release on purpose with --allow SYSTEM:LIMIT=COUNT.',
  },
  PLAN_STALE: { exit: 5, next: 'Run "rollcall plan" again and have it reviewed.' },
  HEAD_BEHIND: { exit: 5, next: 'Check out the tip of the default branch and run again.' },
  HISTORY_REWRITTEN: {
    exit: 5,
    next: 'Bring the commit named back into the history, or release with --allow SYSTEM:rewritten=1.',
  },
  UNCOMMITTED: { exit: 5, next: 'Commit and merge the change; only what is merged is applied.' },
  APPROVAL_MISSING: {
    exit: 5,
    next: 'Bring the commits named by a pull request that somebody else approves, or revert them.',
  },
  GITHUB_UNREACHABLE: { exit: 7, next: 'Run the job again; what was applied stays noted in the ledger.' },
  LEDGER_UNREACHABLE: {
    exit: 7,
    next: 'Check the remote and its credentials; the ledger must be fetched before every run.',
  },
  LEDGER_LOST: {
    exit: 5,
    next: 'Restore refs/rollcall/ledger from another clone, or release with --allow SYSTEM:base=1 after reviewing the plan.',
  },
  LEDGER_MOVED: { exit: 8, next: 'Another run wrote the ledger; run again.' },
  APPLIED_IN_PART: { exit: 6, next: 'See the receipts above; the next run takes up what is left.' },
  SYSTEM_REFUSED: { exit: 7, next: 'Check the credentials and rights named.' },
  SYSTEM_UNREACHABLE: {
    exit: 7,
    next: 'Check the address and the network, then run again; nothing was assumed about the system.',
  },
  SYSTEM_TIMED_OUT: { exit: 7, next: 'Run again later; what is uncertain is read back first.' },
  READ_INCOMPLETE: { exit: 7, next: 'Run again; without a complete read nobody leaves.' },
  HOST_FORBIDDEN: {
    exit: 7,
    next: "Correct endpoint or settings of the system; only the vendor's host and loopback are called.",
  },
  PLAN_WROTE: { exit: 1, next: 'Report this to the author of the connector: it tried to write while planning.' },
  LOCKED: { exit: 8, next: 'Wait for the other run to end, then run again.' },
  DIFFERENCES: { exit: 9, next: 'Nothing is wrong: differences were found and --exit-code asked to say so.' },
} as const satisfies Readonly<Record<string, { readonly exit: number; readonly next: string }>>;

export type ErrorCode = keyof typeof errors;

/**
 * A refusal, or a broken promise of ours (`UNEXPECTED`). The message says what was refused, where and why,
 * and holds no personal value.
 */
export class RollcallError extends Error {
  override readonly name = 'RollcallError';
  readonly code: ErrorCode;
  readonly next: string;
  /** All troubles at once, each with its place, where there is more than the message can say. */
  readonly findings: readonly Finding[];

  constructor(
    code: ErrorCode,
    message: string,
    options: { readonly next?: string; readonly cause?: unknown; readonly findings?: readonly Finding[] } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.next = options.next ?? errors[code].next;
    this.findings = options.findings ?? [];
  }

  get exit(): number {
    return errors[this.code].exit;
  }
}
