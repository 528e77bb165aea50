import type { Texts } from './texts.ts';

/** A part of a comment whose lines may be cut from the end. */
export interface MarkdownPart {
  /** What is cut first: the highest rank. */
  readonly rank: number;
  readonly title?: string;
  readonly folded?: boolean;
  /** Half of it would be broken: all of its lines or none. */
  readonly whole?: boolean;
  /** First lines of a table, kept as long as one line is. */
  readonly head?: readonly string[];
  readonly lines: readonly string[];
}

/**
 * The parts as one text of at most `limitBytes` in UTF-8. Room is given by rank, then in the order of the text;
 * a part keeps as many of its first lines as fit and says how many it left out.
 * A part of rank 0 is shown whole or, when even that is too much, not at all.
 */
export function fitted(parts: readonly MarkdownPart[], limitBytes: number, texts: Texts): string {
  const whole = parts.map((part) => ({ part, all: drawn(part, part.lines.length, texts) }));
  // Nearly always; to count what is cut would first have the rules for numbers loaded.
  if (bytes(whole.flatMap(({ all }) => all)) <= limitBytes) return joined(whole.flatMap(({ all }) => all));
  const order = whole
    .map((one, index) => ({ ...one, index }))
    .sort((a, b) => a.part.rank - b.part.rank || a.index - b.index);
  const kept = new Map<number, readonly string[]>();
  let room = limitBytes - bytes([note(parts, texts)]);
  let left = 0;
  for (const { part, all, index } of order) {
    const size = bytes(all);
    if (size <= room) {
      kept.set(index, all);
      room -= size;
      continue;
    }
    const amount = part.rank === 0 || part.whole ? 0 : fittingLines(part, room, texts);
    left += part.lines.length - amount;
    if (amount === 0) continue;
    const some = drawn(part, amount, texts);
    kept.set(index, some);
    room -= bytes(some);
  }
  const lines = parts.flatMap((_, index) => kept.get(index) ?? []);
  return joined([...lines, ...(left > 0 ? ['', texts.cut(left)] : [])]);
}

function joined(lines: readonly string[]): string {
  return `${lines.join('\n').trimEnd()}\n`;
}

/** How many lines of a part fit, by halving. */
function fittingLines(part: MarkdownPart, room: number, texts: Texts): number {
  let fits = 0;
  let fails = part.lines.length;
  while (fails - fits > 1) {
    const middle = Math.floor((fits + fails) / 2);
    if (bytes(drawn(part, middle, texts)) <= room) fits = middle;
    else fails = middle;
  }
  return fits;
}

function drawn(part: MarkdownPart, amount: number, texts: Texts): readonly string[] {
  if (part.title === undefined) return part.lines.slice(0, amount);
  const more = part.lines.length - amount;
  const body = [...(part.head ?? []), ...part.lines.slice(0, amount), '', ...(more > 0 ? [texts.more(more), ''] : [])];
  return part.folded
    ? [`<details><summary>${part.title}</summary>`, '', ...body, '</details>', '']
    : [`**${part.title}**`, '', ...body];
}

/** The longest note about what was cut. */
function note(parts: readonly MarkdownPart[], texts: Texts): string {
  return `\n${texts.cut(parts.reduce((sum, part) => sum + part.lines.length, 0))}\n`;
}

function bytes(lines: readonly string[]): number {
  let size = 0;
  for (const line of lines) size += encoder.encode(line).length + 1;
  return size;
}

const encoder = new TextEncoder();
