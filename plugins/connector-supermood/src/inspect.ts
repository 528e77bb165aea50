import type { Context, Finding, InspectView, LiveRecord, SnapshotRecord } from '../../../src/contract/index.ts';
import { isFinding, listFilters } from './client.ts';
import { recordError } from './finding.ts';
import { inspectFilters } from './inspect-filters.ts';
import { readSettings, type Settings } from './settings.ts';

/** The rules of Supermood that no data sheet can state, over desired and live. Reads the analysis filters. */
export async function inspectPeople(context: Context, { desired, live }: InspectView): Promise<readonly Finding[]> {
  const filters = await listFilters(context);
  if (isFinding(filters)) return [filters];
  const settings = readSettings(context);
  return [
    ...inspectFilters(desired, filters),
    ...desired.flatMap((person) => inspectOne(person, settings)),
    ...sharedPhones(desired),
    ...(settings.identifyBy === 'email' ? [] : otherIdentifiers(desired, live)),
  ];
}

function inspectOne({ key, fields }: SnapshotRecord, { languages, identifyBy }: Settings): readonly Finding[] {
  const findings: Finding[] = [];
  const { language, phoneNumber, email } = fields;
  if (typeof language === 'string' && language !== '' && !languages.has(language.trim())) {
    findings.push(recordError(languageUnknown([...languages]), { key, field: 'language' }));
  }
  if (typeof phoneNumber === 'string' && phoneNumber !== '' && !/^\+[1-9]\d{4,14}$/.test(phoneNumber.trim())) {
    findings.push(recordError(phoneMalformed, { key, field: 'phoneNumber' }));
  }
  if (identifyBy === 'email' && (email === null || email === '')) {
    findings.push(recordError(nameless, { key, field: 'email' }));
  }
  return findings;
}

/** Phone numbers are unique (fact sheet §2): Supermood would take the first person and refuse the second. */
function sharedPhones(desired: readonly SnapshotRecord[]): readonly Finding[] {
  const phoneOf = ({ fields }: SnapshotRecord): string => String(fields.phoneNumber ?? '').trim();
  const byPhone = Map.groupBy(
    desired.filter((person) => phoneOf(person) !== ''),
    phoneOf,
  );
  return [...byPhone.values()]
    .filter((people) => people.length > 1)
    .flatMap((people) => people.map(({ key }) => recordError(phoneShared, { key, field: 'phoneNumber' })));
}

/**
 * An account with the same e-mail under another identifier. Giving it to the newcomer would give them the answers of
 * somebody else; so it is held until a person has looked.
 */
function otherIdentifiers(desired: readonly SnapshotRecord[], live: readonly LiveRecord[]): readonly Finding[] {
  const byEmail = byAddress(live);
  const isAnothers = (person: SnapshotRecord): boolean => {
    const account = byEmail.get(addressOf(person));
    return account?.key !== undefined && account.key !== '' && account.key !== person.key;
  };
  const doubtful = desired.filter(isAnothers);
  if (doubtful.length === 0) return [];
  const wanted = new Map(desired.map((person) => [person.key, person]));
  return doubtful.flatMap((person) => {
    const account = byEmail.get(addressOf(person));
    if (!account?.key) return [];
    // Theirs before already: the files or the platform gave it another identifier since.
    if (person.known && account.remote === person.remote) return [];
    const owner = wanted.get(account.key);
    // Its owner gets another address in this very plan.
    if (owner && addressOf(owner) !== addressOf(person)) {
      return isInCircle(person, byEmail, wanted) ? [recordError(emailCircle, { key: person.key, field: 'email' })] : [];
    }
    return [recordError(account.active ? otherIdentifier : formerAccount, { key: person.key, field: 'email' })];
  });
}

function byAddress(live: readonly LiveRecord[]): ReadonlyMap<string, LiveRecord> {
  const byEmail = new Map<string, LiveRecord>();
  for (const record of live) {
    const address = addressOf(record);
    if (address !== '') byEmail.set(address, record);
  }
  return byEmail;
}

/** Whether whoever has the address waits for another one, and so on, until somebody waits for that of the first. */
function isInCircle(
  first: SnapshotRecord,
  byEmail: ReadonlyMap<string, LiveRecord>,
  wanted: ReadonlyMap<string, SnapshotRecord>,
): boolean {
  let person: SnapshotRecord | undefined = first;
  for (let steps = 0; person && steps <= wanted.size; steps += 1) {
    const holder: string | undefined = byEmail.get(addressOf(person))?.key;
    if (holder === undefined || holder === person.key) return false;
    if (holder === first.key) return true;
    person = wanted.get(holder);
  }
  return false;
}

function addressOf({ fields }: Pick<SnapshotRecord, 'fields'>): string {
  return typeof fields.email === 'string' ? fields.email.trim().toLowerCase() : '';
}

function languageUnknown(codes: readonly string[]) {
  return {
    code: 'language-unknown',
    who: 'data',
    message: `The language is none of ${codes.join(', ')}.`,
    next: 'Translate it under "values: language:" of the source in rollcall.yaml, or add its code to "languages" of the system if the account has it.',
  } as const;
}

const phoneMalformed = {
  code: 'phone-malformed',
  who: 'data',
  message: 'The phone number is not written internationally, such as +33612345678.',
  next: 'Correct the number, or take the spaces out in the mapping: phone.replace(" ", "").',
} as const;

const phoneShared = {
  code: 'phone-shared',
  who: 'data',
  message: 'Another person has the same phone number; Supermood takes each number once.',
  next: 'Give one of them another number, or leave the cell empty.',
} as const;

const nameless = {
  code: 'identity-missing',
  who: 'data',
  message: 'The person has no e-mail, by which alone this system knows people.',
  next: 'Fill in the e-mail, or drop "identify_by: email" from the system so that the personal identifier counts.',
} as const;

const emailCircle = {
  code: 'email-circle',
  who: 'data',
  message: 'People exchange their e-mails among themselves, and Supermood takes each address once at a time.',
  next: 'Empty the e-mail of one of them in one commit, and fill it in by the next; the personal identifier tells them apart.',
} as const;

const otherIdentifier = {
  code: 'other-identifier',
  who: 'admin',
  message: 'There is an active account with the same e-mail under another personal identifier.',
  next: 'If it is the same person, correct the identifier in Supermood, or name the old one in the column former_id; otherwise give one of them another e-mail.',
} as const;

const formerAccount = {
  code: 'former-account',
  who: 'admin',
  message: 'An inactive account under another personal identifier still holds this e-mail.',
  next: 'Delete it in Supermood (or with "missing: delete"), or give it another e-mail; then the newcomer gets an account of their own.',
} as const;
