import type { Connector } from './contract/index.ts';

/**
 * The connectors that come with rollcall: the root package's own answer to the hook `rollcall:connectors`.
 * Each is imported only when asked for.
 */
export async function connectors(): Promise<readonly Connector[]> {
  const bundled = await Promise.all([
    import('../plugins/connector-lucca/src/index.ts'),
    import('../plugins/connector-officevibe/src/index.ts'),
    import('../plugins/connector-personio/src/index.ts'),
    import('../plugins/connector-springest/src/index.ts'),
    import('../plugins/connector-supermood/src/index.ts'),
  ]);
  return (await Promise.all(bundled.map((plugin) => plugin.connectors()))).flat();
}
