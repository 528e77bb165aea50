import type { FieldDeclaration, KindDeclaration } from '../../../src/contract/index.ts';

/** How files name a language, in French, in English and in itself; what is not here is taken as a code, be it with a region. */
const languageNames = {
  fr: ['français', 'francais', 'french'],
  en: ['anglais', 'english'],
  es: ['espagnol', 'español', 'spanish'],
  de: ['allemand', 'deutsch', 'german'],
  it: ['italien', 'italiano', 'italian'],
  pt: ['portugais', 'português', 'portuguese'],
  nl: ['néerlandais', 'nederlands', 'dutch'],
};

/** `word in ["français", …] ? "fr" : …`, one language after the other. */
const byName = Object.entries(languageNames)
  .map(([code, names]) => `word in ${JSON.stringify(names)} ? "${code}" : `)
  .join('');

/** Names are accepted, codes are sent (fact sheet §2): `Français`, `fr-FR` and `FR` are all `fr`. */
export const languageCode = `language == null ? language : cel.bind(word, language.lowerAscii(), ${byName}word.split("-")[0])`;

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
