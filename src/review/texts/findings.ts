/** Message and next step by the code of a finding. `{field}` stands for the field's name. */
export type FindingTexts = Readonly<Record<string, readonly [message: string, next: string]>>;
