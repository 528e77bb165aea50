import type { Cell } from './cells.ts';

/** Different texts of a column that are remembered: departments are, addresses are too many. */
const rememberedTexts = 1000;

/** Reads a text once that stands in many rows of a column, and gives all of them the same value. */
export function remembering(read: (text: string) => Cell): (text: string) => Cell {
  const known = new Map<string, Cell>();
  return (text) => {
    const earlier = known.get(text);
    if (earlier) return earlier;
    const cell = detached(read(text));
    if (known.size < rememberedTexts) known.set(text, cell);
    return cell;
  };
}

/** From this length on, a text that is cut out of another keeps all of that alive: here, the whole file. */
const cutLength = 13;

/** The same with a text of its own. Joining two texts is what makes a new one. */
function detached(cell: Cell): Cell {
  if (!('value' in cell) || typeof cell.value !== 'string' || cell.value.length < cutLength) return cell;
  return { value: [cell.value.slice(0, 1), cell.value.slice(1)].join('') };
}
