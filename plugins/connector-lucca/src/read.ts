import {
  type Context,
  type Kind,
  type LiveRecord,
  type ReadBatch,
  RollcallError,
} from '../../../src/contract/index.ts';
import { listAllUsers, listContracts } from './client.ts';
import { applicableOf } from './contract.ts';
import { toRecord } from './convert.ts';
import { askedFields } from './properties.ts';
import type { FoundContract, FoundUser } from './schema.ts';
import { readSettings, type Settings } from './settings.ts';
import { departmentsOf, establishmentsOf } from './structure.ts';

/**
 * Everybody, former and future people included, so that nobody is made twice. The proof holds Lucca's own total.
 * A key that may not see future employees is not told so: see `inspect`.
 */
export async function* readPeople(context: Context, kind: Kind): AsyncGenerator<ReadBatch> {
  if (kind !== 'employees') return yield unread(`Lucca has no ${kind} here.`);
  try {
    yield* readAll(context, readSettings(context.settings));
  } catch (error) {
    if (!(error instanceof RollcallError) || error.code !== 'SYSTEM_REFUSED') throw error;
    yield unread(error.message);
  }
}

async function* readAll(context: Context, settings: Settings): AsyncGenerator<ReadBatch> {
  const around = {
    settings,
    today: context.today,
    establishments: settings.establishmentBy === 'code' ? await establishmentsOf(context) : [],
    departments: settings.departmentBy === 'code' ? await departmentsOf(context) : [],
  };
  const contracts = await contractsByOwner(context, settings);
  const { items: users, total } = await listAllUsers(context.send, askedList(settings));
  await remember(context, users);
  const twice = repeatedNumbers(users);
  const records = users.map((user): LiveRecord => {
    const contract = contracts && (contracts.get(user.id) ?? null);
    const { key, ...record } = toRecord(user, { ...around, ...(contract !== undefined && { contract }) });
    // A number counts within an establishment only (fact sheet §4); two who share one are told apart by their e-mail.
    return key === undefined || twice.has(key) ? record : { ...record, key };
  });
  yield { records, proof: { complete: true, counted: records.length, ...(total !== undefined && { total }) } };
}

/** What the read tells writing, so that it is not asked for again: who may be a manager, and that the future is seen. */
async function remember({ once, today }: Context, users: readonly FoundUser[]): Promise<void> {
  await once(peopleRead, async () => users);
  if (users.some((user) => user.dtContractStart && user.dtContractStart > today))
    await once(hidesTheFuture, async () => false);
}

/** Names under which it is remembered. */
export const peopleRead = 'people';
export const hidesTheFuture = 'hides-the-future';

/** What to ask for, less what the key may not read. */
export function askedList(settings: Settings): string {
  const asked = Object.entries(askedFields).filter(([field]) => !settings.unread.has(field));
  return ['id', ...asked.map(([, words]) => words)].join(',');
}

/** Employee numbers that two people have. */
export function repeatedNumbers(
  users: readonly { readonly employeeNumber?: string | null | undefined }[],
): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { employeeNumber } of users) {
    const number = employeeNumber?.trim() ?? '';
    if (number !== '') counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([number, count]) => (count > 1 ? [number] : [])));
}

/** The contract that counts of everybody; undefined where the key may not read contracts, whose fields then stay unknown. */
async function contractsByOwner(
  { send, today }: Context,
  settings: Settings,
): Promise<ReadonlyMap<string, FoundContract> | undefined> {
  if (settings.unread.has('contracts')) return undefined;
  const contracts = await listContracts(send, 'everybody');
  // A filter that Lucca does not know would give all contracts of everybody.
  const byOwner = Map.groupBy(contracts, (contract) => contract.ownerId);
  return new Map(
    [...byOwner].flatMap(([ownerId, own]) => {
      const contract = applicableOf(own, today);
      return contract ? [[ownerId, contract] as const] : [];
    }),
  );
}

function unread(reason: string): ReadBatch {
  return { records: [], proof: { complete: false, reason } };
}
