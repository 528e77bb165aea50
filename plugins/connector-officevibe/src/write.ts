import type {
  Context,
  Finding,
  SnapshotRecord,
  WriteChange,
  WriteOutcome,
  WriteRequest,
} from '../../../src/contract/index.ts';
import { sync } from './client.ts';
import { toSyncBody, toText } from './convert.ts';
import { systemError } from './finding.ts';
import { findEmptySections } from './inspect-sections.ts';
import { partByKind } from './organisation.ts';
import { judgeChange, type Pushed, readBack } from './read-back.ts';
import { mapRowMessages } from './row-messages.ts';
import { readSettings, type Settings } from './settings.ts';

/**
 * States the whole organisation in one push, then reads people and teams back and says what became of each change.
 * Refuses without a push when a section is empty.
 */
export async function writeOrganisation(context: Context, request: WriteRequest): Promise<readonly WriteOutcome[]> {
  const { changes, snapshot } = request;
  const settings = readSettings(context.settings);
  if (!snapshot) return refuseAll(changes, [noSnapshot]);
  const empty = findEmptySections(partByKind(snapshot));
  if (empty.length > 0) return refuseAll(changes, empty);

  const presentNames = namesForFirstRun(snapshot, settings);
  const answer = await sync(context.send, toSyncBody(snapshot, settings, presentNames));
  if (!('data' in answer)) {
    return answer.doubtful ? settleAll(changes, 'uncertain', [answer.refused]) : refuseAll(changes, [answer.refused]);
  }
  const rows = mapRowMessages(answer.data.messages, snapshot);
  const pushed: Pushed = {
    snapshot: new Map(snapshot.map((record) => [nameOf(record), record])),
    presentNames,
    settings,
    live: await readBack(context.send),
  };
  const changed = new Set(changes.map(nameOf));
  return [
    ...changes.map((change): WriteOutcome => {
      const { kind, key } = change;
      const named = rows.byRecord.get(nameOf(change));
      if (named) return named;
      const findings = rows.byKind.get(kind);
      return findings ? { kind, key, status: 'uncertain', findings } : judgeChange(change, pushed);
    }),
    ...[...rows.byRecord].filter(([name]) => !changed.has(name)).map(([, outcome]) => outcome),
  ];
}

/**
 * Teams that the app knows by their present name only and that the files call otherwise: they are pushed under the
 * present name once, so that the app stores their id; the next run renames them by it (FAQ, "changer les noms").
 */
export function namesForFirstRun(snapshot: readonly SnapshotRecord[], settings: Settings): ReadonlyMap<string, string> {
  return new Map(
    snapshot
      .filter((record) => record.kind === 'teams' && !record.known)
      .flatMap((team) => {
        const name = settings.currentTeamNames.get(team.key);
        return name !== undefined && name !== toText(team.fields.name) ? [[team.key, name] as const] : [];
      }),
  );
}

/** `kind/key`. */
export function nameOf({ kind, key }: { readonly kind: string; readonly key: string }): string {
  return `${kind}/${key}`;
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

const noSnapshot = systemError({
  code: 'officevibe-no-snapshot',
  who: 'us',
  message: 'Officevibe takes the whole organisation at once, and was given single changes only.',
  next: 'Please report this; nothing was sent.',
});
