import type { Context, Finding, Kind, LiveRecord } from '../../contract/index.ts';
import { type ReadOptions, readKind } from './read-live.ts';
import type { System } from './system.ts';

/** How a system is asked what it holds. */
export interface LiveReader {
  /** @param access which credentials the context has, where there are several */
  check(system: System, context: Context, access?: string): Promise<readonly Finding[]>;
  /** One kind to its proven end, or the records that are asked for. @throws RollcallError `READ_INCOMPLETE`. */
  read(system: System, context: Context, kind: Kind, options?: ReadOptions): Promise<readonly LiveRecord[]>;
}

/** Asks every time. */
export const directReader: LiveReader = {
  check: (system, context) => system.connector.check(context),
  read: (system, context, kind, options) => readKind(system.connector, context, kind, options),
};

/**
 * Asks once: for two plans of the same systems at the same time, such as with and without a pull request.
 * Of records that are asked for one by one, only those that were not asked for before; all that are known come back.
 */
export function rememberingReader(): LiveReader {
  const checks = new Map<string, Promise<readonly Finding[]>>();
  const lists = new Map<string, Promise<readonly LiveRecord[]>>();
  const asked = new Map<string, Set<string>>();
  const found = new Map<string, LiveRecord[]>();
  return {
    check: (system, context, access = '') =>
      remembered(checks, `${system.rules.name} ${access}`, () => directReader.check(system, context)),
    async read(system, context, kind, options = {}) {
      const { keys } = options;
      const name = `${system.rules.name} ${kind}`;
      if (!keys) return remembered(lists, name, () => directReader.read(system, context, kind, options));
      const known = asked.get(name) ?? new Set();
      const fresh = keys.filter(({ key }) => !known.has(key));
      const more = fresh.length > 0 ? await directReader.read(system, context, kind, { ...options, keys: fresh }) : [];
      const records = [...(found.get(name) ?? []), ...more];
      asked.set(name, new Set([...known, ...fresh.map(({ key }) => key)]));
      found.set(name, records);
      return records;
    },
  };
}

function remembered<T>(memory: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  const known = memory.get(name) ?? make();
  memory.set(name, known);
  return known;
}
