import type { Context, Finding, Value, WriteChange } from '../../../src/contract/index.ts';
import { createContract, listContracts, updateContract } from './client.ts';
import { contractNumbers } from './fields.ts';
import type { NativeChange } from './native.ts';
import type { FoundContract } from './schema.ts';
import { type Step, stepOf } from './step.ts';

const done: Step = { status: 'done', findings: [] };

/**
 * Changes what differs of the contract that counts. Nothing to do where nothing of it differs. A first day after the end of
 * that contract is the one of a further contract: written into this one, it would take the access away until then.
 */
export async function changeContract(
  context: Context,
  change: WriteChange,
  native: Pick<NativeChange, 'contract'>,
  ownerId: string,
): Promise<Step> {
  const { contract: body } = native;
  if (Object.keys(body).length === 0) return done;
  const contracts = await listContracts(context.send, { ownerId });
  const contract = applicableOf(contracts, context.today);
  if (!contract) return { status: 'refused', findings: [noContract] };
  const isNext = typeof body.startsOn === 'string' && contract.endsOn !== null && body.startsOn > contract.endsOn;
  if (isNext) return openOrReopen(context, change, native, { ownerId, contracts });
  return stepOf(await updateContract(context.send, contract.id, body));
}

/**
 * Ends the contract on the last day that the files name, or else on the day before the run, so that the access ends now:
 * access is there on every day of a contract, its last one included (fact sheet §5). The person is never deleted.
 */
export async function endContract({ send, today }: Context, change: WriteChange, ownerId: string): Promise<Step> {
  const contracts = await listContracts(send, { ownerId });
  const contract = applicableOf(contracts, today);
  if (!contract) return done;
  if (contract.startsOn > today) return { status: 'refused', findings: [notBegun] };
  const stated = change.fields.dtContractEnd;
  const yesterday = dayBefore(today);
  const assumed = contract.startsOn > yesterday ? contract.startsOn : yesterday;
  const endsOn = typeof stated === 'string' && stated !== '' ? stated : assumed;
  const reason = change.fields.terminationReasonId;
  const body = { endsOn, ...(typeof reason === 'number' && { terminationReasonId: reason }) };
  const step = stepOf(await updateContract(send, contract.id, body));
  if (step.status !== 'done') return step;
  return {
    ...step,
    findings: [
      ...(endsOn === stated ? [] : [endAssumed]),
      ...(endsOn > today ? [leavesLater] : []),
      ...(contracts.some((other) => other.startsOn > endsOn && other.id !== contract.id) ? [nextContract] : []),
    ],
  };
}

/**
 * Brings somebody back: with a first day after the end of the last contract, by a new one of the same type; otherwise by
 * taking the end of the last one away. A contract that begins on that day already is the one that an earlier run made.
 */
export async function renewContract(
  context: Context,
  change: WriteChange,
  native: NativeChange,
  ownerId: string,
): Promise<Step> {
  const contracts = await listContracts(context.send, { ownerId });
  return openOrReopen(context, change, native, { ownerId, contracts });
}

async function openOrReopen(
  { send }: Context,
  change: WriteChange,
  native: Pick<NativeChange, 'contract'>,
  { ownerId, contracts }: { readonly ownerId: string; readonly contracts: readonly FoundContract[] },
): Promise<Step> {
  const last = contracts.toSorted((one, other) => (one.startsOn < other.startsOn ? 1 : -1))[0];
  const start = change.fields.dtContractStart;
  const end = typeof change.fields.dtContractEnd === 'string' ? change.fields.dtContractEnd : null;
  const isNewContract = typeof start === 'string' && (!last || (last.endsOn !== null && start > last.endsOn));
  if (!isNewContract) {
    if (!last) return { status: 'refused', findings: [noContract] };
    return stepOf(await updateContract(send, last.id, { ...native.contract, endsOn: end }));
  }
  const establishmentId = native.contract.establishmentId ?? last?.establishmentId;
  const typeId = native.contract.typeId ?? last?.typeId;
  if (typeof establishmentId !== 'number' || typeof typeId !== 'number') {
    return { status: 'refused', findings: [contractIncomplete] };
  }
  // All that the row says, since a new contract has nothing of the old one.
  const numbers = Object.entries(change.fields).filter(
    ([name, value]) => ['trialPeriodDays', ...contractNumbers].includes(name) && typeof value === 'number',
  );
  const body: Value = {
    ...{ ownerId: Number(ownerId), typeId, establishmentId, startsOn: start },
    ...(end !== null && { endsOn: end }),
    ...Object.fromEntries(numbers),
  };
  return stepOf(await createContract(send, body));
}

/** The contract that counts: the one Lucca says so of, or else the current one, the next, the last (fact sheet §4). */
export function applicableOf(contracts: readonly FoundContract[], today: string): FoundContract | undefined {
  const [told, ...others] = contracts.filter((contract) => contract.isApplicable === true);
  if (told && others.length === 0) return told;
  const inOrder = contracts.toSorted((one, other) => (one.startsOn < other.startsOn ? -1 : 1));
  const current = inOrder.find((one) => one.startsOn <= today && (one.endsOn === null || one.endsOn >= today));
  return current ?? inOrder.find((one) => one.startsOn > today) ?? inOrder.at(-1);
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

const about = { severity: 'error', scope: 'record' } as const;

const noContract: Finding = {
  ...about,
  code: 'lucca-without-contract',
  who: 'admin',
  message: 'The person has no work contract in Lucca, and so no access.',
  next: 'Make the contract in Lucca, then run again.',
};

const notBegun: Finding = {
  ...about,
  code: 'lucca-arrival-to-cancel',
  who: 'admin',
  message: 'The contract has not begun: an arrival is cancelled in Lucca, which no key can do.',
  next: 'Cancel the arrival in Lucca until the evening of the first day; later, give the row an end date.',
};

const contractIncomplete: Finding = {
  ...about,
  code: 'lucca-contract-incomplete',
  who: 'data',
  message: 'A new work contract needs a type and an establishment, and neither the row nor the last contract has both.',
  next: 'Fill in the contract type and the establishment of the row.',
};

const endAssumed: Finding = {
  ...about,
  severity: 'warning',
  code: 'lucca-end-assumed',
  who: 'data',
  message: 'The files name no last day: the contract was ended on the day before the run.',
  next: 'Correct the end of the contract in Lucca, or give the row its end date.',
};

const leavesLater: Finding = {
  ...about,
  severity: 'warning',
  code: 'lucca-leaves-later',
  who: 'data',
  message: 'The person is inactive in the files and their last day is still to come: access lasts until then.',
  next: 'Nothing to do where that is meant; otherwise correct the end date.',
};

const nextContract: Finding = {
  ...about,
  severity: 'warning',
  code: 'lucca-next-contract',
  who: 'admin',
  message: 'The running contract was ended, and Lucca holds another one of the person that begins later.',
  next: 'Cancel that arrival in Lucca, or the person comes back on its first day.',
};
