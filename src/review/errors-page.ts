import { type ErrorCode, errors } from '../contract/index.ts';

/** `docs/errors.md`: every refusal by its exit code, with the next step. Made from the table in the code, so that it cannot go stale. */
export function errorsPage(): string {
  const codes = Object.entries(errors) as readonly (readonly [ErrorCode, (typeof errors)[ErrorCode]])[];
  const sections = exits.flatMap(({ exit, title, text }) => {
    const rows = codes
      .filter(([, error]) => error.exit === exit)
      .map(([code, { next }]) => `| \`${code}\` | ${cell(next)} |`);
    const table = rows.length === 0 ? [] : ['', '| code | what to do |', '|---|---|', ...rows];
    return ['', `## ${exit}: ${title}`, '', text, ...table];
  });
  return `${[...head, ...sections].join('\n')}\n`;
}

const head = [
  '# Errors and exit codes',
  '',
  '<!-- Made by "node .ci/docs.js" from src/contract/errors.ts; edit that. -->',
  '',
  'Every refusal says its code, what was refused and where, and what to do next; with `--json` as',
  '`{"error":{"code","message","next"}}`. No message holds a personal value or a key. The exit code tells a script',
  'what kind of trouble it is. Where several hold, the order is 3, 4, 5, 8, 7, 6.',
] as const;

const exits = [
  {
    exit: 0,
    title: 'done, or nothing to do',
    text: 'The second run of the same commit ends here and changes nothing.',
  },
  { exit: 1, title: 'our fault', text: 'A promise of the tool is broken. Nothing you did is wrong; please report it.' },
  { exit: 2, title: 'usage', text: 'The command line cannot be read.' },
  {
    exit: 3,
    title: 'roster or configuration refused',
    text: 'The files are not safe to act on. Nothing was written to any system.',
  },
  {
    exit: 4,
    title: 'limits stopped the plan',
    text: 'More would change than is usual. Nothing was written to any system.',
  },
  {
    exit: 5,
    title: 'stale, or not what was reviewed',
    text: 'Git, the ledger or a system moved since the plan was made. Nothing was written to any system.',
  },
  {
    exit: 6,
    title: 'applied in part',
    text: 'Some records failed; the rest is done. The next run takes up what is left.',
  },
  {
    exit: 7,
    title: 'a system refused or cannot be reached',
    text: 'Other systems went on. Nothing is assumed about the one that did not answer.',
  },
  { exit: 8, title: 'another run holds the lock', text: 'Only one run writes at a time.' },
  { exit: 9, title: 'differences found', text: 'Only with `--exit-code`.' },
] as const;

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
