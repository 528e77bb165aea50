// What one writes first: both files parsed, a Map of base, the fields compared.
export function compare(base, head, key) {
  const before = new Map(base.map((row) => [row[key], row]));
  const counts = { added: 0, removed: 0, changed: 0 };
  for (const row of head) {
    const was = before.get(row[key]);
    if (was === undefined) counts.added++;
    else if (Object.keys(row).some((name) => row[name] !== was[name])) counts.changed++;
    before.delete(row[key]);
  }
  counts.removed = before.size;
  process.stdout.write(`${JSON.stringify(counts)}\n`);
}
