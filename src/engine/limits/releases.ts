import type { Release } from '../change.ts';
import { suggestion } from '../expression/nearest.ts';
import type { Mapping } from '../map/mapping.ts';

/** Limits that count the changes of one kind. */
const counted = ['leave', 'create', 'update', 'delete'] as const;

/** Reasons to stop that are there once for a system. */
const single = ['last', 'protect', 'base', 'rewritten', 'column_gone', 'operations'] as const;

/** The system and the limits that a release may name. */
export interface Releasable {
  readonly name: string;
  /** Absent for a system that is configured and not part of this run. */
  readonly mapping?: Mapping;
}

/**
 * What is wrong with a release, as a sentence; undefined when it names a system and a limit that there are.
 * A release that is misspelt would otherwise sleep.
 */
export function wrongRelease(release: Release, systems: readonly Releasable[]): string | undefined {
  const system = systems.find((one) => one.name === release.system);
  if (!system) {
    const names = systems.map((one) => one.name);
    const known = names.length > 0 ? `there is ${names.join(', ')}` : 'there is none';
    return `There is no system "${release.system}"${suggestion(release.system, names)}; ${known}.`;
  }
  if (!system.mapping) return undefined;
  const names = releasableLimits(system.mapping);
  if (names.includes(release.limit)) return undefined;
  const usual = [...counted, ...single].join(', ');
  return `"${release.limit}" is no limit of ${system.name}${suggestion(release.limit, names)}; there are ${usual} and others that a stopped plan names.`;
}

/** Every name a stop of this system can have. */
function releasableLimits({ system, kinds }: Mapping): readonly string[] {
  const ofKinds = kinds.flatMap(({ declaration, fields }) => {
    const prefix = declaration.kind === 'employees' ? '' : `${declaration.kind}:`;
    const names = fields.map((field) => field.declaration.name);
    const words = Object.values(declaration.operations).flatMap((operation) => operation?.needs ?? []);
    return [
      ...[
        ...counted,
        ...Object.keys(system.limits.named),
        ...names.flatMap((name) => [`column:${name}`, `emptied:${name}`]),
      ].map((limit) => `${prefix}${limit}`),
      ...words.map((word) => `allow:${word}`),
    ];
  });
  return [...new Set([...single, ...ofKinds])];
}
