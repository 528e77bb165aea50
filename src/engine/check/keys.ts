import type { Finding, Kind, Place } from '../../contract/index.ts';
import { keyFields } from '../fields.ts';
import { type Draft, placeOf, rosterError } from './draft.ts';

/**
 * Keeps the first record of every key. A key that comes twice makes the roster unsafe, since nobody can tell which
 * row is meant: one finding per further row, with the place of the first.
 */
export function separateKeys(drafts: readonly Draft[]): {
  readonly drafts: readonly Draft[];
  readonly findings: readonly Finding[];
} {
  const byKind = new Map<Kind, Map<string, Draft>>();
  const findings: Finding[] = [];
  for (const draft of drafts) {
    const first = byKind.get(draft.kind) ?? new Map<string, Draft>();
    byKind.set(draft.kind, first);
    const earlier = first.get(draft.key);
    if (earlier) findings.push(doubledKey(draft, earlier));
    else first.set(draft.key, draft);
  }
  // One kind without doubles is in order as it is.
  if (findings.length === 0 && byKind.size <= 1) return { drafts, findings };
  return { drafts: [...byKind.values()].flatMap((first) => [...first.values()]), findings };
}

function doubledKey(draft: Draft, earlier: Draft): Finding {
  const { kind, key } = draft;
  const at = (one: Draft): Place => placeOf(one, keyFields[kind][0]);
  const isOneSource = draft.source === earlier.source;
  return rosterError({
    code: isOneSource ? 'duplicate-key' : 'id-in-two-sources',
    message: isOneSource
      ? 'this key is there twice'
      : `this key is in source ${earlier.source} and in source ${draft.source}`,
    next: isOneSource
      ? 'Remove one of the two rows, or correct its key.'
      : 'Keep the record in one of the two sources; a key belongs to one person over all sources.',
    place: at(draft),
    others: [at(earlier)],
    kind,
    key,
  });
}
