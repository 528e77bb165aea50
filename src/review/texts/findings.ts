/**
 * Message and next step by the code of a finding. Stand-ins are filled from the finding, and a code whose stand-in finds
 * nothing there is told in English: `{field}` is the field's name, `{quoted}` what the English sentence has in quotes
 * (headers, settings), `{message}` and `{next}` the English sentence itself, for words that are the user's own or that
 * only someone who keeps rollcall.yaml can use.
 */
export type FindingTexts = Readonly<Record<string, readonly [message: string, next: string]>>;
