/** `index` counts from 1 to `count`. */
export interface ShardNumber {
  readonly index: number;
  readonly count: number;
}

/** Whether a record is a shard's: by the person whom it belongs to, else by its own name. */
export function isOfShard(name: string, parts: readonly string[] = [], { index, count }: ShardNumber): boolean {
  return shardOf(parts.find((part) => part.startsWith('employees/')) ?? name, count) === index;
}

/** FNV-1a over UTF-16, 32 bits: the same on every machine. https://datatracker.ietf.org/doc/html/draft-eastlake-fnv */
export function shardOf(name: string, count: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193) >>> 0;
  return (((hash ^ (hash >>> 16)) >>> 0) % count) + 1;
}
