import type { StatusRow } from '../engine/status.ts';
import { shortCommit } from './cause.ts';
import { plainLine } from './escape.ts';
import { type Paint, pad, painter, textWidth } from './paint.ts';
import { broken, harmlessLine } from './terminal-page.ts';
import { type Language, textsFor } from './texts.ts';

export interface StatusOptions {
  readonly color?: boolean;
  /** Columns of the terminal; 100 when unknown. */
  readonly width?: number;
  readonly language?: Language;
}

/** What `status --json` prints. */
export interface StatusJson {
  readonly rows: readonly StatusRow[];
}

/** Person × system as a table for a terminal, ending without a line end. Nothing in it is a value of a field. */
export function describeStatus(rows: readonly StatusRow[], options: StatusOptions = {}): string {
  const { status: words, date } = textsFor(options.language);
  if (rows.length === 0) return words.none;
  const paint = painter(options.color === true);
  const head = [words.record, words.system, words.state, words.since];
  const cells = rows.map((row, index) => [
    rows[index - 1]?.key === row.key ? '' : plainLine(row.key),
    plainLine(row.system),
    `${marks[row.state]} ${words[row.state]}`,
    row.since ? `${date(row.since.date)} (${shortCommit(row.since.commit)})` : '',
  ]);
  const widths = head.map((title, column) =>
    Math.max(...[head, ...cells].map((line) => textWidth(line[column] ?? title))),
  );
  const width = Math.max(40, options.width ?? 100);
  const room = width - widths.reduce((sum, one) => sum + one + 2, 0);
  const line = (texts: readonly string[]): readonly string[] =>
    texts.map((text, column) => pad(text, widths[column] ?? 0));
  return [
    paint.dim([...line(head), words.detail].join('  ').trimEnd()),
    ...rows.flatMap((row, index) => {
      const [key = '', system = '', state = '', since = ''] = line(cells[index] ?? []);
      const start = [paint.bold(key), system, colorOf(row.state, paint)(state), since];
      const detail = plainLine(row.detail ?? '');
      if (textWidth(detail) <= room) return [[...start, paint.dim(detail)].join('  ').trimEnd()];
      const indent = textWidth(key) + 4;
      return [
        start.join('  ').trimEnd(),
        ...broken(detail, width - indent).map((text) => `${' '.repeat(indent)}${paint.dim(text)}`),
      ];
    }),
  ]
    .map(harmlessLine)
    .join('\n');
}

/** The same for programs. */
export function statusJson(rows: readonly StatusRow[]): StatusJson {
  return { rows };
}

const marks: Readonly<Record<StatusRow['state'], string>> = {
  applied: '✓',
  pending: '→',
  waiting: '…',
  failed: '✗',
  drifted: '≠',
  never: '·',
};

function colorOf(state: StatusRow['state'], paint: Paint): (text: string) => string {
  switch (state) {
    case 'applied':
      return paint.green;
    case 'pending':
      return paint.cyan;
    case 'failed':
      return paint.red;
    case 'drifted':
      return paint.yellow;
    case 'waiting':
    case 'never':
      return paint.dim;
  }
}
