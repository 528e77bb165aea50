import {
  type Context,
  type Finding,
  RollcallError,
  type Value,
  type WriteChange,
} from '../../../src/contract/index.ts';
import { createUser, findUsers, type Written } from './client.ts';
import { changeContract } from './contract.ts';
import { resolveEstablishment } from './establishment.ts';
import { findManager } from './manager.ts';
import type { NativeChange } from './native.ts';
import { hidesTheFuture } from './read.ts';
import type { Settings } from './settings.ts';
import { type Step, stepOf } from './step.ts';

/**
 * Creates a person with a first work contract, after having looked whether there is one with this login or mail, former
 * people included: Lucca has no key against doing it twice (fact sheet §4). Without an answer it looks again.
 */
export async function createPerson(
  context: Context,
  change: WriteChange,
  native: NativeChange,
  settings: Settings,
): Promise<Step> {
  const { send } = context;
  if (await lookUp(context, native)) return { status: 'refused', findings: [alreadyThere] };
  const manager = await findManager(context, change);
  const establishment = await resolveEstablishment(context, change, settings);
  const user = { ...native.user, ...manager.properties, ...establishment.properties };
  const body: Value = settings.wrapsData ? { data: user } : user;
  const written = await createOnce(context, native, () => createUser(send, body, settings));
  const told = [...native.findings, ...manager.findings, ...establishment.findings];
  if (written.status !== 'done' || written.id === undefined) {
    const step = stepOf(written);
    return { ...step, findings: [...step.findings, ...told] };
  }
  return finish(context, change, native, { remote: written.id, told });
}

/**
 * What is left once the person is there. Where that is refused, the creation is neither done nor undone: the next run reads
 * the person, and sees what is left.
 */
async function finish(
  context: Context,
  change: WriteChange,
  native: NativeChange,
  { remote, told }: { readonly remote: string; readonly told: readonly Finding[] },
): Promise<Step> {
  try {
    const hidden = (await isHidden(context, change, remote)) ? [futureHidden] : [];
    const contract = await changeContract(context, change, native, remote);
    const findings = [...told, ...hidden, ...contract.findings];
    return { status: contract.status === 'done' ? 'done' : 'uncertain', remote, findings };
  } catch (error) {
    if (!(error instanceof RollcallError) || error.code !== 'SYSTEM_REFUSED') throw error;
    return { status: 'uncertain', remote, findings: [...error.findings, ...told] };
  }
}

/** Sends a creation once; whoever gets no certain answer looks the person up. */
async function createOnce(context: Context, native: NativeChange, send: () => Promise<Written>): Promise<Written> {
  let written: Written;
  try {
    written = await send();
  } catch (error) {
    if (!(error instanceof RollcallError) || !withoutAnswer.includes(error.code)) throw error;
    const found = await lookAgain(context, native);
    if (found) return { status: 'done', id: found };
    throw error;
  }
  if (written.status !== 'doubtful') return written;
  const found = await lookAgain(context, native);
  return found ? { status: 'done', id: found } : written;
}

/** A look-up that is refused says nothing of the creation before it, which stays uncertain. */
async function lookAgain(context: Context, native: NativeChange): Promise<string | undefined> {
  try {
    return await lookUp(context, native);
  } catch (error) {
    if (!(error instanceof RollcallError) || error.code !== 'SYSTEM_REFUSED') throw error;
    return undefined;
  }
}

/** A call that may have arrived although nothing came back. */
const withoutAnswer: readonly string[] = ['SYSTEM_TIMED_OUT', 'SYSTEM_UNREACHABLE'];

/** The number of whoever has this login, or else this mail. */
async function lookUp({ send }: Context, { user }: NativeChange): Promise<string | undefined> {
  for (const by of ['login', 'mail'] as const) {
    const value = user[by];
    if (typeof value !== 'string') continue;
    const [found] = await findUsers(send, by, value);
    if (found) return found.id;
  }
  return undefined;
}

/** Somebody who begins later is not shown to a key without the right to see future employees (fact sheet §2). One look a run tells. */
async function isHidden({ send, today, once }: Context, { fields }: WriteChange, id: string): Promise<boolean> {
  const start = fields.dtContractStart;
  if (typeof start !== 'string' || start <= today) return false;
  return once(hidesTheFuture, async () => (await findUsers(send, 'id', id)).length === 0);
}

const alreadyThere: Finding = {
  code: 'lucca-already-there',
  severity: 'error',
  scope: 'record',
  who: 'admin',
  message: 'Somebody in Lucca has this login or e-mail already, perhaps as a former employee; nobody was made.',
  next: 'Run again if the person was just entered by hand; otherwise look in Lucca who has the login, and give the newcomer another one.',
};

/** Told on the day, because the next runs would take the person for missing. */
export const futureHidden: Finding = {
  code: 'lucca-future-hidden',
  severity: 'warning',
  scope: 'record',
  who: 'admin',
  message: 'The person was made and begins later, and the API key cannot see them until then.',
  next: 'Give the role of the key the right to see future employees, or nobody who begins later can be kept in step.',
};
