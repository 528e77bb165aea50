import {
  type Context,
  type Finding,
  RollcallError,
  type WriteChange,
  type WriteOutcome,
  type WriteRequest,
} from '../../../src/contract/index.ts';
import { updateUser } from './client.ts';
import { changeContract, endContract, renewContract } from './contract.ts';
import { createPerson } from './create.ts';
import { type Lists, type NativeChange, toNative } from './native.ts';
import { judgeRights } from './patience.ts';
import { readSettings, type Settings } from './settings.ts';
import { type Step, stepOf } from './step.ts';
import { departmentsOf, establishmentsOf, rolesOf } from './structure.ts';

/** One person a call, or two where the work contract changes as well. */
export async function writePeople(context: Context, request: WriteRequest): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for (const change of request.changes) {
    const step = await judgeRights(context, await writeOne(context, change));
    outcomes.push(toOutcome(change, step));
  }
  return outcomes;
}

async function writeOne(context: Context, change: WriteChange): Promise<Step> {
  if (change.kind !== 'employees' || change.op === 'delete') return { status: 'refused', findings: [notPossible] };
  try {
    const settings = readSettings(context.settings);
    const native = toNative(change, settings, await listsFor(context, change));
    const isStopped = native.findings.some((finding) => finding.severity === 'error');
    // Somebody who leaves is not kept by a field that cannot be passed on.
    if (isStopped && change.op !== 'leave') return { status: 'refused', findings: native.findings };
    const step = await perform(context, change, native, settings);
    return isStopped ? { ...step, findings: [...step.findings, ...native.findings.map(asWarning)] } : step;
  } catch (error) {
    if (!(error instanceof RollcallError) || error.code !== 'SYSTEM_REFUSED') throw error;
    return { status: 'refused', findings: error.findings };
  }
}

async function perform(context: Context, change: WriteChange, native: NativeChange, settings: Settings): Promise<Step> {
  if (change.op === 'create') return createPerson(context, change, native, settings);
  const { remote } = change;
  if (remote === undefined) return { status: 'refused', findings: [numberUnknown] };
  const contract = await contractStep(context, change, native, remote);
  if (contract.status !== 'done') return contract;
  if (Object.keys(native.user).length === 0) return { ...contract, remote };
  const body = settings.wrapsData ? { data: native.user } : native.user;
  const user = stepOf(await updateUser(context.send, remote, body, settings), remote);
  const findings = [...contract.findings, ...user.findings];
  if (user.status === 'done') return { ...user, findings };
  // Off is off: what else differs of somebody who leaves is told, and no more.
  if (change.op === 'leave') return { status: 'done', remote, findings: findings.map(asWarning) };
  // With the contract changed and the rest refused, neither "done" nor "nothing happened" would be true.
  const isHalfDone = change.op === 'return' || Object.keys(native.contract).length > 0;
  return { status: isHalfDone ? 'uncertain' : user.status, findings };
}

function contractStep(context: Context, change: WriteChange, native: NativeChange, ownerId: string): Promise<Step> {
  switch (change.op) {
    case 'leave':
      return endContract(context, change, ownerId);
    case 'return':
      return renewContract(context, change, native, ownerId);
    default:
      return changeContract(context, change, native, ownerId);
  }
}

/** Only the lists that this change needs. */
async function listsFor(context: Context, change: WriteChange): Promise<Lists> {
  const isNeeded = (...fields: readonly string[]): boolean =>
    fields.some((field) => field in change.fields && (change.op === 'create' || change.changed.includes(field))) ||
    (change.op === 'return' && fields.includes('establishment'));
  return {
    establishments: isNeeded('establishment') ? await establishmentsOf(context) : [],
    departments: isNeeded('department') ? await departmentsOf(context) : [],
    roles: isNeeded('role', 'secondaryRoles') ? await rolesOf(context) : [],
  };
}

function toOutcome({ kind, key }: WriteChange, step: Step): WriteOutcome {
  const findings = step.findings.map((finding) => (finding.scope === 'record' ? { ...finding, kind, key } : finding));
  switch (step.status) {
    case 'done':
      return {
        ...{ kind, key, status: 'done' },
        ...(step.remote !== undefined && { remote: step.remote }),
        ...(findings.length > 0 && { findings }),
      };
    case 'refused':
    case 'uncertain':
      return { kind, key, status: step.status, findings };
    default:
      return step.status satisfies never;
  }
}

function asWarning(finding: Finding): Finding {
  return { ...finding, severity: 'warning' };
}

const notPossible: Finding = {
  code: 'lucca-not-possible',
  severity: 'error',
  scope: 'record',
  who: 'config',
  message: 'People are never deleted in Lucca from here, and nothing but people is written.',
  next: 'Use "missing: leave": it ends the work contract.',
};

const numberUnknown: Finding = {
  code: 'lucca-number-unknown',
  severity: 'error',
  scope: 'record',
  who: 'admin',
  message: "The person's number in Lucca is not known, so that nothing can be sent about them.",
  next: 'Run again; the key needs the rights to see future and former employees.',
};
