import type { Connector } from './contract/index.ts';

/**
 * The connectors that come with rollcall: the root package's own answer to the hook `rollcall:connectors`.
 * Each is imported only when asked for.
 */
export async function connectors(): Promise<readonly Connector[]> {
  return [];
}
