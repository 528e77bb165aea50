import type { Context, Finding, Value, WriteChange } from '../../../src/contract/index.ts';
import { listAllUsers } from './client.ts';
import { peopleRead } from './read.ts';
import type { FoundUser } from './schema.ts';

/** What to add to a newcomer, and what to tell about it. */
export interface Addition {
  readonly properties: Readonly<Record<string, Value>>;
  readonly findings: readonly Finding[];
}

/**
 * The manager of a newcomer whom the files name by e-mail, or by full name, rather than by id: first the mail counts, then
 * the name, former employees left out. Nobody found, or two: left out and told, and Lucca may take the head of the department.
 */
export async function findManager(context: Context, { fields }: WriteChange): Promise<Addition> {
  const named = fields.managerEmail;
  const nothing: Addition = { properties: {}, findings: [] };
  if (typeof fields.manager === 'string') return nothing;
  if (typeof named !== 'string' || named.trim() === '') return nothing;
  const wanted = fold(named);
  const users = await activeUsers(context);
  const byMail = users.filter((user) => fold(user.mail ?? '') === wanted);
  const byName = users.filter((user) =>
    [`${user.firstName} ${user.lastName}`, `${user.lastName} ${user.firstName}`].map(fold).includes(wanted),
  );
  const [found, ...others] = byMail.length > 0 ? byMail : byName;
  if (!found || others.length > 0) return { ...nothing, findings: [managerUnknown] };
  return { properties: { managerId: Number(found.id) }, findings: [] };
}

/** Everybody whose contract has not ended, as the run has read them. */
async function activeUsers({ send, once, today }: Context): Promise<readonly FoundUser[]> {
  const users = await once(peopleRead, async () => {
    const { items } = await listAllUsers(send, 'id,mail,firstName,lastName,dtContractEnd');
    return items;
  });
  return users.filter((user) => !user.dtContractEnd || user.dtContractEnd >= today);
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, ' ');
}

const managerUnknown: Finding = {
  code: 'lucca-manager-unknown',
  severity: 'warning',
  scope: 'record',
  who: 'data',
  message:
    'The manager named is nobody, or more than one, in Lucca; the person is made without, and Lucca may take the head of the department.',
  next: 'Correct the e-mail of the manager in the file, and set the manager in Lucca.',
};
