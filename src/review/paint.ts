import { onFirstUse } from './first-use.ts';

/** Puts colours around a text for a terminal, or leaves it as it is. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

/** The caller decides about colour (`NO_COLOR`, pipe), since this code knows neither environment nor terminal. */
export function painter(color: boolean): Paint {
  const wrap = (start: number, end: number) => (text: string) =>
    color && text !== '' ? `\u001b[${start}m${text}\u001b[${end}m` : text;
  return {
    bold: wrap(1, 22),
    dim: wrap(2, 22),
    red: wrap(31, 39),
    green: wrap(32, 39),
    yellow: wrap(33, 39),
    cyan: wrap(36, 39),
  };
}

/** Columns a text takes on a terminal, colours not counted. East Asian and emoji characters take two. */
export function textWidth(text: string): number {
  const shown = withoutColor(text);
  if (narrow.test(shown)) return shown.length;
  let width = 0;
  for (const { segment } of characters().segment(shown)) width += wide.test(segment) ? 2 : 1;
  return width;
}

/** Fills with spaces up to a width, on the right unless `start`. Longer texts stay as they are. */
export function pad(text: string, width: number, side: 'end' | 'start' = 'end'): string {
  const fill = ' '.repeat(Math.max(0, width - textWidth(text)));
  return side === 'end' ? text + fill : fill + text;
}

/** Shortens a text without colours to a width, ending in `…` when something was cut. */
export function clip(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of characters().segment(text)) {
    used += wide.test(segment) ? 2 : 1;
    if (used > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

const characters = onFirstUse(() => new Intl.Segmenter());

/** Latin letters and the signs of our own texts: one column each, without looking at them one by one. */
const narrow = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2015\u2018-\u2022\u2026\u2190-\u2193\u2212]*$/;

const wide =
  /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|^\p{Emoji_Presentation}/u;

function withoutColor(text: string): string {
  return text.replaceAll(colorCode, '');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with the escape character
const colorCode = /\u001b\[\d+m/g;
