/** A name without capitals, accents, spaces and signs, so that two spellings of one name are equal. */
export function fold(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The first of several names that is meant to be the same one: another spelling, or a slip of one or two letters. */
export function findNear(name: string, among: Iterable<string>): string | undefined {
  const folded = fold(name);
  const candidates = [...among];
  return (
    candidates.find((candidate) => fold(candidate) === folded && folded !== '') ??
    candidates.find((candidate) => isSlip(folded, fold(candidate)))
  );
}

/** One wrong letter in a name of five to seven, two in a longer one. */
function isSlip(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  if (shorter < 5) return false;
  const permitted = shorter < 8 ? 1 : 2;
  return Math.abs(one.length - other.length) <= permitted && distance(one, other) <= permitted;
}

/** Letters to insert, remove or replace to make one text of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (other[column - 1] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
