import { plainLine } from './escape.ts';
import { type Moves, type Place, placeId, placesOf } from './moves.ts';
import type { Texts } from './texts.ts';

/** More boxes than this are no picture any more. */
export const mostPlaces = 12;

/**
 * What moved as a drawing that GitHub makes of Mermaid: a box a place, an arrow with the number of people who go that way.
 * Nothing in a name acts, neither on Mermaid nor on Markdown. Lines with their fence around them.
 */
export function movesChart(moves: Moves, texts: Texts): readonly string[] {
  const places = [...placesOf(moves)];
  const ids = new Map(places.map(([id], index) => [id, `p${index}`]));
  const idOf = (place: Place): string => ids.get(placeId(place)) ?? 'p';
  const boxes = places.map(([, place]) => `  ${idOf(place)}${box(place, texts)}`);
  const arrows = moves.arrows.flatMap(({ from, to, people }) =>
    placeId(from) === placeId(to) ? [] : [`  ${idOf(from)} -->|${people}| ${idOf(to)}`],
  );
  return ['```mermaid', 'flowchart LR', ...boxes, ...arrows, '```'];
}

function box(place: Place, texts: Texts): string {
  switch (place.type) {
    case 'named':
      return `["${escapeMermaid(place.name)}"]`;
    case 'none':
      return `["(${escapeMermaid(texts.value.none)})"]`;
    case 'outside':
      return `(["${escapeMermaid(texts.chart.outside)}"])`;
  }
}

/** Characters of a name that a box still reads well with. */
const longestName = 40;

/**
 * A name for a quoted label. Mermaid reads quotes, entities, directives, formulas, icons and Markdown in labels, and some
 * of it comes back after its own escapes; so each sign that could act gives way to one that looks like it.
 */
export function escapeMermaid(text: string): string {
  const line = plainLine(text).trim();
  const characters = [...line];
  const short = characters.length > longestName ? `${characters.slice(0, longestName - 1).join('')}…` : line;
  // A number with a dot or a bracket at the start would be a list, which Mermaid refuses to draw.
  const start = short.replace(/^(\d+)[.)](?= |$)/, '$1․').replace(/^[-+](?= |$)/, '‐');
  const harmless = start.replace(/&(?=#|[a-z]{2})/gi, '＆').replace(signs, (sign) => lookAlikes[sign] ?? '�');
  return harmless === '' ? '–' : harmless;
}

const lookAlikes: Readonly<Record<string, string>> = {
  '"': '”',
  '`': 'ˋ',
  '#': '＃',
  ';': '；',
  '<': '‹',
  '>': '›',
  '%': '％',
  $: '＄',
  '\\': '⧵',
  ':': '∶',
  '*': '∗',
  _: '＿',
  '~': '∼',
  '[': '［',
  ']': '］',
  '{': '｛',
  '}': '｝',
  '|': '∣',
  '@': '＠',
};
const signs = /["`#;<>%$\\:*_~[\]{}|@]/g;
