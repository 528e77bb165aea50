import { exampleSecrets } from './example-systems.ts';

/**
 * A workflow that reviews pull requests and applies what is merged, each job with the permissions it needs: the first of
 * the examples, for this repository. It names no release of the Action, since which one is read and trusted is not ours
 * to say: until somebody puts one in, GitHub finds no action of that name and runs nothing.
 * @param timezone IANA name, in which the daily run is timed
 * @param secrets names of the secrets that the commented systems of the proposal take
 */
export function writeWorkflow({
  branch,
  timezone,
  secrets = exampleSecrets([]),
}: {
  readonly branch: string;
  readonly timezone: string;
  readonly secrets?: readonly string[];
}): string {
  const environment = secrets
    .map((name, index) => `          # ${name}: \${{ secrets.${name} }}${index === 0 ? secretRemark : ''}\n`)
    .join('');
  return `# Reviews every pull request and applies every merge.
# Before it runs, put the release of rollcall that you have read in place of ${placeholder}, by the full id of its commit.
name: Rollcall
on:
  pull_request:
    types: [opened, synchronize, reopened, labeled, unlabeled] # labels release limits
  merge_group:
  push:
    branches: [${JSON.stringify(branch)}]
  schedule:
    - cron: '17 3 * * *' # what has come due, and drift; not on the hour, when runners are busy
      timezone: ${timezone}
  workflow_dispatch:
    inputs:
      command:
        type: choice
        options: [plan, apply]
        default: plan
permissions: {} # each job names what it needs
jobs:
  review:
    if: github.event_name == 'pull_request' || github.event_name == 'merge_group'
    runs-on: ubuntu-latest
    concurrency:
      group: rollcall-review-\${{ github.ref }}
      cancel-in-progress: true # a newer push makes an older review worthless
    permissions:
      contents: read # the files, their history, and the ledger
      pull-requests: write # the one comment; labels and reviews are read
      checks: write # marks on the lines of the CSV files
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0; its credentials stay: the ledger is fetched and pushed with them
      - id: rollcall
        uses: ${placeholder} # the commit of the release that you reviewed
        env:
          ROLLCALL_KEY: \${{ secrets.ROLLCALL_KEY }} # openssl rand -hex 32, once
${environment}      - if: always() && steps.rollcall.outputs.report != ''
        uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2
        with:
          name: rollcall-report
          path: \${{ steps.rollcall.outputs.report }}
          retention-days: 30 # it names records by their number; keep it as long as you may
  sync:
    if: github.event_name != 'pull_request' && github.event_name != 'merge_group'
    runs-on: ubuntu-latest
    concurrency:
      group: rollcall-sync
      cancel-in-progress: false # never in the middle of a write
      queue: max # every merge gets its run; each starts from what is really there
    permissions:
      contents: write # the ledger, refs/rollcall/ledger
      pull-requests: write # a comment on the merged pull requests; approvals and labels are read
      issues: write # one issue about drift, one about a scheduled run that failed
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0; its credentials stay: the ledger is fetched and pushed with them
      - id: rollcall
        uses: ${placeholder} # the commit of the release that you reviewed
        with:
          command: \${{ inputs.command }} # empty but on workflow_dispatch
        env:
          ROLLCALL_KEY: \${{ secrets.ROLLCALL_KEY }} # openssl rand -hex 32, once
${environment}      - if: always() && steps.rollcall.outputs.report != ''
        uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2
        with:
          name: rollcall-report
          path: \${{ steps.rollcall.outputs.report }}
          retention-days: 30 # it names records by their number; keep it as long as you may
`;
}

const secretRemark = ' # one line for each ${NAME} in rollcall.yaml';

/** Stands where the release of the Action belongs. */
export const placeholder = 'OWNER/rollcall@0000000000000000000000000000000000000000';
