import type { Place } from '../../contract/index.ts';

/**
 * The place of an offset in a text, counted from a line whose start is known.
 * `offset` and `from.offset` are UTF-16 offsets; the column counts characters (code points).
 * CRLF, LF and a lone CR each end one line.
 */
export function placeAt(
  file: string,
  text: string,
  offset: number,
  from: { readonly offset: number; readonly line: number } = { offset: 0, line: 1 },
): Place {
  let line = from.line;
  let lineStart = from.offset;
  for (let at = from.offset; at < offset; at++) {
    const code = text.charCodeAt(at);
    if (code !== lineFeed && code !== carriageReturn) continue;
    if (code === carriageReturn && text.charCodeAt(at + 1) === lineFeed) at++;
    if (at >= offset) break;
    line++;
    lineStart = at + 1;
  }
  return { file, line, column: countCharacters(text, lineStart, offset) + 1 };
}

/** The place of the very beginning of a file. */
export function startOf(file: string): Place {
  return { file, line: 1, column: 1 };
}

const lineFeed = 10;
const carriageReturn = 13;

function countCharacters(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const isPair = code >= 0xd800 && code <= 0xdbff && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
    if (isPair) at++;
    count++;
  }
  return count;
}
