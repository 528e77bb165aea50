import type { Kind } from '../../contract/index.ts';
import { takesKind } from '../rules.ts';
import type { SystemState } from './state.ts';

/**
 * The kinds that must be read to decide anything: those of which a record is desired, applied or tried, those that
 * absence acts on, and what those refer to or are made of. What nobody has records of is not asked for, so that no
 * right is needed for it.
 */
export function neededKinds(state: Pick<SystemState, 'desired' | 'base' | 'mapping' | 'alsoRead'>): readonly Kind[] {
  const { desired, base, mapping, alsoRead = [] } = state;
  const names = [...desired.keys(), ...base.records.keys(), ...base.tried.keys()];
  const managed = mapping.kinds.filter(({ declaration: { kind, write } }) => {
    const isTaken = takesKind(mapping.system, kind);
    return (
      isTaken && (write === 'snapshot' || alsoRead.includes(kind) || names.some((name) => name.startsWith(`${kind}/`)))
    );
  });
  const needed = new Set(managed.map((kind) => kind.declaration.kind));
  for (const kind of needed) {
    const declaration = mapping.kinds.find((one) => one.declaration.kind === kind)?.declaration;
    for (const part of declaration?.identity.parts ?? []) needed.add(part);
    for (const { reference } of declaration?.fields ?? []) if (reference) needed.add(reference.kind);
  }
  return mapping.kinds.map((kind) => kind.declaration.kind).filter((kind) => needed.has(kind));
}
