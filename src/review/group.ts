/** Items of which the same is said. */
export interface Group<T> {
  readonly first: T;
  readonly items: readonly T[];
}

/** Puts items with the same text together, in the order in which each text comes first. */
export function groupBy<T>(items: readonly T[], text: (item: T) => string): readonly Group<T>[] {
  const groups = new Map<string, { first: T; items: T[] }>();
  for (const item of items) {
    const name = text(item);
    const group = groups.get(name);
    if (group) group.items.push(item);
    else groups.set(name, { first: item, items: [item] });
  }
  return [...groups.values()];
}
