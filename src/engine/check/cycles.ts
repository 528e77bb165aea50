/**
 * The cycles in a forest-like relation where each name has at most one parent. Each cycle is listed once, in the
 * order in which its members point at each other; a name that is its own parent is a cycle of one.
 */
export function findCycles(parents: ReadonlyMap<string, string>): readonly (readonly string[])[] {
  const settled = new Set<string>();
  const cycles: (readonly string[])[] = [];
  for (const start of parents.keys()) {
    const path = new Map<string, number>();
    let name: string | undefined = start;
    while (name !== undefined && !settled.has(name) && !path.has(name)) {
      path.set(name, path.size);
      name = parents.get(name);
    }
    const from = name === undefined ? undefined : path.get(name);
    if (from !== undefined) cycles.push([...path.keys()].slice(from));
    for (const seen of path.keys()) settled.add(seen);
  }
  return cycles;
}
