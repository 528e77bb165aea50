import type { Finding, Response } from '../../../../src/contract/index.ts';
import { parseJson } from './json.ts';
import { legacyProblem, problem } from './schema.ts';

type Reason = Pick<Finding, 'code' | 'who' | 'message' | 'next'>;

/** The cause behind a refusal, where the vendor's words are known beforehand; its words themselves are not passed on. */
export function findKnownReason(response: Response): Reason | undefined {
  const text = wordsOf(response);
  return known.find(({ pattern }) => pattern.test(text));
}

/** All that a problem of v2 or an error of v1 says. */
function wordsOf(response: Response): string {
  const json = parseJson(response.text);
  const modern = problem.safeParse(json);
  const words = modern.success
    ? (modern.data.errors ?? []).flatMap(({ title, detail, type, field, errors }) => [
        ...[title, detail, type, field],
        ...(errors ?? []).map(({ reason }) => reason),
      ])
    : [];
  const legacy = legacyProblem.safeParse(json);
  const older = legacy.success ? [legacy.data.error.message, JSON.stringify(legacy.data.error.error_data ?? '')] : [];
  return [...words, ...older].filter((word) => word !== undefined).join(' | ');
}

export const tooLarge: Reason = {
  code: 'file-too-large',
  who: 'data',
  message: 'The file is larger than Personio takes.',
  next: 'Make it smaller, for example by saving scans with less detail; "max_document_bytes" holds such files beforehand.',
};

/** Sources: fact sheet §5 to §8, and the examples of the specifications. */
const known: readonly (Reason & { readonly pattern: RegExp })[] = [
  {
    pattern: /e-?mail[^|]*(already|taken|exist|unique|in use)/i,
    code: 'email-taken',
    who: 'data',
    message: 'Another person in Personio has this e-mail.',
    next: 'Look the address up in Personio, inactive people included. If it is the same person, set personnel_number or adopt them; else correct the row.',
  },
  {
    pattern: /e-?mail[^|]*(invalid|not valid|not a valid|must be)/i,
    code: 'email-refused',
    who: 'data',
    message: 'Personio does not take the e-mail as an address.',
    next: 'Correct the e-mail of the row.',
  },
  {
    pattern: /custom.?attribute/i,
    code: 'attribute-refused',
    who: 'data',
    message: 'Personio does not take the value of a custom attribute: its type or its options do not allow it.',
    next: 'Compare the cells with the types and options of the attributes in Personio; dates are yyyy-mm-dd.',
  },
  {
    pattern: /weights?[^|]*(100|add up|sum)/i,
    code: 'weights-not-whole',
    who: 'data',
    message: 'The weights of the cost centres do not add up to 100 percent.',
    next: 'Correct the weights of the row, or the mapping of cost_centers in rollcall.yaml.',
  },
  {
    pattern: /(office|org.?unit|department|team|legal.?entity|cost.?cent(er|re))[^|]*(not exist|not found|invalid)/i,
    code: 'reference-unknown',
    who: 'data',
    message: 'Personio does not know the office, department, team, legal entity or cost centre by the id it was sent.',
    next: 'Correct the id where one is mapped; else run again, names are read anew.',
  },
  {
    pattern: /supervisor[^|]*(not found|invalid|does not exist)/i,
    code: 'supervisor-unknown',
    who: 'data',
    message: 'Personio does not know the supervisor, or it is the person.',
    next: 'Check the manager of this row, and that the manager is in Personio.',
  },
  {
    pattern: /DocumentCategory/,
    code: 'category-gone',
    who: 'admin',
    message: 'Personio does not know the category of the document any more.',
    next: 'Run again: categories are read anew; create it in Personio if it is gone.',
  },
  {
    pattern: /\[Employee\]|employee not found/i,
    code: 'employee-gone',
    who: 'admin',
    message: 'Personio does not know the employee any more.',
    next: 'Run again: people are read anew.',
  },
  {
    pattern: /file of type|file type|mime/i,
    code: 'file-type-refused',
    who: 'data',
    message: 'Personio does not take files of this type, whatever the name ends in.',
    next: 'Save the document as PDF.',
  },
  { pattern: /greater than \d+|too large|file size/i, ...tooLarge },
  {
    pattern: /overlap/i,
    code: 'overlap',
    who: 'data',
    message: 'The period overlaps another one of the same person.',
    next: 'Correct start or end of the rows of that day, or remove the period entered by hand in Personio.',
  },
  {
    pattern: /substitute[^|]*required/i,
    code: 'substitute-required',
    who: 'admin',
    message: 'This absence type needs a substitute, and the row names none.',
    next: 'Enter the absence by hand in Personio, or ask its administrator whether the type needs a substitute.',
  },
  {
    pattern: /substitute/i,
    code: 'substitute-refused',
    who: 'data',
    message: 'The substitute is not allowed for this absence.',
    next: 'Leave out the substitute, or name somebody who is there on these days.',
  },
  {
    pattern: /certificate/i,
    code: 'certificate-required',
    who: 'admin',
    message: 'Absences of this type need a certificate and cannot be created by the API.',
    next: 'Enter the absence by hand in Personio.',
  },
  {
    pattern: /start[^|]*after[^|]*end|end[^|]*before[^|]*start/i,
    code: 'start-after-end',
    who: 'data',
    message: 'The period ends before it starts.',
    next: 'Correct start or end of the row.',
  },
  {
    pattern: /project[^|]*(not found|inactive|not active|archived)/i,
    code: 'project-refused',
    who: 'data',
    message: 'Personio does not know the project, or it is not active.',
    next: 'Name an active project.',
  },
];
