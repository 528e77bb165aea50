import type { Connector } from './contract/index.ts';

/** The connectors that come with rollcall, by id. Each is imported only when it is wanted. */
const bundled: Readonly<Record<string, () => Promise<{ connectors(): Promise<readonly Connector[]> }>>> = {
  lucca: () => import('../plugins/connector-lucca/src/index.ts'),
  officevibe: () => import('../plugins/connector-officevibe/src/index.ts'),
  personio: () => import('../plugins/connector-personio/src/index.ts'),
  springest: () => import('../plugins/connector-springest/src/index.ts'),
  supermood: () => import('../plugins/connector-supermood/src/index.ts'),
  workleap: () => import('../plugins/connector-workleap/src/index.ts'),
};

/** Ids of the connectors that come with rollcall, sorted. */
export const bundledIds: readonly string[] = Object.keys(bundled);

/** The root package's own answer to the hook `rollcall:connectors`. */
export async function connectors({
  wanted,
}: {
  readonly wanted?: readonly string[];
} = {}): Promise<readonly Connector[]> {
  const chosen = Object.entries(bundled).filter(([id]) => wanted?.includes(id) ?? true);
  const plugins = await Promise.all(chosen.map(([, load]) => load()));
  return (await Promise.all(plugins.map((plugin) => plugin.connectors()))).flat();
}
