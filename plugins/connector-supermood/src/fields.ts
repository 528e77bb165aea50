import type { FieldDeclaration, KindDeclaration } from '../../../src/contract/index.ts';

/** How files name a language → its code; what is not here is taken as a code, be it with a region. */
const languageNames: Readonly<Record<string, string>> = {
  français: 'fr',
  francais: 'fr',
  french: 'fr',
  anglais: 'en',
  english: 'en',
  espagnol: 'es',
  español: 'es',
  spanish: 'es',
  allemand: 'de',
  deutsch: 'de',
  german: 'de',
  italien: 'it',
  italiano: 'it',
  italian: 'it',
  portugais: 'pt',
  português: 'pt',
  portuguese: 'pt',
  néerlandais: 'nl',
  nederlands: 'nl',
  dutch: 'nl',
};

/** Names are accepted, codes are sent (fact sheet §2): `Français`, `fr-FR` and `FR` are all `fr`. */
export const languageCode = `language == null ? language
  : language.lowerAscii() in ${JSON.stringify(languageNames)}
  ? ${JSON.stringify(languageNames)}[language.lowerAscii()]
  : language.lowerAscii().split("-")[0]`;

/**
 * The contact fields, which an account cannot rename (fact sheet §2). Phone numbers are managed only when asked for:
 * they are for surveys by SMS, which the account manager switches on.
 */
export const employeeFields: readonly FieldDeclaration[] = [
  {
    name: 'personalIdentifier',
    type: 'text',
    class: 'open',
    from: 'id',
    required: true,
    normal: ['trim', 'empty-is-null'],
  },
  { name: 'email', type: 'text', class: 'personal', from: 'email', normal: ['trim', 'lowercase', 'empty-is-null'] },
  { name: 'firstName', type: 'text', class: 'personal', from: 'first_name', required: true, normal: ['trim'] },
  { name: 'lastName', type: 'text', class: 'personal', from: 'last_name', required: true, normal: ['trim'] },
  { name: 'language', type: 'text', class: 'personal', from: languageCode, required: true, normal: ['trim'] },
  { name: 'phoneNumber', type: 'text', class: 'personal', normal: ['trim', 'empty-is-null'] },
];

/**
 * Analysis filters are the customer's own, so any other name under `fields` is one. What goes into the value decides who
 * may see it.
 */
export const filterFields: NonNullable<KindDeclaration['extraFields']> = {
  type: 'text',
  class: 'open',
  normal: ['trim', 'empty-is-null'],
  readable: true,
};
