import { type Change, nameOfChange } from '../../engine/change.ts';

/**
 * Works on changes in their order, up to `parallel` at a time. A change begins once those it comes after are settled,
 * whatever became of them. Only neighbours that do the same to records of one kind go side by side, and nobody is taken
 * off while something else happens: the order of the plan holds wherever it could matter.
 */
export async function inTurn(
  changes: readonly Change[],
  parallel: number,
  work: (change: Change) => Promise<void>,
): Promise<void> {
  for (const group of groupsOf(changes)) {
    const lanes = isSideBySide(group) ? parallel : 1;
    await runGroup(group, lanes, work);
  }
}

/** Neighbours with the same operation and kind. */
function groupsOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const last = groups.at(-1);
    const isSame = last?.[0]?.op === change.op && last[0].kind === change.kind && last[0].step === change.step;
    if (last && isSame) last.push(change);
    else groups.push([change]);
  }
  return groups;
}

function isSideBySide([first]: readonly Change[]): boolean {
  return first?.op !== 'leave' && first?.op !== 'delete';
}

async function runGroup(
  group: readonly Change[],
  lanes: number,
  work: (change: Change) => Promise<void>,
): Promise<void> {
  const settled = new Map<string, Promise<void>>();
  const waiting = group.values();
  let hasFailed = false;
  const lane = async (): Promise<void> => {
    for (const change of waiting) {
      if (hasFailed) return;
      // What it comes after stands before it in the order, so it was begun by now: nobody waits for themselves.
      const before = change.after.flatMap((name) => settled.get(name) ?? []);
      const own = Promise.all(before).then(() => work(change));
      settled.set(nameOfChange(change), own);
      await own;
    }
  };
  const lanesRun = Array.from({ length: Math.min(lanes, group.length) }, () =>
    lane().catch((error: unknown) => {
      hasFailed = true;
      throw error;
    }),
  );
  // Whoever is still writing comes to the end of it before anything else is said.
  const ends = await Promise.allSettled(lanesRun);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
