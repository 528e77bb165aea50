import type { Context, Finding, WriteChange, WriteOutcome, WriteRequest } from '../../../src/contract/index.ts';
import { activate, deactivate, provision, type Unswitched } from './client.ts';
import { toBody } from './convert.ts';
import { findGaps } from './csv.ts';
import { systemError, warning } from './finding.ts';
import { findEmptySections } from './inspect-sections.ts';
import { partByKind } from './organisation.ts';
import type { ProvisioningBody } from './schema.ts';
import { readSettings, type Settings } from './settings.ts';

/**
 * Switches leavers off and those who come back on, each by a call of its own that answers at once; then states the whole
 * organisation in one push, which Workleap works through later. What is pushed is accepted, not done: the next run reads
 * people back. Refuses without a call when a section is empty.
 */
export async function writeOrganisation(context: Context, request: WriteRequest): Promise<readonly WriteOutcome[]> {
  const { changes, snapshot } = request;
  const settings = readSettings(context.settings);
  if (!snapshot) return refuseAll(changes, [noSnapshot]);
  const empty = findEmptySections(partByKind(snapshot));
  if (empty.length > 0) return refuseAll(changes, empty);
  const people = changes.filter((change) => change.kind === 'employees');
  const leavers = people.filter((change) => change.op === 'leave');
  const isByCall = settings.leaveBy === 'call';
  const body = toBody(snapshot, isByCall ? leavers : []);
  const gaps = settings.provisioning === 'csv' ? findGaps(body) : [];
  if (gaps.length > 0) return refuseAll(changes, [gapsInCsv(gaps.length)]);

  // A person who is off when the push comes is erased by being left out; who is on is only switched off. So a leaver who
  // does not go along (a stranger, whose id nobody knows) is not switched off beforehand, and who is to be erased is.
  const along = new Set(body.members.map((member) => member.externalMemberId));
  const called = isByCall ? leavers.filter((change) => along.has(change.key)) : [];
  const erased = people.filter((change) => change.op === 'delete');
  const off = await deactivate(context.send, settings, remotesOf([...called, ...(isByCall ? erased : [])]));
  const returning = people.filter((change) => change.op === 'return');
  const on = await activate(context.send, settings, remotesOf(returning));
  const switched = new Map<string, WriteOutcome>([
    ...called.map((change) => [change.key, outcomeOf(change, off)] as const),
    ...returning
      .filter(({ remote = '' }) => on.has(remote))
      .map((change) => [change.key, outcomeOf(change, on)] as const),
  ]);
  // Nobody who is still on can be erased by being left out. Who is not there any more is.
  const stopped = erased
    .flatMap(({ remote = '' }) => off.get(remote) ?? [])
    .find((one) => one.refused.scope === 'system');
  if (stopped) return refuseAll(changes, [stopped.refused]).map((one) => switched.get(one.key) ?? one);
  const pushed = await push(context, settings, body, changes);
  return pushed.map((one) => (one.kind === 'employees' ? (switched.get(one.key) ?? one) : one));
}

async function push(
  context: Context,
  settings: Settings,
  body: ProvisioningBody,
  changes: readonly WriteChange[],
): Promise<readonly WriteOutcome[]> {
  const answer = await provision(context.send, settings, body);
  if (!answer.data) {
    const { refused, doubtful } = answer;
    return doubtful ? settleAll(changes, 'uncertain', [refused]) : refuseAll(changes, [refused]);
  }
  if (answer.data.status === 'failed') return settleAll(changes, 'uncertain', [jobFailed]);
  return changes.map(({ kind, key }, index) => ({
    kind,
    key,
    status: 'accepted',
    ...(index === 0 && { findings: [lookAtReport({ kind, key })] }),
  }));
}

/** What became of somebody who was switched by a call of its own. Without an id in Workleap the push does it. */
function outcomeOf({ kind, key, remote }: WriteChange, unswitched: Unswitched): WriteOutcome {
  const failed = remote === undefined ? undefined : unswitched.get(remote);
  if (failed) {
    const { refused, doubtful } = failed;
    const finding = refused.scope === 'record' ? { ...refused, kind, key } : refused;
    return { kind, key, status: doubtful ? 'uncertain' : 'refused', findings: [finding] };
  }
  return remote === undefined ? { kind, key, status: 'accepted' } : { kind, key, status: 'done', remote };
}

function remotesOf(changes: readonly WriteChange[]): readonly string[] {
  return changes.flatMap(({ remote }) => remote ?? []);
}

function refuseAll(changes: readonly WriteChange[], findings: readonly Finding[]): readonly WriteOutcome[] {
  return settleAll(changes, 'refused', findings);
}

function settleAll(
  changes: readonly WriteChange[],
  status: 'refused' | 'uncertain',
  findings: readonly Finding[],
): readonly WriteOutcome[] {
  return changes.map(({ kind, key }) => ({ kind, key, status, findings }));
}

/** The one way to learn what became of a push (fact sheet, 5 and 7). */
function lookAtReport(of: { readonly kind: WriteChange['kind']; readonly key: string }): Finding {
  return warning(
    {
      code: 'workleap-sync-report',
      who: 'admin',
      message: 'Workleap took the push and works through it; only its sync report tells what became of each row.',
      next: 'An administrator opens the provisioning page in Workleap: Pending waits for an approval above a risk threshold, Rejected changed nothing, Failed may have changed part. Download the report and hold it against the files with "rollcall status --compare FILE".',
    },
    of,
  );
}

function gapsInCsv(count: number): Finding {
  return systemError({
    code: 'workleap-csv-gaps',
    who: 'config',
    message: `${count} people lack a value that a CSV file cannot leave out, and an empty cell would erase it.`,
    next: 'Set provisioning to json, which can leave a field out.',
  });
}

const jobFailed = systemError({
  code: 'workleap-job-failed',
  who: 'admin',
  message: 'Workleap took the push and says at once that it failed; part of it may have been applied.',
  next: 'Open the sync report in Workleap; the next run reads people back and states everything again.',
});

const noSnapshot = systemError({
  code: 'workleap-no-snapshot',
  who: 'us',
  message: 'Workleap takes the whole organisation at once, and was given single changes only.',
  next: 'Please report this; nothing was sent.',
});
