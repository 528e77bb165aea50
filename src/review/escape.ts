/**
 * The one place that makes text from files and systems harmless before people see it. Cells can hold `|`, line breaks,
 * `@name`, `<img>`, `::error::`, terminal colours, bidirectional and zero-width characters: none of them may act,
 * and none may hide. What is not seen is written out, such as `⟨U+202E⟩`.
 */

/**
 * One visible line for a terminal or a log: no control, bidirectional, zero-width, private or lone surrogate
 * character and no unusual space is left. A line break becomes `⏎`, a tab `⇥`. Emoji stay whole. Calling it twice changes nothing more.
 */
export function plainLine(text: string): string {
  return text.replace(hidden, (character, offset: number) => {
    if (joinsEmoji(character, text, offset)) return character;
    return names.get(character) ?? codePoint(character);
  });
}

/** `plainLine` for a value that is compared with another: spaces at its ends are shown as `␣`, and doubled ones too. */
export function plainCell(text: string): string {
  return plainLine(text).replace(/^ +| +$| {2,}/g, (spaces) => '␣'.repeat(spaces.length));
}

/**
 * `plainLine` for a sentence of ours: the narrow spaces that French and German put into numbers (`1 000`, `12 %`) stay,
 * since nobody compares them.
 */
export function plainSentence(text: string): string {
  return text
    .split(numberSpace)
    .map((part) => (isNumberSpace.test(part) ? part : plainLine(part)))
    .join('');
}

/** Text for HTML, in an element or a quoted attribute: one visible line without markup. */
export function escapeHtml(text: string): string {
  return plainSentence(text).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * A value for Markdown, in a table or in a sentence, as a code span: GitHub makes no mention, link, issue number, picture,
 * emoji or markup of what stands in one. Pipes are escaped as tables need it. An empty value gives ''.
 * @param most characters kept before `…`
 */
export function escapeMarkdownCell(text: string, most = 500): string {
  const cut = shorten(plainCell(text), most);
  if (cut === '') return '';
  const longest = Math.max(0, ...(cut.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = /^`|`$/.test(cut) ? ' ' : '';
  // A backslash right before a pipe would escape the escape: another backslash-like character takes its place.
  const content = cut.replace(/\\(?=\|)/g, '⧵').replaceAll('|', '\\|');
  return `${fence}${padding}${content}${padding}${fence}`;
}

/**
 * A sentence of ours for Markdown that may hold names of files, fields or systems: plain words stay as they are,
 * every other word becomes a code span. Spaces at its ends and doubled ones go: four of them would begin a block of code.
 */
export function escapeMarkdownText(text: string): string {
  return plainSentence(text)
    .split(/ +/)
    .filter((word) => word !== '')
    .map((word, index) => (isPlainWord(word) && !(index === 0 && beginsList(word)) ? word : markWord(word)))
    .join(' ');
}

/** A no-break space within a number or before its percent sign. */
const numberSpace = /(?<=\p{Nd})([\u00a0\u202f])(?=\p{Nd}|%)/u;
const isNumberSpace = /^[\u00a0\u202f]$/;

const names: ReadonlyMap<string, string> = new Map([
  ['\n', '⏎'],
  ['\r\n', '⏎'],
  ['\r', '␍'],
  ['\t', '⇥'],
]);

/** Braille blank is a symbol that looks like a space; variation selectors and fillers are ignorable by Unicode's own list. */
const hidden = /\r\n|\p{Default_Ignorable_Code_Point}|[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u2800]|(?! )\p{Zs}/gu;

const emoji = /\p{Extended_Pictographic}$|\p{Emoji_Modifier}$|[0-9#*]$/u;

/** U+FE0F asks for the coloured form of the emoji before it, U+200D joins two emoji to one. */
function joinsEmoji(character: string, text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - 3), offset).replace(/\uFE0F$/u, '');
  const after = text.slice(offset + 1, offset + 3);
  if (character === '\uFE0F') return emoji.test(text.slice(Math.max(0, offset - 2), offset));
  return character === '\u200D' && emoji.test(before) && /^\p{Extended_Pictographic}/u.test(after);
}

function codePoint(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = [...text.slice(0, most)];
  // The cut may have gone through the middle of a character.
  if (/^\p{Cs}$/u.test(kept.at(-1) ?? '')) kept.pop();
  return `${kept.join('')}…`;
}

/** Letters and digits, thousands apart, with the marks of a sentence around them, and no name that GitHub links by itself. */
function isPlainWord(word: string): boolean {
  if (/^[→–—…·:;!?«»]$/.test(word)) return true;
  if (/^\p{Nd}{1,3}(?:[.,\u202f\u00a0]\p{Nd}{3})*(?:[\u202f\u00a0]?%)?[.,;:!?]*$/u.test(word)) return true;
  const isWord = /^[("“«]*[\p{L}\p{N}\p{M}]+(?:['’-][\p{L}\p{N}\p{M}]+)*[)"”»]*[.,;:!?…%]*$/u.test(word);
  return isWord && !/(?:^|\W)(?:gh-\d|[0-9a-f]{7,}(?:\W|$))/i.test(word);
}

/** `1.` at the start of a line is the first item of a list. */
function beginsList(word: string): boolean {
  return /^\d+[.)]$/.test(word);
}

/** Keeps the marks of the sentence outside of the code span. */
function markWord(word: string): string {
  if (beginsList(word)) return escapeMarkdownCell(word);
  const [, open = '', core = '', close = ''] = /^([("“«]*)(.*?)([)"”»]*[.,;:!?…]*)$/u.exec(word) ?? [];
  return core === '' ? escapeMarkdownCell(word) : `${open}${escapeMarkdownCell(core)}${close}`;
}
