import { clip, type Paint, textWidth } from './paint.ts';
import type { Audience } from './redact.ts';
import type { Texts } from './texts.ts';

/** What every part of a terminal text needs to know to draw itself. */
export interface Page {
  readonly texts: Texts;
  readonly paint: Paint;
  /** Columns of the terminal. */
  readonly width: number;
  readonly audience: Audience;
  /** True: nothing is cut. */
  readonly verbose: boolean;
}

/** A part with its title and how much it holds; nothing at all when it holds nothing. */
export function block(title: string, amount: number, lines: readonly string[], page: Page): readonly string[] {
  if (amount === 0) return [];
  return ['', `  ${page.paint.bold(title)} ${page.paint.dim(page.texts.number(amount))}`, ...lines];
}

/** The lines of the first items, and how many more there are. */
export function listed<T>(
  items: readonly T[],
  limit: number,
  page: Page,
  lines: (item: T) => readonly string[],
): readonly string[] {
  const shown = page.verbose || items.length <= limit + 1 ? items : items.slice(0, limit);
  const more = items.length - shown.length;
  return [...shown.flatMap(lines), ...(more > 0 ? [page.paint.dim(`    ${page.texts.more(more)}`)] : [])];
}

/** A mark and a text broken between words beside it, indented by four. */
export function marked(mark: string, text: string, page: Page): readonly string[] {
  const [first = '', ...rest] = broken(text, page.width - 6);
  return [`    ${mark} ${first}`, ...rest.map((line) => `      ${line}`)];
}

/** A text broken between words, each line indented and coloured by itself. */
export function wrapped(
  text: string,
  indent: number,
  page: Page,
  color: (line: string) => string = (line) => line,
): readonly string[] {
  return broken(text, page.width - indent).map((line) => `${' '.repeat(indent)}${color(line)}`);
}

/** A GitHub runner takes a line that begins with `::`, or holds `##[`, for a command; such a line says so instead. */
export function harmlessLine(line: string): string {
  return line.replace(/^( *)::/, '$1⟨::⟩').replaceAll('##[', '#⟨#[⟩');
}

/** A text in lines of at most `room` columns, broken between words; a word longer than that is clipped. */
export function broken(text: string, room: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((one) => clip(harmlessLine(one), room));
}
