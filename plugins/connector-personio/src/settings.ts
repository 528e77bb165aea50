import { z } from 'zod';
import { RollcallError, type SettingDeclaration, type Value } from '../../../src/contract/index.ts';
import { maxDocumentBytes, measuredCallsPerSecond } from './assumptions.ts';

/** What stands under `with:`, read. */
export interface Settings {
  readonly host: string;
  readonly appId: string;
  readonly partnerId: string | undefined;
  /** Label or id of the attribute that holds our personnel number. */
  readonly personnelNumber: string | undefined;
  /** Language of the account of a person who is created, where `language_code` is not mapped. */
  readonly language: string;
  readonly isApprovalSkipped: boolean;
  /** How the last day of an absence in days comes back. */
  readonly absenceEnd: 'exclusive' | 'inclusive';
  readonly absenceDays: number;
  readonly attendanceDays: number;
  readonly maxDocumentBytes: number;
  readonly isBeta: boolean;
}

export const languageCodes = ['en', 'de', 'es', 'fr', 'nl', 'it', 'sv', 'fi'] as const;

export const settingDeclarations: readonly SettingDeclaration[] = [
  {
    name: 'account',
    type: 'text',
    class: 'open',
    required: true,
    description: 'Name of the account: "example" for example.app.personio.com. Only tells one account from another.',
    pattern: '[a-z0-9]([a-z0-9-]*[a-z0-9])?',
  },
  {
    name: 'host',
    type: 'text',
    class: 'open',
    default: 'api.personio.de',
    description: 'Host of the API; its web pages have moved from .de to .com.',
    pattern: 'api\\.personio\\.(de|com)',
  },
  {
    name: 'personnel_number',
    type: 'text',
    class: 'open',
    description: 'Label or id of the attribute that holds our personnel number. Without it people are known by e-mail.',
  },
  {
    name: 'language',
    type: 'text',
    class: 'open',
    default: 'en',
    options: languageCodes,
    description: 'Language of a new person, where language_code is not mapped.',
  },
  {
    name: 'skip_approval',
    type: 'boolean',
    class: 'open',
    default: false,
    description: 'Whether absences and attendances are entered as approved, without asking the approver.',
  },
  {
    name: 'absence_days',
    type: 'number',
    class: 'open',
    default: 366,
    description: 'Absences that began more days ago are closed: neither read nor written nor removed.',
  },
  {
    name: 'attendance_days',
    type: 'number',
    class: 'open',
    default: 62,
    description: 'Attendances of more days ago are closed: neither read nor written nor removed.',
  },
  {
    name: 'absence_end',
    type: 'text',
    class: 'open',
    default: 'exclusive',
    options: ['exclusive', 'inclusive'],
    description:
      'Whether Personio gives the end of an absence in days as the midnight after the last day, or as that day.',
  },
  {
    name: 'max_document_bytes',
    type: 'number',
    class: 'open',
    default: maxDocumentBytes,
    description: 'Largest file that is uploaded, in bytes.',
  },
  {
    name: 'calls_per_second',
    type: 'number',
    class: 'open',
    default: measuredCallsPerSecond.persons,
    description: 'How many calls a second all programs with these credentials may make.',
  },
  {
    name: 'app_id',
    type: 'text',
    class: 'open',
    default: 'ROLLCALL',
    description: 'Name sent as X-Personio-App-ID, which support asks for.',
    pattern: '[A-Z][A-Z0-9_]*',
  },
  {
    name: 'partner_id',
    type: 'text',
    class: 'open',
    description: 'Name sent as X-Personio-Partner-ID, for partners of Personio.',
    pattern: '[A-Z][A-Z0-9_]*',
  },
  {
    name: 'beta',
    type: 'boolean',
    class: 'open',
    default: false,
    description: 'Sends "Beta: true" with attendances, for accounts that still ask for it.',
  },
];

const schema = z.object({
  host: z.string().default('api.personio.de'),
  personnel_number: z.string().nullish(),
  language: z.enum(languageCodes).default('en'),
  skip_approval: z.boolean().default(false),
  absence_days: z.number().int().nonnegative().default(366),
  attendance_days: z.number().int().nonnegative().default(62),
  absence_end: z.enum(['exclusive', 'inclusive']).default('exclusive'),
  max_document_bytes: z.number().int().positive().default(maxDocumentBytes),
  app_id: z.string().default('ROLLCALL'),
  partner_id: z.string().nullish(),
  beta: z.boolean().default(false),
});

/** @throws RollcallError `CONFIG_INVALID` naming the setting, never its value. */
export function readSettings(settings: Readonly<Record<string, Value>>): Settings {
  const parsed = schema.safeParse(settings);
  if (!parsed.success) {
    const wrong = [...new Set(parsed.error.issues.map((issue) => issue.path.slice(0, 1).join('')))];
    throw new RollcallError('CONFIG_INVALID', `The setting ${wrong.join(', ')} of Personio cannot be read.`);
  }
  const { data } = parsed;
  return {
    host: data.host,
    appId: data.app_id,
    partnerId: data.partner_id ?? undefined,
    personnelNumber: data.personnel_number ?? undefined,
    language: data.language,
    isApprovalSkipped: data.skip_approval,
    absenceEnd: data.absence_end,
    absenceDays: data.absence_days,
    attendanceDays: data.attendance_days,
    maxDocumentBytes: data.max_document_bytes,
    isBeta: data.beta,
  };
}
