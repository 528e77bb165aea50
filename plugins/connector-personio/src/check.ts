import type { Context, Finding, Kind } from '../../../src/contract/index.ts';
import { absenceTypesPath } from './absences/types.ts';
import { call } from './api/call.ts';
import { readScopes, writeBoxMissing } from './api/scopes.ts';
import { projectsPath } from './attendances/projects.ts';
import { categoriesPath } from './documents/read.ts';
import { type Attributes, loadAttributes, paths } from './employees/directory.ts';
import { kinds } from './kinds.ts';
import { systemError, warning } from './records/finding.ts';
import { readSettings } from './settings.ts';

/**
 * Checks the credential with reads only: that a token is to be had, that each kind it is for may be read, and that the
 * attributes which tell people apart are ticked. A box for writing that is missing is a warning, since a system may only read.
 */
export async function checkAccount(context: Context): Promise<readonly Finding[]> {
  const token = await readScopes(context);
  if ('refused' in token) return [token.refused];
  const { scopes } = token;
  const readable = kinds.map(({ kind }) => kind).filter((kind) => scopes.may(kind, 'read') === true);
  const wanted = context.kinds ?? [...new Set<Kind>(['employees', ...readable])];
  const findings: Finding[] = [];
  for (const kind of wanted) {
    if (scopes.may(kind, 'read') === true && scopes.may(kind, 'write') === false) findings.push(writeBoxMissing(kind));
    const path = probes[kind];
    // A scope may go by a name unknown here, so its absence is put to the test before it is called missing.
    if (path === undefined || (kind !== 'employees' && scopes.may(kind, 'read') === true)) continue;
    const query = path.startsWith('/v2/') ? { query: { limit: '1' } } : {};
    const answer = await call(context, { method: 'GET', path, ...query }, { kind, access: 'read' });
    if (answer.refused) findings.push(answer.refused);
  }
  if (!wanted.includes('employees') || findings.some(({ severity }) => severity === 'error')) return findings;
  return [
    ...findings,
    ...judgeAttributes(await loadAttributes(context), readSettings(context.settings).personnelNumber),
  ];
}

/** A list of each kind that answers with one call. */
const probes: Readonly<Partial<Record<Kind, string>>> = {
  employees: paths.persons,
  absences: absenceTypesPath,
  attendances: projectsPath,
  documents: categoriesPath,
};

/** Without these nobody can be told apart (fact sheet §3, and the first wish of users in §10). */
const needed = ['email', 'first_name', 'last_name'] as const;

function judgeAttributes(attributes: Attributes, personnelNumber: string | undefined): readonly Finding[] {
  if (attributes.refused) {
    return [
      warning({
        code: 'attributes-unlisted',
        who: attributes.refused.who,
        message: `Which attributes may be read cannot be seen: ${attributes.refused.message}`,
        next: attributes.refused.next,
      }),
    ];
  }
  const missing = needed.filter((key) => attributes.find(key).length === 0);
  const findings = missing.length > 0 ? [unreadable(missing)] : [];
  if (personnelNumber === undefined) return findings;
  const found = attributes.find(personnelNumber).length;
  return found === 1 ? findings : [...findings, numberUnknown(found)];
}

function unreadable(keys: readonly string[]): Finding {
  return systemError({
    code: 'attributes-unreadable',
    who: 'admin',
    message: `The credential may not read ${keys.join(', ')} of employees: Personio leaves them out without a word.`,
    next: 'Tick them under "Readable employee attributes" on the credential (Settings > Integrations > API credentials).',
  });
}

function numberUnknown(found: number): Finding {
  return systemError({
    code: 'personnel-number-unknown',
    who: 'config',
    message:
      found === 0
        ? 'personnel_number names no attribute that the credential may read.'
        : 'personnel_number is the label of several attributes.',
    next:
      found === 0
        ? 'Correct its label or id (capitals count), and tick it under "Readable employee attributes" on the credential.'
        : 'Give its id (dynamic_…) instead of its label.',
  });
}
