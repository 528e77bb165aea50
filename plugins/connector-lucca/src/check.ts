import { type Context, type Finding, RollcallError } from '../../../src/contract/index.ts';
import { listContracts, listUsers } from './client.ts';
import { askedFields } from './properties.ts';
import { askedList } from './read.ts';
import type { FoundUser } from './schema.ts';
import { readSettings, type Settings } from './settings.ts';
import { departmentsOf, establishmentsOf, legalUnitsOf } from './structure.ts';

/** Key, rights and fields, with reads only. */
export async function checkTenant(context: Context): Promise<readonly Finding[]> {
  const settings = readSettings(context.settings);
  const { send } = context;
  const first = await whyRefused(() => listUsers(send, 0, 'id', 1));
  if (first) return [first];
  let silent: readonly string[] = [];
  const fields = await whyRefused(async () => {
    const [user] = (await listUsers(send, 0, askedList(settings), 1)).users;
    silent = user ? withheldFields(user, settings) : [];
  });
  const others = [
    settings.unread.has('contracts') ? undefined : await whyRefused(() => listContracts(send, { ownerId: '0' })),
    await whyRefused(() => establishmentsOf(context)),
    await whyRefused(() => legalUnitsOf(context)),
    await whyRefused(() => departmentsOf(context)),
  ];
  return [fields && asUnreadable(fields), ...silent.map(asSilent), ...others].filter(
    (finding) => finding !== undefined,
  );
}

/** Fields that were asked for and did not come, not even empty: properties that the key may not read (fact sheet §4). */
function withheldFields(user: FoundUser, { unread }: Settings): readonly string[] {
  return Object.entries(askedFields).flatMap(([field, words]) =>
    unread.has(field) || words.replace(/\[.*/, '') in user ? [] : [field],
  );
}

function asSilent(field: string): Finding {
  return {
    code: 'lucca-field-unreadable',
    severity: 'warning',
    scope: 'system',
    who: 'admin',
    message: `Lucca does not give out ${field} of people to this API key; it stays unknown, and no difference is seen in it.`,
    next: `Give the role of the key the right to see it, or name it under "unread" (unread: [${field}]).`,
  };
}

async function whyRefused(load: () => Promise<unknown>): Promise<Finding | undefined> {
  try {
    await load();
    return undefined;
  } catch (error) {
    if (!(error instanceof RollcallError) || error.code !== 'SYSTEM_REFUSED') throw error;
    return error.findings[0];
  }
}

/** People can be listed, and not with all fields: one of them is closed to the key. */
function asUnreadable(finding: Finding): Finding {
  if (finding.scope === 'system' && !finding.code.startsWith('lucca-right-missing')) return finding;
  const { field } = finding;
  return {
    ...finding,
    scope: 'system',
    code: 'lucca-field-unreadable',
    who: 'admin',
    message: `The API key may not read ${field ?? 'one of the fields'} of people.`,
    next: `Give the role of the key the right to see it, or name it under "unread"${field ? ` (unread: [${field}])` : ''}; it is then not compared.`,
  };
}
