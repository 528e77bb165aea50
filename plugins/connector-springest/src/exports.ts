import type {
  Context,
  ExportBatch,
  ExportDeclaration,
  ExportRequest,
  Finding,
  WithheldDeclaration,
} from '../../../src/contract/index.ts';
import { findPerson } from './client.ts';

/** What Springest knows of a person that no HR file does (fact sheet §6). */
export const exports: readonly ExportDeclaration[] = [
  {
    name: 'learning-status',
    description: 'Where each person of the roster stands with the learning tracks. One call a person.',
    about: 'employees',
    columns: [
      { name: 'external_id', class: 'open' },
      { name: 'learning_track_status', class: 'personal' },
      { name: 'active', class: 'open' },
    ],
  },
];

/** What the users API does not tell, and where else it is to be had (fact sheet §6 and §7). */
export const withheld: readonly WithheldDeclaration[] = [
  {
    name: 'users',
    reason:
      'there is no list; an administrator downloads the overview of all users, which "rollcall status --compare FILE" holds against the roster.',
  },
  { name: 'bookings', reason: 'they are another API of Springest, with rights of its own.' },
  { name: 'certificates', reason: 'they are another API of Springest, with rights of its own.' },
];

/** One call a person. Who has no account there has no row, and a warning says so. */
export async function* giveOut(context: Context, { name, keys = [] }: ExportRequest): AsyncGenerator<ExportBatch> {
  if (name !== 'learning-status') return yield stop(`Springest has no export ${name}.`);
  let counted = 0;
  for (const { key } of keys) {
    const found = await findPerson(context.send, key);
    if (found.status === 'failed') return yield stop(found.finding.message);
    if (found.status === 'absent') {
      yield { rows: [], findings: [noAccount(key)] };
      continue;
    }
    counted += 1;
    yield { rows: [[key, found.person.learning_track_status, found.person.active]] };
  }
  yield { rows: [], proof: { complete: true, counted } };
}

function noAccount(key: string): Finding {
  return {
    code: 'no-account',
    severity: 'warning',
    scope: 'record',
    who: 'data',
    message: 'The person has no account on this site, and so no learning status.',
    next: 'Nothing to do if a run is still to open it; otherwise see "rollcall status".',
    kind: 'employees',
    key,
  };
}

function stop(reason: string): ExportBatch {
  return { rows: [], proof: { complete: false, reason } };
}
